import { describe, expect, it } from 'vitest';
import { trainingSchema } from '../project/schema.ts';
import { fillNormal } from '../random/distributions.ts';
import { weightStream } from '../random/stream.ts';
import type { Kernel } from './kernel.ts';
import { pruningProblem } from './problem.ts';
import { pruneKernels } from './prune.ts';
import { type PruningSettings, prunesAfter, pruningEpochs, pruningShare } from './schedule.ts';
import { addCounts, countWeights } from './sparsity.ts';

function settings(given: Partial<PruningSettings> = {}): PruningSettings {
  const { pruning } = trainingSchema.parse({ pruning: given });
  if (pruning === undefined) throw new Error('pruning was given');
  return pruning;
}

function kernel(shape: readonly number[], seed: number, options: { inputAxis?: number; round?: boolean } = {}): Kernel {
  const weights = new Float32Array(shape.reduce((a, b) => a * b, 1));
  fillNormal(weightStream(seed, 'kernel'), weights);
  const rounded = options.round === true ? weights.map((w) => Math.round(2 * w) / 2) : weights;
  return { shape, inputAxis: options.inputAxis ?? 0, weights: rounded, mask: new Float32Array(weights.length).fill(1) };
}

const zerosOf = (kernels: readonly Kernel[]): number => addCounts(kernels.map(({ weights }) => countWeights(weights))).zeros;
const maskedOf = ({ mask }: Kernel): number => mask.filter((alive) => alive === 0).length;
const liveIndices = ({ mask }: Kernel): number[] => [...mask.keys()].filter((i) => mask[i] === 1);

const seeds = Array.from({ length: 12 }, (_, i) => 101 + i);

describe.each(seeds)('pruning by magnitude, seed %i', (seed) => {
  const shapes = [
    [7 + (seed % 5), 11],
    [3, 2, 3, 3],
    [64, 10 + (seed % 3)],
    [1, 4],
  ];
  const make = (): Kernel[] => shapes.map((shape, i) => kernel(shape, seed * 10 + i));
  const share = (seed % 10) / 10 + 0.05;

  it('of all layers together gives exactly the number of zeros, of the smallest weights', () => {
    const before = make();
    const kernels = make();
    pruneKernels(settings({ sparsity: share }), kernels, 1);
    const total = kernels.reduce((sum, { weights }) => sum + weights.length, 0);
    expect(zerosOf(kernels)).toBe(Math.min(Math.round(share * total), total - kernels.length));
    const pruned = kernels.flatMap(({ mask }, k) => [...before[k].weights].filter((_, i) => mask[i] === 0).map(Math.abs));
    const largest = before.map(({ weights }) => Math.max(...weights.map(Math.abs)));
    const kept = kernels.flatMap(({ weights }, k) => [...weights].filter((w) => w !== 0 && Math.abs(w) !== largest[k]).map(Math.abs));
    expect(Math.max(...pruned)).toBeLessThanOrEqual(Math.min(...kept, Infinity));
    for (const { weights, mask } of kernels) expect(weights.every((w, i) => (mask[i] === 1) === (w !== 0))).toBe(true);
  });

  it('of each layer gives exactly its number of zeros', () => {
    const kernels = make();
    pruneKernels(settings({ scope: 'layer', sparsity: share }), kernels, 1);
    for (const { weights } of kernels)
      expect(countWeights(weights).zeros).toBe(Math.min(Math.round(share * weights.length), weights.length - 1));
  });

  it('counts exactly where many weights are equal or 0 before', () => {
    for (const scope of ['global', 'layer'] as const) {
      const kernels = shapes.map((shape, i) => kernel(shape, seed + i, { round: true }));
      pruneKernels(settings({ scope, sparsity: share }), kernels, 1);
      const wanted = scope === 'global' ? [kernels] : kernels.map((one) => [one]);
      for (const group of wanted) {
        const total = group.reduce((sum, { weights }) => sum + weights.length, 0);
        const masked = group.reduce((sum, one) => sum + maskedOf(one), 0);
        expect(masked).toBe(Math.min(Math.round(share * total), total - group.length));
      }
    }
  });

  it('never brings a weight back, though it grew or less is asked for', () => {
    const kernels = make();
    pruneKernels(settings({ sparsity: 0.6 }), kernels, 0.5);
    const first = kernels.map(liveIndices);
    kernels.forEach(({ weights, mask }) => weights.forEach((_, i) => mask[i] === 0 && (weights[i] = 0)));
    pruneKernels(settings({ sparsity: 0.6 }), kernels, 0.2);
    expect(kernels.map(liveIndices)).toEqual(first);
    pruneKernels(settings({ sparsity: 0.6 }), kernels, 1);
    kernels.forEach((one, k) => expect(liveIndices(one).every((i) => first[k].includes(i))).toBe(true));
  });
});

describe('pruning by magnitude', () => {
  it('leaves each layer its largest weight', () => {
    const small: Kernel = { ...kernel([4, 4], 1), weights: Float32Array.from({ length: 16 }, (_, i) => 1e-6 * (i + 1)) };
    const large = kernel([10, 10], 2);
    pruneKernels(settings({ sparsity: 0.5 }), [small, large], 1);
    expect(liveIndices(small)).toEqual([15]);
    expect(zerosOf([small, large])).toBe(58);
    const tiny = [kernel([1, 1], 3), kernel([2, 1], 4)];
    pruneKernels(settings({ sparsity: 0.999 }), tiny, 1);
    expect(tiny.map((one) => liveIndices(one).length)).toEqual([1, 1]);
  });

  it('counts weights that are pruned before those that happen to be 0', () => {
    const one: Kernel = { ...kernel([6, 1], 1), weights: Float32Array.of(0, 0, 0, 5, 6, 7), mask: Float32Array.of(1, 1, 0, 1, 1, 1) };
    pruneKernels(settings({ sparsity: 1 / 3 }), [one], 1);
    expect([...one.mask]).toEqual([0, 1, 0, 1, 1, 1]);
  });

  it('does nothing at a sparsity of 0, and nothing without kernels', () => {
    const one = kernel([5, 5], 6);
    pruneKernels(settings({ sparsity: 0 }), [one], 1);
    expect(zerosOf([one])).toBe(0);
    pruneKernels(settings(), [], 1);
  });
});

describe.each([
  [[8, 5], 0],
  [[6, 3], 0],
  [[4, 8, 3, 3], 1],
  [[8, 3, 2, 2], 0],
  [[5, 1, 3, 3], 1],
  [[3, 7, 1], 1],
] satisfies [readonly number[], number][])('a pattern 2 of 4 on %j along axis %i', (shape, inputAxis) => {
  it('keeps the two largest of every four in a row', () => {
    const before = kernel(shape, 9, { inputAxis });
    const pruned = kernel(shape, 9, { inputAxis });
    pruneKernels(settings({ scope: 'pattern' }), [pruned], 1);
    const stride = shape.slice(inputAxis + 1).reduce((a, b) => a * b, 1);
    const length = shape[inputAxis];
    for (let outer = 0; outer < before.weights.length; outer += length * stride) {
      for (let inner = 0; inner < stride; inner += 1) {
        for (let place = 0; place < length; place += 4) {
          const row = Array.from({ length: Math.min(4, length - place) }, (_, i) => outer + (place + i) * stride + inner);
          const largest = row.toSorted((a, b) => Math.abs(before.weights[b]) - Math.abs(before.weights[a])).slice(0, 2);
          expect(row.filter((i) => pruned.weights[i] !== 0)).toEqual(largest.sort((a, b) => a - b));
        }
      }
    }
  });
});

describe('a pattern', () => {
  it('drops one weight of each row after the other', () => {
    const one = kernel([8, 6], 3);
    const perRow = [0, 0.2, 0.5, 0.74, 0.75, 1].map((share) => {
      pruneKernels(settings({ scope: 'pattern', n: 4, m: 8 }), [one], share);
      return zerosOf([one]) / 6;
    });
    expect(perRow).toEqual([0, 0, 2, 2, 3, 4]);
  });
});

describe('the schedule', () => {
  const epochs = { start: 2, end: 4 };

  it('follows 1 − (1 − p)³ between the epochs', () => {
    expect([0, 10, 25, 40, 50].map((step) => pruningShare(step, epochs, 10))).toEqual([0, 0, 1 - 0.5 ** 3, 1, 1]);
  });

  it('changes the masks at its interval and at its end', () => {
    const steps = Array.from({ length: 60 }, (_, i) => i + 1).filter((step) => prunesAfter(step, epochs, 10, 7));
    expect(steps).toEqual([17, 24, 31, 38, 40]);
    expect(Array.from({ length: 60 }, (_, i) => i + 1).filter((step) => prunesAfter(step, epochs, 10, 1000))).toEqual([40]);
  });

  it('ends at half of the run where no end is given, and never after it', () => {
    expect(pruningEpochs(settings(), 10)).toEqual({ start: 1, end: 5 });
    expect(pruningEpochs(settings(), 1)).toEqual({ start: 1, end: 1 });
    expect(pruningEpochs(settings({ startEpoch: 8 }), 10)).toEqual({ start: 8, end: 8 });
    expect(pruningEpochs(settings({ startEpoch: 3, endEpoch: 20 }), 10)).toEqual({ start: 3, end: 10 });
    expect(pruningEpochs(settings({ startEpoch: 30 }), 10)).toEqual({ start: 10, end: 10 });
  });

  it('names settings that contradict each other', () => {
    expect(pruningProblem(settings())).toBeUndefined();
    expect(pruningProblem(settings({ startEpoch: 5, endEpoch: 4 }))).toContain('epoch 4');
    expect(pruningProblem(settings({ scope: 'pattern', n: 4, m: 4 }))).toContain('4 of 4');
    expect(pruningProblem(settings({ n: 4, m: 4 }))).toBeUndefined();
  });
});

describe('countWeights', () => {
  it('counts zeros of either sign, and what is nearly 0', () => {
    expect(countWeights(Float32Array.of(0, -0, 0.0005, -0.0009, 0.1, -2))).toEqual({ weights: 6, zeros: 2, small: 4 });
  });
});
