import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatPercent } from '../window/format.ts';
import { t } from '../language/text.ts';
import styles from './bar-list.module.css';

interface BarListProps {
  readonly entries: readonly { readonly name: string; readonly count: number }[];
  /** What the shares are of; no shares are told where absent. */
  readonly total?: number;
  readonly label: string;
  readonly mono?: true;
}

const SHOWN = 16;

/** Counts as bars, each with its number. */
export function BarList({ entries, total, label, mono }: BarListProps) {
  const [all, setAll] = useState(false);
  const most = Math.max(1, ...entries.map(({ count }) => count));
  const shown = all ? entries : entries.slice(0, SHOWN);
  return (
    <>
      <ul className={styles.list} aria-label={label} data-mono={mono}>
        {shown.map(({ name, count }, i) => (
          <li key={`${name}:${i}`} title={`${name}: ${formatCount(count)}`}>
            <span className={styles.name}>{name}</span>
            <i aria-hidden>
              <i style={{ width: `${(100 * count) / most}%` }} />
            </i>
            <span className={styles.count}>{formatCount(count)}</span>
            {total !== undefined && <span className={styles.share}>{formatPercent(total === 0 ? 0 : count / total)}</span>}
          </li>
        ))}
      </ul>
      {entries.length > SHOWN && (
        <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setAll(!all)}>
          {all ? t('Show fewer') : t('Show all {count}', { count: formatCount(entries.length) })}
        </Button>
      )}
    </>
  );
}
