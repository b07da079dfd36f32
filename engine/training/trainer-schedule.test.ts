import { describe, expect, it } from 'vitest';
import { epochsOf, record, resumeFrom, settings, STEPS_PER_EPOCH } from './testing/recorded-run.ts';
import { type Script, scripted } from './testing/scripted.ts';

/** The rates of all steps, rounded as float32 holds them. */
async function ratesOf(changes: Partial<typeof settings>, script: Script = {}): Promise<number[]> {
  const { backend, rates } = scripted(script);
  await record({ backend, settings: { ...settings, learningRate: 1, ...changes } }).run();
  return rates;
}

const each = (...rates: readonly number[]): number[] => rates.flatMap((rate) => new Array<number>(STEPS_PER_EPOCH).fill(Math.fround(rate)));

describe('the learning rate', () => {
  it('rises over the warm-up steps', async () => {
    const rates = await ratesOf({ warmupSteps: 4, epochs: 1 });
    expect(rates).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  it('follows its schedule at each step and is told with each epoch', async () => {
    const { backend, rates } = scripted({});
    const run = record({ backend, settings: { ...settings, schedule: { type: 'StepDecay', parameters: { every: 1, gamma: 0.5 } } } });
    await run.run();
    expect(rates).toEqual(each(0.05, 0.025, 0.0125, 0.00625));
    expect(epochsOf(run.events).map(({ learningRate }) => learningRate)).toEqual([0.05, 0.025, 0.0125, 0.00625]);
    const progress = run.events.findLast((event) => event.type === 'progress');
    expect(progress?.progress).toMatchObject({ learningRate: 0.00625, baseLearningRate: 0.05 });
  });

  it('falls along a cosine over the whole run', async () => {
    const rates = await ratesOf({ schedule: { type: 'Cosine', parameters: {} } });
    const steps = 4 * STEPS_PER_EPOCH;
    rates.forEach((rate, step) => expect(rate).toBeCloseTo((1 + Math.cos((Math.PI * step) / steps)) / 2, 6));
    expect(rates).toHaveLength(steps);
  });

  it('falls where the monitored metric rests, whichever way it is better', async () => {
    const schedule = { type: 'ReduceOnPlateau', parameters: { gamma: 0.5, patience: 0 } };
    expect(await ratesOf({ schedule }, { losses: [2, 3, 1, 1] })).toEqual(each(1, 1, 0.5, 0.5));
    expect(await ratesOf({ schedule, monitor: 'accuracy' }, { losses: [4, 3, 2, 1], right: [8, 9, 7, 9] })).toEqual(each(1, 1, 1, 0.5));
  });

  it('goes on by the schedule from a rate that is set while running', async () => {
    const { backend, rates } = scripted({});
    const run = record(
      {
        backend,
        settings: { ...settings, learningRate: 1, epochs: 2, schedule: { type: 'StepDecay', parameters: { every: 1, gamma: 0.5 } } },
      },
      { before: (count, trainer) => count === 4 && trainer.control({ type: 'set-learning-rate', learningRate: 0.125 }) },
    );
    await run.run();
    expect(rates).toEqual([1, 1, 1, ...each(0.125).slice(3), ...each(0.0625)]);
    expect(run.saved.get('last')?.position).toMatchObject({ learningRate: 0.125, stepLearningRate: 0.0625 });
  });

  it.each([1, 7, 8, 13, 20])('is the same after a stop before turn %i', async (turn) => {
    const changes = { ...settings, warmupSteps: 3, schedule: { type: 'ReduceOnPlateau', parameters: { gamma: 0.5, patience: 0 } } };
    const losses = [2, 3, 1, 1];
    const whole = scripted({ losses });
    await record({ backend: whole.backend, settings: changes }).run();
    const first = scripted({ losses });
    const stopped = record(
      { backend: first.backend, settings: changes },
      { before: (count, trainer) => count === turn && trainer.control({ type: 'stop' }) },
    );
    await stopped.run();
    const done = stopped.saved.get('last')?.position.epochs ?? 0;
    const rest = scripted({ losses: losses.slice(done) });
    await record({ backend: rest.backend, settings: changes, resume: resumeFrom(stopped.saved) }).run();
    expect([...first.rates, ...rest.rates]).toEqual(whole.rates);
  });
});
