import { ActionIcon, Button, RingProgress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import type { RunProgress } from '../../engine/training/events.ts';
import type { RunInfo } from '../../host/api.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { stateWord, togglePause, train, whyNotTrainable } from '../train/run-actions.ts';
import { activeRun, selectRun, useRuns } from '../train/run-store.ts';
import { showCurves } from '../window/panel-access.ts';
import { showBegunRun } from '../train/show-begun-run.ts';
import styles from './top-bar.module.css';

/** Starts training; while a run trains it tells how far it is. */
export function RunButton() {
  const run = useRuns(activeRun);
  return run ? <ActiveRun run={run} /> : <TrainButton />;
}

async function trainAndShow(): Promise<void> {
  if (await train()) showBegunRun();
}

function TrainButton() {
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  return (
    <Tooltip label={trainable ? t('Train the network as it is drawn now') : whyNotTrainable()}>
      <Button
        leftSection={<IconPlayerPlayFilled size={13} />}
        data-disabled={!trainable || undefined}
        aria-disabled={!trainable}
        onClick={() => void trainAndShow()}
      >
        {t('Train')}
      </Button>
    </Tooltip>
  );
}

/** Whole percent of the steps that the run will take. */
export function percentDone(progress: RunProgress | undefined): number {
  if (!progress) return 0;
  return Math.min(100, Math.floor((100 * progress.step) / (progress.epochs * progress.stepsPerEpoch)));
}

function ActiveRun({ run }: { readonly run: RunInfo }) {
  const percent = useRuns(({ progress }) => percentDone(progress[run.id]));
  const moving = run.state === 'running' || run.state === 'paused';
  const show = () => {
    selectRun(run.id);
    showCurves();
  };
  return (
    <div className={styles.run}>
      <UnstyledButton className={styles.runState} onClick={show}>
        <span className="netloom-hidden">
          {t('Run {number}, {state}, {percent} percent: show its curves', { number: run.number, state: stateWord(run.state), percent })}
        </span>
        <RingProgress
          size={18}
          thickness={3}
          rootColor="var(--line-strong)"
          sections={[{ value: percent, color: 'var(--accent)' }]}
          aria-hidden
        />
        <span aria-hidden>{t('Run {number}', { number: run.number })}</span>
        <span className={styles.percent} aria-hidden>
          {moving ? `${percent}%` : stateWord(run.state)}
        </span>
        {run.state === 'paused' && <span>{stateWord('paused')}</span>}
      </UnstyledButton>
      {moving && <PauseButton paused={run.state === 'paused'} />}
    </div>
  );
}

function PauseButton({ paused }: { readonly paused: boolean }) {
  const label = paused ? t('Resume training') : t('Pause training');
  const Icon = paused ? IconPlayerPlayFilled : IconPlayerPauseFilled;
  return (
    <Tooltip label={label}>
      <ActionIcon className={styles.runAction} variant="transparent" aria-label={label} onClick={() => void togglePause()}>
        <Icon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
