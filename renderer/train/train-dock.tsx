import { ActionIcon, Button, Popover, ScrollArea, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconEye, IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunInfo } from '../../host/api.ts';
import { showWorkspace } from '../window/route.ts';
import { partsText, projectParts } from '../document/project-parts.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { useDocument } from '../document/store.ts';
import { CurveView } from './curve-view.tsx';
import { usePlotSettings } from './plot-settings.ts';
import { RunControls, TrainNextButton } from './run-controls.tsx';
import { bestEpoch, bestReason, bestScore, bestSummary, trainingSummary } from './run-facts.ts';
import { mainScore, mainScores, plotTitle } from './run-scores.ts';
import { activeRun, isActive, selectedRun, selectRun, toggleOverlay, useRuns } from './run-store.ts';
import { outputStyle, runStyle } from './run-style.ts';
import { Badge } from './runs-panel.tsx';
import styles from './train-dock.module.css';
import { TrainingForm } from './settings/training-form.tsx';
import { t } from '../language/text.ts';

/** Training beside the canvas: settings, small curves and runs. */
export function TrainDock() {
  const run = useRuns(selectedRun);
  const score = mainScore(run?.project);
  const log = usePlotSettings((state) => state.logLoss);
  if (!run) return <BeforeFirstRun />;
  return (
    <div className={styles.dock}>
      <NextRun />
      <section className={styles.plot}>
        <header>
          <h3>{t('Loss')}</h3>
          {log && <span className={styles.scale}>{t('log')}</span>}
          <Legend run={run} />
        </header>
        <CurveView metric="loss" label={t('Loss')} percent={false} compact />
      </section>
      {score && (
        <section className={styles.plot}>
          <header>
            <h3 title={plotTitle(score)}>{plotTitle(score)}</h3>
            {score.output !== undefined && <OutputLegend run={run} />}
          </header>
          <CurveView metric={score.key} label={plotTitle(score)} percent={score.metric?.format === 'percent'} compact />
        </section>
      )}
      <Runs />
    </div>
  );
}

function BeforeFirstRun() {
  const trainable = useDocument(({ analysis }) => analysis.trainable);
  return (
    <div className={styles.dock}>
      <NextRun />
      <div className={styles.empty}>
        <b>{t('Nothing trained yet')}</b>
        {trainable ? (
          <p>{t('Press Train: loss and metrics are drawn here while the network learns.')}</p>
        ) : (
          <p>
            {t(
              'Loss and metrics are drawn here while the network trains. The status bar below says what still keeps it from being trained.',
            )}
          </p>
        )}
      </div>
    </div>
  );
}

function NextRun() {
  const training = useDocument(({ whole: project }) => project.training);
  const active = useRuns(activeRun);
  const project = useDocument(({ whole }) => whole);
  const dataset = useProjectDataset(project);
  const parts = dataset && projectParts(dataset, project);
  return (
    <section className={styles.next} aria-label={t('Next run')}>
      <Fact name={t('Optimiser')}>{trainingSummary(training)}</Fact>
      <Fact name={t('Batch · epochs')}>
        {training.batchSize} · {training.epochs}
      </Fact>
      {parts && <Fact name={t('Split')}>{partsText(parts)}</Fact>}
      <Fact name={t('Seed')}>{training.seed}</Fact>
      <div className={styles.nextActions}>
        {active && isActive(active.state) ? <RunControls run={active} /> : <TrainNextButton />}
        <SettingsButton />
      </div>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <span>{name}</span>
      <span className="netloom-mono">{children}</span>
    </div>
  );
}

function SettingsButton() {
  return (
    <Popover position="top-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('Settings of the next run')}>
          <ActionIcon variant="default" aria-label={t('Settings of the next run')}>
            <IconAdjustmentsHorizontal size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-labelledby={undefined} aria-label={t('Settings of the next run')}>
        <ScrollArea.Autosize mah="60vh">
          <TrainingForm />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function Legend({ run }: { readonly run: RunInfo }) {
  return (
    <span className={styles.legend} aria-hidden>
      <span>
        <i style={{ background: 'var(--series-train)' }} /> {t('train')}
      </span>
      <span>
        <i style={{ background: `var(${runStyle(run.number).colour})` }} /> <span className={styles.long}>{t('validation')}</span>
        <span className={styles.short}>{t('val')}</span>
      </span>
    </span>
  );
}

function OutputLegend({ run }: { readonly run: RunInfo }) {
  return (
    <span className={styles.legend} data-outputs aria-hidden>
      {mainScores(run.project).map(({ key, output }, index) => (
        <span key={key}>
          <i style={{ background: `var(${outputStyle(index).colour})` }} /> {output}
        </span>
      ))}
    </span>
  );
}

function Runs() {
  const runs = useRuns((state) => state.runs);
  return (
    <section className={styles.runs}>
      <header>
        <h3>{t('Runs')}</h3>
        <Button size="compact-xs" variant="subtle" onClick={() => showWorkspace('train')}>
          {t('Open Train')}
        </Button>
      </header>
      <ul>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </ul>
    </section>
  );
}

function RunRow({ run }: { readonly run: RunInfo }) {
  const selected = useRuns(({ selectedId }) => selectedId === run.id);
  const overlaid = useRuns((state) => state.overlaid.includes(run.id));
  const { number } = run;
  const best = bestEpoch(run);
  const { colour } = runStyle(number);
  const Icon = overlaid ? IconEye : IconEyeOff;
  return (
    <li data-selected={selected || undefined}>
      {selected ? (
        <span className={styles.shown}>
          <IconEye size={14} stroke={1.7} aria-hidden />
        </span>
      ) : (
        <ActionIcon
          size={20}
          aria-label={overlaid ? t('Hide the curves of run {number}', { number }) : t('Draw the curves of run {number}', { number })}
          aria-pressed={overlaid}
          onClick={() => toggleOverlay(run.id)}
        >
          <Icon size={14} stroke={1.7} />
        </ActionIcon>
      )}
      <UnstyledButton className={styles.run} aria-current={selected} onClick={() => selectRun(run.id)}>
        <i style={{ background: `var(${colour})` }} aria-hidden />
        <b>{t('run {number}', { number })}</b>
        {run.state === 'finished' ? <span className={styles.summary}>{trainingSummary(run.project.training)}</span> : <Badge run={run} />}
        {best && (
          <span className={styles.score} title={t('The epoch of the {reason}', { reason: bestReason(run) })}>
            <span className={styles.epoch}>{t('epoch {epoch}', { epoch: best.epoch })}</span>
            <b title={bestSummary(run)}>{bestScore(run)}</b>
          </span>
        )}
      </UnstyledButton>
    </li>
  );
}
