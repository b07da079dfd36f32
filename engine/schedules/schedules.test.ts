import { describe, expect, it } from 'vitest';
import { soundParameters } from '../layers/parameters.ts';
import { learningRateAt } from './learning-rate.ts';
import { scheduleOf, schedules } from './registry.ts';

const run = { learningRate: 0.1, step: 0, steps: 20, stepsPerEpoch: 5, epoch: 0 };
const constant = { type: 'Constant', parameters: {} };

describe('learning rates', () => {
  it('rise to the learning rate in equal parts over the warm-up', () => {
    const rates = [0, 1, 2, 3, 4].map((step) => learningRateAt({ schedule: constant, warmupSteps: 4 }, { ...run, step }, []));
    for (const [i, expected] of [0.025, 0.05, 0.075, 0.1, 0.1].entries()) expect(rates[i]).toBeCloseTo(expected, 12);
  });

  it('stay finite and between 0 and the base rate in runs of any length, at both ends and beyond', () => {
    for (const schedule of schedules) {
      for (const { parameters } of schedule.examples) {
        for (const steps of [1, 2, 3, 10]) {
          for (const warmupSteps of [0, 1, 2, 50]) {
            for (let step = 0; step <= steps + 1; step += 1) {
              const rate = learningRateAt(
                { schedule: { type: schedule.type, parameters }, warmupSteps },
                { learningRate: 0.1, step, steps, stepsPerEpoch: 1, epoch: step },
                Array.from({ length: step }, () => 1),
              );
              expect(rate, `${schedule.type} ${JSON.stringify(parameters)} at ${step} of ${steps}`).toBeGreaterThanOrEqual(0);
              expect(rate).toBeLessThanOrEqual(0.1);
            }
          }
        }
      }
    }
  });

  it('follow a base rate that is set while running', () => {
    const schedule = { type: 'StepDecay', parameters: { every: 1, gamma: 0.5 } };
    expect(learningRateAt({ schedule, warmupSteps: 0 }, { ...run, learningRate: 0.4, step: 10, epoch: 2 }, [])).toBeCloseTo(0.1, 12);
  });

  it('start at the top of each cosine period', () => {
    const schedule = { type: 'Cosine', parameters: { period: 1, multiplier: 3 } };
    const tops = [0, 5, 20].map((step) => learningRateAt({ schedule, warmupSteps: 0 }, { ...run, step, steps: 100 }, []));
    expect(tops).toEqual([0.1, 0.1, 0.1]);
  });

  it('fall for a plateau of negative values as for one of positive ones', () => {
    const { factor, parameters } = scheduleOf('ReduceOnPlateau');
    const given = soundParameters(parameters, { patience: 1, gamma: 0.5 });
    const at = (history: readonly number[]) => factor(given, { ...run, history });
    expect(at([-0.9, -0.91, -0.92])).toBe(1);
    expect(at([-0.9, -0.9, -0.90001])).toBe(0.5);
    expect(at([-0.9, Number.NaN, Number.NaN])).toBe(0.5);
  });

  it('know no other schedule', () => {
    expect(() => scheduleOf('Stairs')).toThrow('Expected one of Constant, StepDecay');
  });
});
