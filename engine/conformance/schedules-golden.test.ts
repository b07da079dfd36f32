import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { scheduleOf, schedules } from '../schedules/registry.ts';
import { learningRates, scheduleCases } from './schedule-case.ts';

/** PyTorch's learning rate of each step of a run. */
interface GoldenCurve {
  readonly example: string;
  readonly rates: readonly number[];
}

const folder = new URL('./golden/schedules/', import.meta.url);
const curves = readdirSync(folder).flatMap((file) => {
  const golden: { readonly cases: readonly GoldenCurve[] } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  const type = file.replace('.json', '');
  return golden.cases.map((curve) => ({ curve, type, title: `${type}, ${curve.example}` }));
});

describe('schedules equal PyTorch over a whole run', () => {
  it.each(curves)('$title', ({ curve, type }) => {
    const run = scheduleCases(scheduleOf(type)).find(({ example }) => example === curve.example);
    invariant(run !== undefined, `${type} has the example “${curve.example}”`);
    const rates = learningRates(run);
    expect(rates).toHaveLength(curve.rates.length);
    for (const [step, rate] of curve.rates.entries())
      expect(Math.abs(rates[step] - rate) / run.learningRate, `step ${step}`).toBeLessThan(1e-10);
  });

  it('leaves no example out', () => {
    const expected = schedules.flatMap((schedule) => scheduleCases(schedule).map(({ example }) => `${schedule.type}, ${example}`));
    expect(curves.map(({ title }) => title).sort()).toEqual(expected.sort());
  });
});
