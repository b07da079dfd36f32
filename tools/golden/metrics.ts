/**
 * Writes the cases of the metrics' golden values: drawn predictions and targets, with the metrics that fit them. `metrics.py` beside it
 * computes them with scikit-learn and torchmetrics.
 *
 *   npx tsx tools/golden/metrics.ts > cases.json
 *   python tools/golden/metrics.py cases.json engine/conformance/golden/metrics.json
 */
import { fittingOf, metricCases } from '../../engine/conformance/metric-case.ts';

const cases = metricCases().map((given) => ({
  name: given.name,
  reading: { ...given.reading, ...(given.reading.characters && { characters: [...given.reading.characters] }) },
  samples: given.batch.samples,
  predictions: Array.from(given.batch.predictions),
  targets: Array.from(given.batch.targets, Number),
  metrics: fittingOf(given).map(({ id }) => id),
}));
process.stdout.write(JSON.stringify(cases));
