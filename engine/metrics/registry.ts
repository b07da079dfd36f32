import { EngineError } from '../graph/errors.ts';
import { accuracy } from './accuracy.ts';
import type { MetricDefinition } from './definition.ts';
import { meanAbsoluteError, rootMeanSquaredError } from './errors.ts';

export const metrics: readonly MetricDefinition[] = [accuracy, meanAbsoluteError, rootMeanSquaredError];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** The metric of that id; an unknown one throws `EngineError('unknown-metric')`. */
export function metricOf(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (metric === undefined) throw new EngineError('unknown-metric', `Expected one of ${[...byId.keys()].join(', ')}, came ${id}.`);
  return metric;
}
