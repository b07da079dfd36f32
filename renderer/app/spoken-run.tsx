import { t } from '../language/text.ts';
import { stateWord } from '../train/run-actions.ts';
import { selectedRun, useRuns } from '../train/run-store.ts';

/** Tells screen readers, in every workspace, what becomes of the training: that it began, pauses or ended. */
export function SpokenRun() {
  const number = useRuns((state) => selectedRun(state)?.number);
  const state = useRuns((runs) => selectedRun(runs)?.state);
  return (
    <p className="netloom-hidden" role="status">
      {number !== undefined && state !== undefined && t('Run {number}: {state}', { number, state: stateWord(state) })}
    </p>
  );
}
