import type { RunInfo } from '../../host/api.ts';
import { formatClock, formatCount } from '../app/format.ts';
import styles from './curves-panel.module.css';
import { stateWord } from './run-actions.ts';
import { useRuns } from './run-store.ts';

const MOST_SEGMENTS = 40;

/** How far a run is: epochs as segments, the time gone and left. */
export function EpochProgress({ run }: { readonly run: RunInfo }) {
  const progress = useRuns((state) => state.progress[run.id]);
  if (!progress) {
    return (
      <div className={styles.progress}>
        <div className={styles.progressText}>
          <b>{waitingText(run)}</b>
        </div>
        <Segments epochs={run.project.training.epochs} done={0} label={stateWord(run.state)} />
      </div>
    );
  }
  const { epoch, epochs, step, stepsPerEpoch, secondsElapsed, secondsLeft } = progress;
  const inEpoch = step - (epoch - 1) * stepsPerEpoch;
  const ended = run.state === 'finished' || run.state === 'stopped' || run.state === 'failed';
  return (
    <div className={styles.progress}>
      <div className={styles.progressText}>
        <b>
          Epoch {epoch} of {epochs}
        </b>
        {!ended && (
          <span>
            step {formatCount(inEpoch)} of {formatCount(stepsPerEpoch)}
          </span>
        )}
        {run.state !== 'running' && run.state !== 'finished' && <span className={styles.state}>{stateWord(run.state)}</span>}
        <span className={styles.gone} data-ended={ended || undefined} title={ended ? 'Time of training in all' : 'Time gone'}>
          {formatClock(secondsElapsed)}
          <span className={styles.words}>{ended ? ' in all' : ' gone'}</span>
        </span>
        {!ended && secondsLeft !== undefined && <b>{formatClock(secondsLeft)} left</b>}
      </div>
      <Segments epochs={epochs} done={step / stepsPerEpoch} label={`epoch ${epoch} of ${epochs}`} />
    </div>
  );
}

function waitingText(run: RunInfo): string {
  if (run.state === 'queued') return 'Waiting for its turn';
  if (run.state === 'preparing') return 'Preparing data and graph';
  return `Run ${run.number}: ${stateWord(run.state)}`;
}

function Segments({ epochs, done, label }: { readonly epochs: number; readonly done: number; readonly label: string }) {
  const count = epochs <= MOST_SEGMENTS ? epochs : 1;
  const filled = epochs <= MOST_SEGMENTS ? done : done / epochs;
  return (
    <div
      className={styles.segments}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={epochs}
      aria-valuenow={Math.min(done, epochs)}
    >
      {Array.from({ length: count }, (_, i) => (
        <span key={i} className={styles.segment}>
          <span style={{ transform: `scaleX(${Math.max(0, Math.min(1, filled - i))})` }} />
        </span>
      ))}
    </div>
  );
}
