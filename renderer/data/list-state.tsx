import { Button } from '@mantine/core';
import { IconAlertCircle, IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { messageOf } from '../window/failures.ts';
import { t } from '../language/text.ts';
import type { SampleBlocks } from './sample-blocks.ts';
import styles from './list-state.module.css';
import type { SampleList } from './use-sample-list.ts';

/** Says in place of a list that something went wrong, and offers to try again. */
export function Problem({ text, onRetry }: { readonly text: string; readonly onRetry: () => void }) {
  return (
    <div className={styles.state} role="alert">
      <IconAlertCircle size={20} stroke={1.7} aria-hidden />
      <p>{text}</p>
      <Button variant="default" onClick={onRetry}>
        {t('Try again')}
      </Button>
    </div>
  );
}

interface ListedProps {
  readonly list: SampleList;
  readonly children: (blocks: SampleBlocks) => ReactNode;
}

/** The list once it is there; else what is the matter with it. */
export function Listed({ list, children }: ListedProps) {
  const { blocks, problem, retry, choose, split } = list;
  if (problem !== undefined) return <Problem text={problem} onRetry={retry} />;
  if (blocks === undefined) return <div className={styles.state} aria-busy="true" />;
  if (blocks.count > 0) return children(blocks);
  return (
    <div className={styles.state}>
      <IconFilterOff size={20} stroke={1.7} aria-hidden />
      <p>{split === 'train' ? t('No training sample is of this class.') : t('No test sample is of this class.')}</p>
      <Button variant="default" onClick={() => choose(split, undefined)}>
        {t('Show all classes')}
      </Button>
    </div>
  );
}

/** Above a list, samples of which did not come. */
export function FailedBlocks({ blocks }: { readonly blocks: SampleBlocks }) {
  if (blocks.failure === undefined) return null;
  return (
    <div className={styles.strip} role="alert">
      <IconAlertCircle size={16} stroke={1.7} aria-hidden />
      <span>{t('Some samples could not be read. {reason}', { reason: messageOf(blocks.failure) })}</span>
      <Button size="compact-xs" variant="default" onClick={() => blocks.retry()}>
        {t('Try again')}
      </Button>
    </div>
  );
}
