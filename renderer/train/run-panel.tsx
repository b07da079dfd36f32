import { Button, NumberInput, Slider } from '@mantine/core';
import { IconAlertCircleFilled, IconPackageExport, IconReportAnalytics } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import type { MetricValues } from '../../engine/training/events.ts';
import { leftOutText } from '../../engine/training/left-out-text.ts';
import { vectorsText } from '../../engine/training/vectors-text.ts';
import type { RunInfo } from '../../host/api.ts';
import { openDialog } from '../window/dialogs.ts';
import { formatCount, formatLoss, formatPercent, formatRate } from '../window/format.ts';
import { showWorkspace } from '../window/route.ts';
import { partsText, projectParts } from '../document/project-parts.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { control } from './run-actions.ts';
import { TrainNextButton } from './run-controls.tsx';
import { bestReason, earlyStopText, isScheduled, optimizerDetails, optimizerTitle, scheduleTitle, scoreTitle } from './run-facts.ts';
import { formatScore, mainScore, mainScores, scoreOf } from './run-scores.ts';
import { baseRate, isActive, selectedRun, useRuns } from './run-store.ts';
import styles from './run-panel.module.css';
import { setFacts } from './set-facts.ts';
import { TrainingForm } from './settings/training-form.tsx';
import { useCurves } from './use-curves.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { engineText, t, type TextValue, type WindowText } from '../language/text.ts';

/** The selected run: what became of it, its learning rate, its settings; and the settings of the next one. */
export function RunPanel() {
  const run = useRuns(selectedRun);
  const anyActive = useRuns(({ runs }) => runs.some(({ state }) => isActive(state)));
  return (
    <div className={styles.panel}>
      {run?.state === 'failed' && <Failure run={run} />}
      {run?.summary && <Result run={run} />}
      {(run?.state === 'running' || run?.state === 'paused') && <LearningRate key={run.id} run={run} />}
      {run && <Settings run={run} />}
      <Section title={run ? t('Next run') : t('Training settings')}>
        <TrainingForm />
        {!anyActive && (
          <div className={styles.start}>
            <TrainNextButton inPanel />
          </div>
        )}
      </Section>
    </div>
  );
}

function Section({ title, note, children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <header>
        <h3>{title}</h3>
        {note !== undefined && <span>{note}</span>}
      </header>
      {children}
    </section>
  );
}

function Failure({ run }: { readonly run: RunInfo }) {
  return (
    <div className={styles.failure} role="alert">
      <h3>
        <IconAlertCircleFilled size={16} aria-hidden /> {t('Run {number} failed', { number: run.number })}
      </h3>
      <p>{run.error === undefined ? t('The reason was not recorded.') : engineText(run.error.message)}</p>
      {run.lastEpoch && (
        <p>
          {t('Its checkpoint of epoch {epoch} is kept: it can be exported, and the run can be continued.', { epoch: run.lastEpoch.epoch })}
        </p>
      )}
    </div>
  );
}

function Result({ run }: { readonly run: RunInfo }) {
  const score = mainScore(run.project);
  const summary = run.summary;
  if (!summary) return null;
  const { test, validation } = summary.metrics;
  const early = earlyStopText(run);
  const last = summary.checkpoint === 'last';
  const note = last
    ? t('last weights, epoch {epoch}', { epoch: summary.epochs })
    : t('weights of best epoch {epoch}', { epoch: summary.bestEpoch });
  return (
    <Section title={t('Result')} {...((last || summary.bestEpoch > 0) && { note })}>
      <div className={styles.result}>
        {score?.metric && (
          <div>
            <b>{formatScore(score, test[score.key])}</b>
            <span>{testName(score.metric.title, score.output)}</span>
          </div>
        )}
        <div>
          <b>{formatLoss(test.loss)}</b>
          <span>{t('test loss')}</span>
        </div>
        <div>
          <b>{formatLoss(validation?.loss)}</b>
          <span>{t('validation loss')}</span>
        </div>
      </div>
      {score?.output !== undefined && <OutputResults project={run.project} test={test} />}
      {early !== undefined && <p className={styles.note}>{early}</p>}
      {summary.vectors?.map((vectors) => (
        <p key={vectors.nodeId} className={styles.note}>
          {t('{text}.', { text: engineText(vectorsText(vectors)) })}
        </p>
      ))}
      {summary.leftOut && <p className={styles.note}>{t('{text}.', { text: engineText(leftOutText(summary.leftOut)) })}</p>}
      {summary.sparsity && summary.sparsity.zeros > 0 && (
        <p className={styles.note}>
          {t('{share} of {count} weights are zero.', {
            share: formatPercent(summary.sparsity.zeros / summary.sparsity.weights),
            count: formatCount(summary.sparsity.weights),
          })}
        </p>
      )}
      <div className={styles.next}>
        <Button variant="default" leftSection={<IconReportAnalytics size={15} stroke={1.7} />} onClick={() => showWorkspace('evaluate')}>
          {t('Evaluate')}
        </Button>
        <Button variant="default" leftSection={<IconPackageExport size={15} stroke={1.7} />} onClick={() => openDialog('export')}>
          {t('Export…')}
        </Button>
      </div>
    </Section>
  );
}

function testName(metric: string, output: string | undefined): string {
  const name: TextValue = { engine: metric, inside: true };
  return output === undefined ? t('test {metric}', { metric: name }) : t('test {metric}, {output}', { metric: name, output });
}

function ownLoss(test: MetricValues, output: string): string {
  return formatLoss(test[`${output}.loss`]);
}

/** Test score and own loss of each of several outputs. */
function OutputResults({ project, test }: { readonly project: Project; readonly test: MetricValues }) {
  return (
    <dl className={`${styles.facts} ${styles.outputs}`} aria-label={t('Test scores of the outputs')}>
      {mainScores(project).map((score) => {
        const loss = ownLoss(test, score.nodeId);
        const told = score.metric === undefined ? '' : `${formatScore(score, test[score.key])} · `;
        return (
          <div key={score.key}>
            <dt>{score.output}</dt>
            <dd>
              {told}
              {t('loss {value}', { value: loss })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const LEAST = -5;
const MOST = 0;

/** Sets the rate that a schedule goes on from; without a schedule, the rate of the steps. */
function LearningRate({ run }: { readonly run: RunInfo }) {
  const { training } = run.project;
  const told = useRuns(({ progress: { [run.id]: known } }) => known && baseRate(known)) ?? training.learningRate;
  const asked = useRuns(({ askedRates }) => askedRates[run.id]);
  const [typed, setTyped] = useState<number>();
  const rate = typed ?? asked ?? told;
  const apply = (learningRate: number) => {
    setTyped(undefined);
    if (learningRate > 0 && learningRate !== (asked ?? told)) void control(run, { type: 'set-learning-rate', learningRate });
  };
  return (
    <Section
      title={isScheduled(training) ? t('Base learning rate') : t('Learning rate')}
      note={asked === undefined ? t('takes effect at the next step') : pendingRate(run, asked)}
    >
      <div className={styles.rate}>
        <Slider
          min={LEAST}
          max={MOST}
          step={0.02}
          value={Math.min(MOST, Math.max(LEAST, Math.log10(rate)))}
          label={null}
          marks={[-5, -4, -3, -2, -1, 0].map((power) => ({ value: power, label: power < -3 ? `1e${power}` : String(10 ** power) }))}
          thumbLabel={t('Learning rate slider')}
          thumbValueText={formatRate(rate)}
          onChange={(power) => setTyped(Number((10 ** power).toPrecision(2)))}
          onChangeEnd={(power) => apply(Number((10 ** power).toPrecision(2)))}
        />
        <NumberInput
          w={76}
          aria-label={t('Learning rate')}
          value={Number(rate.toPrecision(6))}
          min={0}
          decimalScale={10}
          allowNegative={false}
          hideControls
          onChange={(value) => typeof value === 'number' && setTyped(value)}
          onBlur={() => apply(rate)}
          onKeyDown={(event) => event.key === 'Enter' && apply(rate)}
        />
      </div>
      <div className={styles.rateButtons}>
        {[3, 10].map((divisor) => (
          <Button key={divisor} variant="default" onClick={() => apply(Number((rate / divisor).toPrecision(3)))}>
            ÷ {divisor}
          </Button>
        ))}
        <Button variant="default" onClick={() => apply(training.learningRate)}>
          {t('As at the start')}
        </Button>
      </div>
    </Section>
  );
}

/** "0.0003 from the next step, after Resume" */
function pendingRate({ state }: RunInfo, asked: number): string {
  const values = { rate: formatRate(asked) };
  return state === 'paused' ? t('{rate} from the next step, after Resume', values) : t('{rate} from the next step', values);
}

/** "0.003 → 0.0003 since step 812": what the run trains with, and what it did before. */
function useRateText(run: RunInfo): string {
  const start = run.project.training.learningRate;
  const told = useRuns(({ progress }) => progress[run.id]?.learningRate) ?? run.lastEpoch?.learningRate ?? start;
  const asked = useRuns(({ askedRates }) => askedRates[run.id]);
  const base = useRuns(({ progress: { [run.id]: known } }) => known && baseRate(known)) ?? start;
  const since = useCurves(run.id, ({ rates, epochs }) => {
    const change = rates.lastChange;
    const to = formatRate(told);
    if (change?.rate === told)
      return t('{from} → {to} since step {step}', { from: formatRate(change.from), to, step: formatCount(change.step) });
    const epoch = epochs.find(({ learningRate }) => learningRate === told)?.epoch;
    if (told === start) return to;
    const from = formatRate(start);
    return epoch === undefined ? `${from} → ${to}` : t('{from} → {to} in epoch {epoch}', { from, to, epoch });
  });
  if (isScheduled(run.project.training)) {
    const values = { base: formatRate(base), schedule: scheduleTitle(run.project.training), rate: formatRate(told) };
    return isActive(run.state) ? t('{base}, {schedule}, now {rate}', values) : t('{base}, {schedule}, at last {rate}', values);
  }
  if (asked === undefined || !isActive(run.state)) return since;
  return t('{rate}, then {pending}', { rate: formatRate(told), pending: pendingRate(run, asked) });
}

function Settings({ run }: { readonly run: RunInfo }) {
  const { training } = run.project;
  const rateText = useRateText(run);
  const progress = useRuns((state) => state.progress[run.id]);
  const dataset = useProjectDataset(run.project);
  const milliseconds = run.summary?.stepMilliseconds ?? progress?.stepMilliseconds;
  const parts = dataset && projectParts(dataset, run.project, run.summary?.leftOut);
  const best = run.best;
  const score = mainScore(run.project);
  const facts: readonly (readonly [WindowText | '', string | undefined])[] = [
    ['Optimiser', optimizerTitle(training)],
    ['', optimizerDetails(training) || undefined],
    ['Learning rate', rateText],
    ...setFacts(training),
    ['Batch · steps per epoch', progress ? `${training.batchSize} · ${formatCount(progress.stepsPerEpoch)}` : String(training.batchSize)],
    ['Epochs', formatCount(progress?.epochs ?? training.epochs)],
    ['Data', dataset && datasetTitle(dataset)],
    ['Train · validation', parts && partsText(parts)],
    ['Seed', String(training.seed)],
    ['Parameters', formatCount(run.parameterCount)],
    ['Best epoch', best && `${best.epoch} · ${scoreTitle(run)} ${formatScore(score, scoreOf(score, best))}`],
    ['Chosen by', best && bestReason(run)],
    ['Speed', milliseconds === undefined ? undefined : speed(milliseconds)],
  ];
  return (
    <Section title={t('This run')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name !== '' && t(name)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Section>
  );
}

function speed(milliseconds: number): string {
  const perSecond = 1000 / milliseconds;
  return t('{count} steps/s', { count: perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1) });
}
