import { EngineError } from '../graph/errors.ts';
import { accuracy, balancedAccuracy } from './accuracy.ts';
import { cohenKappa, matthewsCorrelation } from './agreement.ts';
import { expectedCalibrationError } from './calibration.ts';
import type { MetricDefinition } from './definition.ts';
import { coefficientOfDetermination } from './determination.ts';
import { bitsPerCharacter, bitsPerToken, logLoss, perplexity } from './log-loss.ts';
import { precisionRecall } from './precision-recall.ts';
import { prAuc, rocAuc } from './ranking.ts';
import { meanAbsoluteError, meanAbsolutePercentageError, meanSquaredErrorMetric, rootMeanSquaredError } from './regression.ts';
import { dice, intersectionOverUnion } from './segmentation.ts';
import { top3Accuracy, top5Accuracy } from './top-k.ts';

/** In the order in which they are offered: of those that fit a target the first is proposed. */
export const metrics: readonly MetricDefinition[] = [
  accuracy,
  balancedAccuracy,
  top3Accuracy,
  top5Accuracy,
  ...precisionRecall,
  matthewsCorrelation,
  cohenKappa,
  logLoss,
  bitsPerToken,
  bitsPerCharacter,
  perplexity,
  expectedCalibrationError,
  rocAuc,
  prAuc,
  intersectionOverUnion,
  dice,
  meanAbsoluteError,
  rootMeanSquaredError,
  meanSquaredErrorMetric,
  coefficientOfDetermination,
  meanAbsolutePercentageError,
];

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** The metric of that id; an unknown one throws `EngineError('unknown-metric')`. */
export function metricOf(id: string): MetricDefinition {
  const metric = byId.get(id);
  if (metric === undefined) throw new EngineError('unknown-metric', `Expected one of ${[...byId.keys()].join(', ')}, came ${id}.`);
  return metric;
}
