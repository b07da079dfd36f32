import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDots, IconEye, IconEyeOff, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import type { RunInfo } from '../../host/api.ts';
import { formatAge } from '../window/format.ts';
import { useNow } from '../window/use-now.ts';
import { useDocument } from '../document/store.ts';
import { continueRun, removeRun, stateWord, whyNotTrainable } from './run-actions.ts';
import { bestEpoch, bestReason, bestScore, scoreTitle, trainingSummary } from './run-facts.ts';
import { isActive, selectRun, toggleOverlay, useRuns } from './run-store.ts';
import { runStyle } from './run-style.ts';
import styles from './runs-panel.module.css';
import { Sparkline } from './sparkline.tsx';
import { t } from '../language/text.ts';

/** The project's runs, newest first: which is shown, which are drawn beside it. */
export function RunsPanel() {
  const runs = useRuns((state) => state.runs);
  const loading = useRuns((state) => state.loading);
  if (runs.length === 0) return loading ? null : <NoRuns />;
  const [newest] = runs;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <span className={styles.count}>{t('{count, plural, one {# run} other {# runs}}', { count: runs.length })}</span>
        {newest && (
          <Tooltip label={t('Of the epoch of the {reason}, whose weights are the best checkpoint', { reason: bestReason(newest) })}>
            <span className={styles.what}>{t('{score} at best epoch', { score: scoreTitle(newest) })}</span>
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
      <b>{t('No runs yet')}</b>
      <p>{trainable ? t('Train the network: every run is kept here with its curves, settings and weights.') : whyNotTrainable()}</p>
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
        title={t('Started {age}', { age: formatAge(run.createdAt, now) })}
        onClick={() => selectRun(run.id)}
      >
        <span className={styles.mark} style={{ background: colour }} aria-hidden />
        <span className={styles.text}>
          <span className={styles.title}>
            <b>{t('Run {number}', { number: run.number })}</b>
            <Badge run={run} />
          </span>
          <span className={styles.subtitle}>{trainingSummary(run.project.training)}</span>
        </span>
        <span className={styles.sparkline}>
          <Sparkline runId={run.id} colour={colour} />
        </span>
        <span className={styles.score}>
          <b>{bestScore(run)}</b>
          {best && <span>{t('epoch {epoch}', { epoch: best.epoch })}</span>}
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
        {stateWord('failed')}
      </span>
    );
  if (run.state === 'stopped') return <span className={styles.badge}>{stateWord('stopped')}</span>;
  const text = run.state === 'running' && epoch !== undefined ? t('epoch {epoch}', { epoch }) : stateWord(run.state);
  return (
    <span className={styles.badge} data-kind="ok">
      {text}
    </span>
  );
}

function VisibilityToggle({ run, selected }: { readonly run: RunInfo; readonly selected: boolean }) {
  const overlaid = useRuns((state) => state.overlaid.includes(run.id));
  if (selected) return <span className={styles.place} />;
  const { number } = run;
  const label = overlaid ? t('Hide the curves of run {number}', { number }) : t('Draw the curves of run {number} beside', { number });
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
        <ActionIcon size={24} aria-label={t('More about run {number}', { number: run.number })}>
          <IconDots size={15} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPlayerPlay size={15} stroke={1.7} />}
          disabled={active || run.state === 'finished'}
          onClick={() => void continueRun(run)}
        >
          {t('Continue from its last checkpoint')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.7} />} disabled={active} onClick={() => void removeRun(run)}>
          {active ? t('Delete (stop it first)') : t('Delete with its weights')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
