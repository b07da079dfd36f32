import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDots, IconEye, IconEyeOff, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { RunInfo } from '../../host/api.ts';
import { formatAge } from '../app/format.ts';
import { useNow } from '../app/use-now.ts';
import { useDocument } from '../document/store.ts';
import { continueRun, removeRun, stateWord, whyNotTrainable } from './run-actions.ts';
import { bestEpoch, bestReason, bestScore, scoreTitle, trainingSummary } from './run-facts.ts';
import { isActive, selectRun, toggleOverlay, useRuns } from './run-store.ts';
import { runStyle } from './run-style.ts';
import styles from './runs-panel.module.css';
import { Sparkline } from './sparkline.tsx';

/** The project's runs, newest first: which is shown, which are drawn beside it. */
export function RunsPanel() {
  const runs = useRuns((state) => state.runs);
  const loading = useRuns((state) => state.loading);
  if (runs.length === 0) return loading ? null : <NoRuns />;
  const [newest] = runs;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span className={styles.count}>
          {runs.length} {runs.length === 1 ? 'run' : 'runs'}
        </span>
        {newest && (
          <Tooltip label={`Of the epoch of the ${bestReason(newest)}, whose weights are the best checkpoint`}>
            <span className={styles.what}>{scoreTitle(newest)} at best epoch</span>
          </Tooltip>
        )}
      </div>
      <ul className={styles.list}>
        {runs.map((run) => (
          <Row key={run.id} run={run} />
        ))}
      </ul>
    </div>
  );
}

function NoRuns() {
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  return (
    <div className={styles.empty}>
      <b>No runs yet</b>
      <p>{trainable ? 'Train the network: every run is kept here with its curves, settings and weights.' : whyNotTrainable()}</p>
    </div>
  );
}

function Row({ run }: { readonly run: RunInfo }) {
  const selected = useRuns(({ selectedId }) => selectedId === run.id);
  const colour = `var(${runStyle(run.number).colour})`;
  const best = bestEpoch(run);
  const now = useNow();
  return (
    <li className={styles.row} data-selected={selected || undefined}>
      <UnstyledButton
        className={styles.main}
        aria-current={selected}
        title={`Started ${formatAge(run.createdAt, now)}`}
        onClick={() => selectRun(run.id)}
      >
        <span className={styles.mark} style={{ background: colour }} aria-hidden />
        <span className={styles.text}>
          <span className={styles.title}>
            <b>Run {run.number}</b>
            <Badge run={run} />
          </span>
          <span className={styles.subtitle}>{trainingSummary(run.project.training)}</span>
        </span>
        <span className={styles.sparkline}>
          <Sparkline runId={run.id} colour={colour} />
        </span>
        <span className={styles.score}>
          <b>{bestScore(run)}</b>
          {best && <span>epoch {best.epoch}</span>}
        </span>
      </UnstyledButton>
      <VisibilityToggle run={run} selected={selected} />
      <RowMenu run={run} />
    </li>
  );
}

/** Where a run stands, where that isn't simply "done". */
export function Badge({ run }: { readonly run: RunInfo }) {
  const epoch = useRuns(({ progress }) => progress[run.id]?.epoch);
  if (run.state === 'finished') return null;
  if (run.state === 'failed')
    return (
      <span className={styles.badge} data-kind="error">
        failed
      </span>
    );
  if (run.state === 'stopped') return <span className={styles.badge}>stopped</span>;
  const text = run.state === 'running' && epoch !== undefined ? `epoch ${epoch}` : stateWord(run.state);
  return (
    <span className={styles.badge} data-kind="ok">
      {text}
    </span>
  );
}

function VisibilityToggle({ run, selected }: { readonly run: RunInfo; readonly selected: boolean }) {
  const overlaid = useRuns((state) => state.overlaid.includes(run.id));
  if (selected) return <span className={styles.place} />;
  const label = overlaid ? `Hide the curves of run ${run.number}` : `Draw the curves of run ${run.number} beside`;
  const Icon = overlaid ? IconEye : IconEyeOff;
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} aria-pressed={overlaid} onClick={() => toggleOverlay(run.id)}>
        <Icon size={15} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

function RowMenu({ run }: { readonly run: RunInfo }) {
  const active = isActive(run.state);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={`More about run ${run.number}`}>
          <IconDots size={15} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPlayerPlay size={15} stroke={1.7} />}
          disabled={active || run.state === 'finished'}
          onClick={() => void continueRun(run)}
        >
          Continue from its last checkpoint
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} disabled={active} onClick={() => void removeRun(run)}>
          {active ? 'Delete (stop it first)' : 'Delete with its weights'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
