import { layerOf } from '../../engine/layers/registry.ts';
import type { MetricDefinition } from '../../engine/metrics/definition.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import type { EpochRecord } from '../../engine/training/events.ts';
import { formatLoss, formatPercent } from '../window/format.ts';
import { engineText, engineWord, t } from '../language/text.ts';

/** A value that epochs of a run are judged by. */
export interface Score {
  /** Its name among an epoch's values: `accuracy`; with several outputs `<node id>.accuracy`. */
  readonly key: string;
  /** Undefined for an output's own loss. */
  readonly metric: MetricDefinition | undefined;
  readonly nodeId: string;
  /** Name of the output where the project has several. */
  readonly output: string | undefined;
}

interface AskedMetrics {
  readonly node: ProjectNode;
  readonly asked: readonly MetricDefinition[];
}

function outputsOf(project: Project | undefined): readonly AskedMetrics[] {
  return (project?.nodes ?? []).flatMap((node) => {
    const schema = layerOf(node.type)?.parameters;
    if (!schema || !('metrics' in schema)) return [];
    const chosen = node.parameters.metrics ?? schema.metrics.default;
    const ids: readonly unknown[] = Array.isArray(chosen) ? chosen : [];
    return [{ node, asked: ids.flatMap((id) => metrics.find((metric) => metric.id === id) ?? []) }];
  });
}

/**
 * What the panels show beside the loss: the first metric that the output asks for. Of several outputs the metric that most of them
 * ask for, of each that does; their own losses where none asks for any.
 */
export function mainScores(project: Project | undefined): readonly Score[] {
  const outputs = outputsOf(project);
  const asked = new Set(outputs.flatMap((output) => output.asked));
  const askersOf = (metric: MetricDefinition) => outputs.filter((output) => output.asked.includes(metric));
  const [metric] = [...asked].sort((a, b) => askersOf(b).length - askersOf(a).length);
  const several = outputs.length > 1;
  if (metric === undefined && !several) return [];
  const shown = metric === undefined ? outputs : askersOf(metric);
  return shown.map(({ node }) => {
    const id = metric?.id ?? 'loss';
    return { key: several ? `${node.id}.${id}` : id, metric, nodeId: node.id, output: several ? (node.name ?? node.id) : undefined };
  });
}

/** The one of them that stands for the run: that of the output which decides the best epoch, else of the first output. */
export function mainScore(project: Project | undefined): Score | undefined {
  const scores = mainScores(project);
  return scores.find(({ nodeId }) => project?.training.monitor.startsWith(`${nodeId}.`)) ?? scores[0];
}

/** "acc", "cured acc"; "loss" where the project has no metric. */
export function scoreName(score: Score | undefined): string {
  const name = score?.metric === undefined ? t('loss') : metricName(score.metric);
  return score?.output === undefined ? name : `${score.output} ${name}`;
}

function metricName({ id, title }: MetricDefinition): string {
  return id === 'accuracy' ? t('acc') : engineWord(title);
}

export function formatScore(score: Score | undefined, value: number | undefined): string {
  // A metric that is no number has no value here, as an area under a curve of one class alone.
  if (score?.metric !== undefined && Number.isNaN(value)) return '–';
  return score?.metric?.format === 'percent' ? formatPercent(value) : formatLoss(value);
}

/** The score of an epoch on held-out data; on the training data where nothing is held out. */
export function scoreOf(score: Score | undefined, record: EpochRecord | undefined): number | undefined {
  const key = score?.key ?? 'loss';
  return record?.validation?.[key] ?? record?.train[key];
}

/** "Accuracy", above its curves. */
export function plotTitle(score: Score | undefined): string {
  return score?.metric === undefined ? t('Loss of each output') : engineText(score.metric.title);
}
