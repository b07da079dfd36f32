import { useEffect, useRef } from 'react';
import type { RunInfo } from '../../host/api.ts';
import { hasWeights } from '../train/run-facts.ts';
import { isActive, selectedRun, useRuns } from '../train/run-store.ts';
import styles from './generate.module.css';
import { TextSettingsForm } from './text-settings.tsx';
import { useTexts, writeText } from './text-store.ts';
import { WrittenText } from './written-text.tsx';
import { t } from '../language/text.ts';

/** Has the selected run write a text, where it was trained to tell the next token. */
export function TextPanel() {
  const run = useRuns(selectedRun);
  if (run === undefined)
    return (
      <div className={styles.empty}>
        <p>{t('Train the network: then it writes texts here, token by token.')}</p>
      </div>
    );
  return hasWeights(run) ? <RunText key={run.id} run={run} /> : <NoWeights run={run} />;
}

function NoWeights({ run }: { readonly run: RunInfo }) {
  return (
    <div className={styles.empty}>
      <p>
        {isActive(run.state)
          ? t('Run {number} can write once its first epoch is over.', { number: run.number })
          : t('Run {number} ended before its first epoch. Choose another run.', { number: run.number })}
      </p>
    </div>
  );
}

function RunText({ run }: { readonly run: RunInfo }) {
  const text = useTexts(({ texts }) => texts[run.id]);
  useFollowedTraining(run.id, run.lastEpoch?.epoch);
  return (
    <div className={styles.panel}>
      <TextSettingsForm run={run} writing={text?.state === 'writing'} />
      <WrittenText run={run} text={text} />
    </div>
  );
}

/** Writes anew after each epoch of a run that trains, where that was asked for. A text that is still being written is left to its end. */
function useFollowedTraining(runId: string, epoch: number | undefined): void {
  const seen = useRef(epoch);
  useEffect(() => {
    if (seen.current === epoch) return;
    seen.current = epoch;
    const { followsTraining, texts } = useTexts.getState();
    const run = useRuns.getState().runs.find(({ id }) => id === runId);
    if (run !== undefined && followsTraining && texts[runId]?.state !== 'writing') void writeText(run);
  }, [runId, epoch]);
}
