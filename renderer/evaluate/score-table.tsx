import { Tooltip } from '@mantine/core';
import type { OutputReport } from '../../engine/evaluation/report.ts';
import styles from './evaluate.module.css';
import { scoreFacts } from './report-facts.ts';
import { t } from '../language/text.ts';

/** Every metric that fits the output, each with what it means. */
export function ScoreTable({ output }: { readonly output: OutputReport }) {
  return (
    // The box scrolls: with the keyboard, too.
    <dl className={styles.scores} tabIndex={0} aria-label={t('All metrics')}>
      {scoreFacts(output).map(({ id, name, value, hint }) => (
        <Tooltip key={id} label={hint} w={320} position="left">
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        </Tooltip>
      ))}
    </dl>
  );
}
