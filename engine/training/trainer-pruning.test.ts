import { describe, expect, it } from 'vitest';
import type { StateTensors } from './state.ts';
import { moonsRun } from './testing/moons-run.ts';
import { epochsOf, lossesOf, record, resumeFrom, weights } from './testing/recorded-run.ts';

const STEPS_PER_EPOCH = 6;
const KERNELS = ['hidden.kernel', 'last.kernel'];

function numbers(tensors: StateTensors | undefined, name: string): number[] {
  return Array.from(tensors?.get(name)?.data ?? [], Number);
}

const zeros = (values: readonly number[]): number => values.filter((value) => value === 0).length;

describe('pruning', () => {
  it.each([
    ['global', 43],
    ['layer', 44],
  ] as const)('reaches exactly its sparsity, %s, in the weights that are kept', async (scope, expected) => {
    const run = record(moonsRun({ pruning: { scope, sparsity: 0.9, interval: 4 } }));
    const summary = await run.run();
    const best = run.saved.get('best')?.tensors;
    expect(zeros(KERNELS.flatMap((name) => numbers(best, name)))).toBe(expected);
    expect(summary.sparsity).toMatchObject({ weights: 48, zeros: expected });
    expect(summary.sparsity?.kernels.map(({ name, nodeId, weights }) => [name, nodeId, weights])).toEqual([
      ['hidden.kernel', 'hidden', 24],
      ['last.kernel', 'last', 24],
    ]);
    expect(zeros(numbers(best, 'hidden.bias'))).toBe(0);
  });

  it('keeps two of every four weights along the inputs', async () => {
    const run = record(moonsRun({ pruning: { scope: 'pattern' } }));
    await run.run();
    // [12, 2]: the twelve inputs of each unit in rows of four.
    const kernel = numbers(run.saved.get('best')?.tensors, 'last.kernel');
    for (let unit = 0; unit < 2; unit += 1) {
      for (let row = 0; row < 12; row += 4) expect(zeros([0, 1, 2, 3].map((i) => kernel[(row + i) * 2 + unit]))).toBe(2);
    }
    expect(zeros(numbers(run.saved.get('best')?.tensors, 'hidden.kernel'))).toBe(0);
  });

  it('prunes more and more, and never brings a weight back', async () => {
    const masks: number[][] = [];
    const run = record(moonsRun({ epochs: 4, pruning: { sparsity: 0.8, startEpoch: 2, endEpoch: 3, interval: 2 } }), {
      before: () => masks.push(KERNELS.flatMap((name) => numbers(run.trainer.tensors, `${name}:mask`))),
    });
    await run.run();
    const pruned = masks.map(zeros);
    expect(pruned.slice(0, STEPS_PER_EPOCH + 2)).toEqual(new Array(STEPS_PER_EPOCH + 2).fill(0));
    expect(new Set(pruned).size).toBe(6);
    expect(pruned).toEqual(pruned.toSorted((a, b) => a - b));
    masks.slice(1).forEach((mask, turn) => expect(mask.every((alive, i) => alive <= masks[turn][i])).toBe(true));
    expect(epochsOf(run.events).map(({ sparsity }) => sparsity)).toEqual([0, expect.closeTo(0.7, 1), 38 / 48, 38 / 48]);
  });

  it('takes no epoch for the best before the weights are pruned to the end', async () => {
    const run = record(moonsRun({ pruning: { endEpoch: 4 }, earlyStopping: { patience: 1, minDelta: 1e6 } }));
    const summary = await run.run();
    expect(epochsOf(run.events).map(({ best }) => best)).toEqual([false, false, false, true, expect.any(Boolean)]);
    expect(summary.bestEpoch).toBeGreaterThanOrEqual(4);
    expect(summary.stoppedEarly).toMatchObject({ epoch: 5, lastImprovement: 4 });
  });

  it('gives the last weights of a run that is stopped before', async () => {
    const run = record(moonsRun({ pruning: { endEpoch: 4 } }), {
      before: (count, trainer) => count === 12 && trainer.control({ type: 'stop' }),
    });
    expect(await run.run()).toMatchObject({ bestEpoch: 0, checkpoint: 'last' });
    expect(run.saved.has('best')).toBe(false);
  });

  it('refuses settings that contradict each other', () => {
    expect(() => record(moonsRun({ pruning: { startEpoch: 3, endEpoch: 2 } }))).toThrow('before it starts');
  });
});

describe('a run with schedule, pruning, augmentation and early stopping', () => {
  const options = moonsRun({
    epochs: 8,
    monitor: 'accuracy',
    schedule: { type: 'ReduceOnPlateau', parameters: { gamma: 0.5, patience: 0 } },
    warmupSteps: 5,
    weightDecay: 0.01,
    clipNorm: 1,
    earlyStopping: { patience: 3 },
    pruning: { sparsity: 0.7, endEpoch: 4, interval: 3 },
    augmentation: [{ type: 'GaussianNoise', parameters: { deviation: 0.2 } }],
  });
  const whole = record(options);
  const done = whole.run();

  it.each([1, 6, 7, 8, 16, 24, 28, 30, 40])('gives the same bits when it is resumed after a stop before turn %i', async (turn) => {
    const summary = await done;
    const stopped = record(options, { before: (count, trainer) => count === turn && trainer.control({ type: 'stop' }) });
    await stopped.run();
    const resumed = record({ ...options, resume: resumeFrom(stopped.saved) });
    const { seconds: _, stepMilliseconds: __, ...reached } = await resumed.run();
    expect(summary).toMatchObject(reached);
    expect([...lossesOf(stopped.events), ...lossesOf(resumed.events)]).toEqual(lossesOf(whole.events));
    expect([...epochsOf(stopped.events), ...epochsOf(resumed.events)]).toEqual(epochsOf(whole.events));
    expect(weights(resumed)).toEqual(weights(whole));
  });

  it('has the sparsity that was asked for, and ended early', async () => {
    expect(await done).toMatchObject({ sparsity: { zeros: 34 }, stoppedEarly: { monitor: 'accuracy', patience: 3 } });
  });
});
