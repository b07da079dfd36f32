import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MetricDefinition } from '../metrics/definition.ts';
import { metricOf, metrics } from '../metrics/registry.ts';
import { Tally } from '../metrics/tally.ts';
import type { Batch, Reading } from '../metrics/reading.ts';
import { fittingOf, metricCases } from './metric-case.ts';

/** What scikit-learn and torchmetrics gave; null where there is no value. */
interface Golden {
  readonly cases: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
}

const golden: Golden = JSON.parse(readFileSync(new URL('./golden/metrics.json', import.meta.url), 'utf8'));
const cases = metricCases();
/** One for each metric of each case. */
const values = cases.flatMap((one) => Object.entries(golden.cases[one.name] ?? {}).map(([id, expected]) => ({ ...one, id, expected })));

function measure(id: string, reading: Reading, batches: readonly Batch[]): number {
  const metric = metricOf(id);
  const tally = new Tally(reading, [metric.statistic]);
  for (const batch of batches) tally.add(batch);
  return metric.value(tally);
}

/** The batch in two parts, the first of `first` samples. */
function parted({ samples, predictions, targets }: Batch, first: number): Batch[] {
  const part = (from: number, to: number): Batch => ({
    samples: to - from,
    predictions: predictions.subarray((from * predictions.length) / samples, (to * predictions.length) / samples),
    targets: targets.subarray((from * targets.length) / samples, (to * targets.length) / samples),
  });
  return [part(0, first), part(first, samples)];
}

describe('metrics equal scikit-learn and torchmetrics', () => {
  it.each(values)('$id, $name', ({ id, reading, batch, expected }) => {
    const value = measure(id, reading, [batch]);
    if (expected === null) expect(value).toBeNaN();
    else expect(Math.abs(value - expected) / Math.max(1, Math.abs(expected)), `${value}, expected ${expected}`).toBeLessThan(1e-6);
  });

  it.each(cases)('$name, in two batches', ({ reading, batch, ...given }) => {
    for (const { id, range } of fittingOf({ reading, batch, ...given })) {
      const whole = measure(id, reading, [batch]);
      const inParts = measure(id, reading, parted(batch, Math.floor(batch.samples / 3)));
      if (Number.isNaN(whole)) expect(inParts, id).toBeNaN();
      else expect(inParts, id).toBeCloseTo(whole, 12 - Math.ceil(Math.log10(1 + Math.abs(whole))));
      if (!Number.isNaN(whole))
        expect(whole >= range[0] - 1e-12 && whole <= range[1] + 1e-12, `${id} is in its range: ${whole}`).toBe(true);
    }
  });

  it('leaves no case and no fitting metric out', () => {
    const expected = cases.map((given) => [given.name, fittingOf(given).map(({ id }) => id)]);
    expect(Object.entries(golden.cases).map(([name, values]) => [name, Object.keys(values)])).toEqual(expected);
  });

  it('has values that differ of every metric', () => {
    const differing = ({ id }: MetricDefinition): number => new Set(Object.values(golden.cases).flatMap((ofCase) => ofCase[id] ?? [])).size;
    expect(metrics.filter((metric) => differing(metric) <= 2).map(({ id }) => id)).toEqual([]);
  });
});
