import { ActionIcon, SegmentedControl, Slider, Tooltip } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { slug } from '../../engine/project/slug.ts';
import type { RunInfo } from '../../host/api.ts';
import { formatLoss } from '../window/format.ts';
import { saveToUser } from '../host/files.ts';
import { useDocument } from '../document/store.ts';
import { CurveView } from './curve-view.tsx';
import { csvOf } from './csv.ts';
import styles from './curves-panel.module.css';
import { EpochProgress } from './epoch-progress.tsx';
import { usePlotSettings } from './plot-settings.ts';
import { RunControls } from './run-controls.tsx';
import { formatScore, mainScore, mainScores, plotTitle, type Score, scoreName, scoreOf } from './run-scores.ts';
import { curvesOf, selectedRun, useRuns } from './run-store.ts';
import { useCurves } from './use-curves.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';

/** Controls, numbers and curves of the selected run. */
export function CurvesPanel() {
  const run = useRuns(selectedRun);
  const drawn = useDocument(({ whole: project }) => project);
  const score = mainScore(run?.project ?? drawn);
  return (
    <div className={styles.panel}>
      <div className={styles.strip}>
        <div className={styles.controls}>
          <RunControls run={run} />
        </div>
        {run ? (
          <EpochProgress run={run} />
        ) : (
          <p className={styles.hint}>{t('No run yet. The curves appear here while the network trains.')}</p>
        )}
        {run && <Numbers run={run} />}
      </div>
      <div className={styles.plots}>
        <section className={styles.plot} aria-labelledby="loss-plot">
          <header>
            <h3 id="loss-plot">{t('Loss')}</h3>
            <SmoothingSlider />
            <ScaleSwitch />
          </header>
          <CurveView metric="loss" label={t('Loss of the training batches and of held-out data')} percent={false} />
        </section>
        {score && (
          <section className={styles.plot} aria-labelledby="metric-plot">
            <header>
              <h3 id="metric-plot">{plotTitle(score)}</h3>
              {score.output !== undefined && <SplitLegend />}
              <span className={styles.fill} />
              <AxisSwitch />
              <CsvButton run={run} />
            </header>
            <CurveView
              metric={score.key}
              label={plotLabel(mainScores(run?.project ?? drawn))}
              percent={score.metric?.format === 'percent'}
            />
          </section>
        )}
      </div>
    </div>
  );
}

function plotLabel(scores: readonly Score[]): string {
  const [score] = scores;
  if (score?.output === undefined) return t('{metric} of the training batches and of held-out data', { metric: plotTitle(score) });
  const outputs = listOf(scores.flatMap(({ output }) => output ?? []));
  return t('{metric} of {outputs}: of the training data, and of held-out data', { metric: plotTitle(score), outputs });
}

/** How curves of several outputs tell the training data from what is held out. */
function SplitLegend() {
  return (
    <span className={styles.legend} aria-hidden>
      <span>
        <i data-split="train" /> {t('train')}
      </span>
      <span>
        <i /> {t('val')}
      </span>
    </span>
  );
}

function Numbers({ run }: { readonly run: RunInfo }) {
  const smoothing = usePlotSettings((state) => state.smoothing);
  const trainLoss = useCurves(run.id, ({ smoothedLoss }) => smoothedLoss.update(smoothing).at(-1));
  const score = mainScore(run.project);
  const last = run.lastEpoch;
  const test = run.summary?.metrics.test;
  return (
    <dl className={styles.numbers}>
      <Number name={t('train loss')} hint={t('Moving average of the batches, as drawn')} value={formatLoss(trainLoss)} />
      <Number name={t('val loss')} hint={t('After the last epoch')} value={formatLoss(last?.validation?.loss)} />
      {score && (
        <Number
          name={t('val {score}', { score: scoreName(score) })}
          hint={t('After the last epoch')}
          value={formatScore(score, last?.validation && scoreOf(score, last))}
        />
      )}
      {test && (
        <Number
          test
          name={t('test {score}', { score: scoreName(score) })}
          hint={t('Best checkpoint on held-out test data')}
          value={formatScore(score, test[score?.key ?? 'loss'])}
        />
      )}
    </dl>
  );
}

interface NumberProps {
  readonly name: string;
  readonly hint: string;
  readonly value: string;
  /** Also told in the run's panel: makes room first. */
  readonly test?: boolean;
}

function Number({ name, hint, value, test = false }: NumberProps) {
  return (
    <Tooltip label={hint}>
      <div data-test={test || undefined}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    </Tooltip>
  );
}

function SmoothingSlider() {
  const smoothing = usePlotSettings((state) => state.smoothing);
  return (
    <div className={styles.smoothing}>
      <span aria-hidden>{t('smooth')}</span>
      <Slider
        w={74}
        min={0}
        max={0.99}
        step={0.01}
        value={smoothing}
        label={null}
        thumbLabel={t('Smoothing of the training curves')}
        onChange={(value) => usePlotSettings.setState({ smoothing: value })}
      />
      <span className={styles.smoothingValue}>{smoothing.toFixed(2)}</span>
    </div>
  );
}

function ScaleSwitch() {
  const log = usePlotSettings((state) => state.logLoss);
  return (
    <SegmentedControl
      aria-label={t('Scale of the loss')}
      value={log ? 'log' : 'lin'}
      data={[
        { value: 'lin', label: t('lin') },
        { value: 'log', label: t('log') },
      ]}
      onChange={(value) => usePlotSettings.setState({ logLoss: value === 'log' })}
    />
  );
}

function AxisSwitch() {
  const xAxis = usePlotSettings((state) => state.xAxis);
  return (
    <SegmentedControl
      aria-label={t('Horizontal axis')}
      value={xAxis}
      data={[
        { value: 'epoch', label: t('epoch') },
        { value: 'step', label: t('step') },
      ]}
      onChange={(value) => usePlotSettings.setState({ xAxis: value === 'step' ? 'step' : 'epoch' })}
    />
  );
}

function CsvButton({ run }: { readonly run: RunInfo | undefined }) {
  if (!run) return null;
  const save = () => {
    const name = `${slug(run.project.name)}-run-${run.number}.csv`;
    void saveToUser(name, new TextEncoder().encode(csvOf(curvesOf(run.id), run.project.training.learningRate)), 'text/csv');
  };
  const label = t('Save the curves of run {number} as CSV', { number: run.number });
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={save}>
        <IconTableExport size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
