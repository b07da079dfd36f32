import type { RunInfo } from '../../host/api.ts';
import { formatClock, formatCount } from '../window/format.ts';
import styles from './curves-panel.module.css';
import { stateWord } from './run-actions.ts';
import { useRuns } from './run-store.ts';
import { richText, t } from '../language/text.ts';

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
        <b>{t('Epoch {epoch} of {epochs}', { epoch, epochs })}</b>
        {!ended && (
          <span className={styles.step}>
            {t('step {step} of {steps}', { step: formatCount(inEpoch), steps: formatCount(stepsPerEpoch) })}
          </span>
        )}
        {run.state !== 'running' && run.state !== 'finished' && <span className={styles.state}>{stateWord(run.state)}</span>}
        <span className={styles.gone} data-ended={ended || undefined} title={ended ? t('Time of training in all') : t('Time gone')}>
          {richText(ended ? '{time}<words> in all</words>' : '{time}<words> gone</words>', {
            time: formatClock(secondsElapsed),
            words: (words) => (
              <span key="words" className={styles.words}>
                {words}
              </span>
            ),
          })}
        </span>
        {!ended && secondsLeft !== undefined && <b>{t('{time} left', { time: formatClock(secondsLeft) })}</b>}
      </div>
      <Segments epochs={epochs} done={step / stepsPerEpoch} label={t('epoch {epoch} of {epochs}', { epoch, epochs })} />
    </div>
  );
}

function waitingText(run: RunInfo): string {
  if (run.state === 'queued') return t('Waiting for its turn');
  if (run.state === 'preparing') return t('Preparing data and graph');
  return t('Run {number}: {state}', { number: run.number, state: stateWord(run.state) });
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
