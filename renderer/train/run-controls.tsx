import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipForwardFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import type { RunInfo } from '../../host/api.ts';
import { useDocument } from '../document/store.ts';
import { continueRun, control, train, whyNotTrainable } from './run-actions.ts';
import { hasWeights } from './run-facts.ts';
import { activeRun, isActive, selectRun, useRuns } from './run-store.ts';
import { t } from '../language/text.ts';

/** What can be done with the shown run now; what can't be done is disabled, never without effect. */
export function RunControls({ run }: { readonly run: RunInfo | undefined }) {
  if (run && isActive(run.state)) return <ActiveControls run={run} />;
  return <IdleControls run={run} />;
}

function ActiveControls({ run }: { readonly run: RunInfo }) {
  const { state } = run;
  const paused = state === 'paused';
  return (
    <>
      {paused ? (
        <Button w={94} leftSection={<IconPlayerPlayFilled size={13} />} onClick={() => void control(run, { type: 'resume' })}>
          {t('Resume')}
        </Button>
      ) : (
        <Button
          w={94}
          disabled={state !== 'running'}
          leftSection={<IconPlayerPauseFilled size={13} />}
          onClick={() => void control(run, { type: 'pause' })}
        >
          {t('Pause')}
        </Button>
      )}
      <Tooltip label={paused ? t('One step, then pause again') : t('One step: pause first')}>
        <ActionIcon
          variant="default"
          aria-label={t('Train one step')}
          data-disabled={!paused || undefined}
          aria-disabled={!paused}
          onClick={() => paused && void control(run, { type: 'step' })}
        >
          <IconPlayerSkipForwardFilled size={14} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('Stop: the last checkpoint stays, the run can be continued')}>
        <ActionIcon
          variant="default"
          aria-label={t('Stop training')}
          disabled={state === 'stopping'}
          onClick={() => void control(run, { type: 'stop' })}
        >
          <IconPlayerStopFilled size={14} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

const MORE_EPOCHS = 5;

function IdleControls({ run }: { readonly run: RunInfo | undefined }) {
  const active = useRuns(activeRun);
  if (active) {
    return (
      <Button variant="default" onClick={() => selectRun(active.id)}>
        {t('Show run {number}, which trains', { number: active.number })}
      </Button>
    );
  }
  return (
    <>
      <TrainNextButton />
      {run && hasWeights(run) && <ContinueButton run={run} />}
    </>
  );
}

/** Starts a run of what is drawn now; says which number it will have. */
export function TrainNextButton({ inPanel = false }: { readonly inPanel?: boolean }) {
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  const next = useRuns(({ runs }) => Math.max(0, ...runs.map(({ number }) => number)) + 1);
  return (
    <Tooltip label={trainable ? t('Train the network as it is drawn now') : whyNotTrainable()}>
      <Button
        fullWidth={inPanel}
        variant={inPanel ? 'default' : 'filled'}
        data-disabled={!trainable || undefined}
        aria-disabled={!trainable}
        leftSection={<IconPlayerPlayFilled size={13} />}
        onClick={() => void train()}
      >
        {next === 1 ? t('Train') : t('Train as run {number}', { number: next })}
      </Button>
    </Tooltip>
  );
}

function ContinueButton({ run }: { readonly run: RunInfo }) {
  const finished = run.state === 'finished';
  return (
    <Tooltip
      position="bottom-start"
      label={finished ? t('Goes on from the last checkpoint') : t('Goes on from the last checkpoint, to the same bits as without the stop')}
    >
      <Button variant="default" onClick={() => void continueRun(run, finished ? MORE_EPOCHS : 0)}>
        {finished ? t('{count} more epochs', { count: MORE_EPOCHS }) : t('Continue run {number}', { number: run.number })}
      </Button>
    </Tooltip>
  );
}
