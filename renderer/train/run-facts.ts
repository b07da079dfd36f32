import type { TrainingSettings } from '../../engine/project/schema.ts';
import { defaultsOf, type ParameterSchema } from '../../engine/layers/parameters.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { schedules } from '../../engine/schedules/registry.ts';
import type { EpochRecord } from '../../engine/training/events.ts';
import type { Checkpoint, RunInfo } from '../../host/api.ts';
import { formatRate } from '../window/format.ts';
import { formatScore, mainScore, scoreName, scoreOf } from './run-scores.ts';
import { engineText, engineWord, t, type TextValue } from '../language/text.ts';
import type { MetricDefinition } from '../../engine/metrics/definition.ts';

/** Whether a checkpoint of the run was written: after its first epoch, or when it was stopped. */
export function hasWeights({ state, lastEpoch, summary }: RunInfo): boolean {
  return lastEpoch !== undefined || summary !== undefined || state === 'stopped';
}

/** The epoch whose weights are the best checkpoint: that of the lowest validation loss, whose score another epoch may exceed. */
export function bestEpoch(run: RunInfo): EpochRecord | undefined {
  return run.best ?? run.lastEpoch;
}

/** What the run was to keep: it is judged and exported by that unless something else is chosen. */
export function keptCheckpoint({ summary, project }: RunInfo): Checkpoint {
  return summary?.checkpoint ?? (project.training.restoreBest ? 'best' : 'last');
}

/** The score of the best epoch, which is what the best checkpoint reaches. */
export function bestScore(run: RunInfo): string {
  const score = mainScore(run.project);
  return formatScore(score, scoreOf(score, bestEpoch(run)));
}

/** "best epoch 4 · 97.0%" */
export function bestSummary(run: RunInfo): string {
  const record = bestEpoch(run);
  return record ? t('best epoch {epoch} · {score}', { epoch: record.epoch, score: bestScore(run) }) : '–';
}

/** "val acc", "val cured acc"; "train acc" where nothing is held out. */
export function scoreTitle(run: RunInfo): string {
  const score = scoreName(mainScore(run.project));
  return bestEpoch(run)?.validation ? t('val {score}', { score }) : t('train {score}', { score });
}

/** What makes an epoch the best one: "highest validation accuracy", "lowest validation loss of cured". */
export function bestReason({ project }: Pick<RunInfo, 'project'>): string {
  const watched = watchedValue(project);
  return monitoredMetric(project)?.higherIsBetter ? t('highest {watched}', { watched }) : t('lowest {watched}', { watched });
}

/** "validation loss of cured" */
function watchedValue(project: RunInfo['project']): string {
  const { monitor, validationFraction } = project.training;
  const title = monitoredMetric(project)?.title;
  const metric: TextValue = title === undefined ? t('loss') : { engine: title, inside: true };
  const node = project.nodes.find(({ id }) => monitor.startsWith(`${id}.`));
  const value = validationFraction > 0 ? t('validation {metric}', { metric }) : t('training {metric}', { metric });
  return node === undefined ? value : t('{value} of {output}', { value, output: node.name ?? node.id });
}

function monitoredMetric({ training: { monitor } }: RunInfo['project']): MetricDefinition | undefined {
  return metrics.find(({ id }) => id === monitor.split('.').at(-1));
}

/** Why a run ended before its last epoch: "Stopped early after epoch 12: no better validation loss since epoch 7." */
export function earlyStopText({ project, summary }: RunInfo): string | undefined {
  if (!summary?.stoppedEarly) return undefined;
  const { epoch, lastImprovement, patience } = summary.stoppedEarly;
  const watched = watchedValue(project);
  return lastImprovement === undefined
    ? t('Stopped early after epoch {epoch}: no better {watched} in {patience} epochs.', { epoch, watched, patience })
    : t('Stopped early after epoch {epoch}: no better {watched} since epoch {since}.', { epoch, watched, since: lastImprovement });
}

/** "cosine, with restarts"; "warm-up" where the rate rises and then stays. */
export function scheduleTitle({ schedule }: Pick<TrainingSettings, 'schedule'>): string {
  if (schedule.type === 'Constant') return t('warm-up');
  return engineWord(schedules.find(({ type }) => type === schedule.type)?.title ?? schedule.type);
}

/** Whether the learning rate changes by itself. */
export function isScheduled({ schedule, warmupSteps }: Pick<TrainingSettings, 'schedule' | 'warmupSteps'>): boolean {
  return schedule.type !== 'Constant' || warmupSteps > 0;
}

export function optimizerTitle({ optimizer }: Pick<TrainingSettings, 'optimizer'>): string {
  return engineText(optimizers.find(({ type }) => type === optimizer.type)?.title ?? optimizer.type);
}

/** "Adam 0.001" */
export function trainingSummary(training: TrainingSettings): string {
  return `${optimizerTitle(training)} ${formatRate(training.learningRate)}`;
}

/** The optimiser's values that count, defaults included: "β₁ 0.9, β₂ 0.999". */
export function optimizerDetails({ optimizer }: Pick<TrainingSettings, 'optimizer'>): string {
  const schema: ParameterSchema = optimizers.find(({ type }) => type === optimizer.type)?.parameters ?? {};
  const values: Record<string, unknown> = { ...defaultsOf(schema), ...optimizer.parameters };
  return Object.entries(schema)
    .filter(([, field]) => !field.advanced)
    .map(([name, field]) => `${engineText(field.label)} ${valueText(values[name])}`)
    .join(t(', '));
}

/** A parameter's value within a line of facts. */
export function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? t('on') : t('off');
  return String(value);
}
