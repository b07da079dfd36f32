import type { MetricDefinition } from '../../engine/metrics/definition.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { isAdditive } from '../../engine/metrics/tally.ts';
import { code, formula, page, table } from './markdown.ts';

const families: Readonly<Record<MetricDefinition['family'], string>> = {
  confusion: 'From the confusion matrix',
  ranking: 'From the order of scores',
  probability: 'Of probabilities',
  segmentation: 'Of regions',
  regression: 'Of numbers',
};

/** docs/metrics.md: what an Output layer can measure beside its loss. */
export function metricsPage(): string {
  return page(
    'Metrics',
    'N counts samples, or the places of all samples where a target has a class for each pixel. TP, FP and FN count, of a class k, what is rightly, wrongly and wrongly not called so; 𝒦 are the classes that are averaged over. y are the network’s raw outputs and p their probabilities. A metric is that of all samples at once, never a mean over batches; of a training epoch it is that of its batches, each before its step. A class number that the loss leaves out counts for nothing here, too.',
    table(
      ['metric', 'in project files', 'target', 'better', 'range', 'while training'],
      metrics.map((metric) => [
        metric.title,
        code(metric.id),
        targetText(metric),
        metric.higherIsBetter ? 'higher' : 'lower',
        rangeText(metric.range),
        isAdditive(metric.statistic) ? 'train and validation' : 'validation alone',
      ]),
    ),
    ...Object.entries(families).flatMap(([family, title]) => [
      `## ${title}`,
      ...metrics.filter((metric) => metric.family === family).map(metricBlock),
    ]),
  );
}

function metricBlock(metric: MetricDefinition): string {
  const blocks = [
    `### ${metric.title}`,
    formula(metric.formula),
    metric.explanation,
    metric.defined,
    metric.source && `Source: ${metric.source}.`,
  ];
  return blocks.filter((block) => block !== undefined).join('\n\n');
}

function targetText({ task, leastClasses, ofProbabilities }: MetricDefinition): string {
  const target = task === 'regression' ? 'numbers' : leastClasses === undefined ? 'a class' : `a class of at least ${leastClasses}`;
  return ofProbabilities === true ? `${target}, with a loss of probabilities` : target;
}

const bound = (value: number): string => (Number.isFinite(value) ? String(value) : value < 0 ? '−∞' : '∞');
const rangeText = ([least, most]: MetricDefinition['range']): string => `${bound(least)} to ${bound(most)}`;
