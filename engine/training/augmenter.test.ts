import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import type { TensorData } from '../graph/types.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { Augmenter } from './augmenter.ts';
import type { Samples } from './batches.ts';
import { DataFeeds } from './feeds.ts';
import { fewMoons, moonsProject, moonsRun } from './testing/moons-run.ts';
import { epochsOf, lossesOf, record } from './testing/recorded-run.ts';

const noise = { type: 'GaussianNoise', parameters: { deviation: 0.3 } };
const samples: Samples = Uint32Array.of(5, 7, 11, 2);

/** The fed tensors of a batch, before and after, by field and whether it is a target. */
function fed(
  augmentation: readonly object[],
  { step = 1, seed = 1, chosen = samples, reconstruct = false } = {},
): Record<string, number[]> {
  const project = moonsProject({ augmentation }, reconstruct);
  const program = trainingProgram(project, datasetShapes, chosen.length);
  const data = new DataFeeds(program.dataInputs, fewMoons, referenceBackend);
  data.fill(fewMoons.train, chosen);
  Augmenter.create(project.training.augmentation, program)?.apply(data.tensors, chosen, seed, step);
  const values = program.dataInputs.map(({ input, field, role }) => [
    `${role} ${field}`,
    Array.from(data.tensors.get(input)?.data ?? [], Number),
  ]);
  return Object.fromEntries(values) as Record<string, number[]>;
}

describe('Augmenter', () => {
  const clean = fed([])['input point'];

  it('changes inputs by seed, step and sample', () => {
    const point = fed([noise])['input point'];
    expect(point.every((value, i) => value !== clean[i])).toBe(true);
    expect(fed([noise])['input point']).toEqual(point);
    expect(fed([noise], { step: 2 })['input point'].some((value) => point.includes(value))).toBe(false);
    expect(fed([noise], { seed: 2 })['input point'].some((value) => point.includes(value))).toBe(false);
    const alone = fed([noise], { chosen: Uint32Array.of(2) })['input point'];
    expect(alone).toEqual(point.slice(-2));
  });

  it('draws anew for each augmentation of the list', () => {
    const once = fed([noise])['input point'].map((value, i) => value - clean[i]);
    const twice = fed([noise, noise])['input point'].map((value, i) => value - clean[i]);
    twice.forEach((value, i) => expect(Math.abs(value - 2 * once[i])).toBeGreaterThan(1e-6));
  });

  it('leaves the target clean, also where it is the same field as the input', () => {
    expect(fed([noise])['target label']).toEqual(fed([])['input label'] ?? fed([])['target label']);
    const { 'input point': input, 'target point': target } = fed([noise], { reconstruct: true });
    expect(target).toEqual(clean);
    expect(input).not.toEqual(clean);
  });

  it('refuses what does not fit the input', () => {
    const flip = { type: 'HorizontalFlip', parameters: {} };
    expect(() => fed([flip])).toThrow(
      'expected an image [channels, rows, columns] or a volume [channels, depth, rows, columns], came point [2]',
    );
    expect(() => fed([{ type: 'Fog', parameters: {} }])).toThrow('Fog');
  });
});

describe('class numbers for each place', () => {
  const shift = { type: 'Shift', parameters: { rows: 1, columns: 2 } };
  const image = { input: 'image', name: 'image', shape: [1, 3, 4] };
  const mask = { input: 'mask', name: 'mask', shape: [3, 4], dtype: 'int64', classes: { outside: -9 } } as const;
  const rampOf = (length: number) => Array.from({ length }, (_, i) => (i % 12) + 1);

  it.each(['int64', 'float64'] as const)('move with the image, as %s, by the numbers of each sample', (stored) => {
    const images = Float32Array.from(rampOf(48));
    const classes = stored === 'int64' ? BigInt64Array.from(rampOf(48), BigInt) : Float64Array.from(rampOf(48));
    const tensors = new Map<string, TensorData>([
      ['image', { dtype: 'float32', dims: [4, 1, 3, 4], data: images }],
      ['mask', { dtype: 'int64', dims: [4, 3, 4], data: classes }],
    ]);
    Augmenter.of([shift], { inputs: [image], targets: [mask] }).apply(tensors, samples, 1, 1);
    expect(Array.from(classes, Number)).toEqual(Array.from(images, (value) => (value === 0 ? -9 : value)));
    expect(new Set([0, 1, 2, 3].map((n) => images.slice(12 * n, 12 * n + 12).join(' '))).size).toBeGreaterThan(1);
  });

  it('stay where a number is added to each pixel', () => {
    const classes = BigInt64Array.from(rampOf(12), BigInt);
    const tensors = new Map<string, TensorData>([
      ['image', { dtype: 'float32', dims: [1, 1, 3, 4], data: new Float32Array(12) }],
      ['mask', { dtype: 'int64', dims: [1, 3, 4], data: classes }],
    ]);
    Augmenter.of([noise], { inputs: [image], targets: [mask] }).apply(tensors, Uint32Array.of(3), 1, 1);
    expect(Array.from(classes, Number)).toEqual(rampOf(12));
  });

  it('of both mixed samples move with the mixed image', () => {
    const images = Float32Array.from(rampOf(24));
    const classes = BigInt64Array.from([...Array<number>(12).fill(3), ...Array<number>(12).fill(5)], BigInt);
    const other = new BigInt64Array(24);
    const tensors = new Map<string, TensorData>([
      ['image', { dtype: 'float32', dims: [2, 1, 3, 4], data: images }],
      ['mask', { dtype: 'int64', dims: [2, 3, 4], data: classes }],
      ['share', { dtype: 'float32', dims: [], data: new Float32Array(1) }],
      ['partner', { dtype: 'int64', dims: [2, 3, 4], data: other }],
    ]);
    const mixing = { share: 'share', partners: [{ target: 'mask', partner: 'partner' }] };
    const mixup = { type: 'Mixup', parameters: { alpha: 1 } };
    const mix = Augmenter.of([mixup, shift], { inputs: [image], targets: [mask], mixing }).apply(tensors, Uint32Array.of(0, 1), 1, 1);
    expect(mix).toBeDefined();
    images.forEach((value, i) => {
      const [own, mixedIn] = [Math.floor(i / 12), mix?.partners[Math.floor(i / 12)] ?? -1];
      expect(Number(classes[i])).toBe(value === 0 ? -9 : [3, 5][own]);
      expect(Number(other[i])).toBe(value === 0 ? -9 : [3, 5][mixedIn]);
    });
  });

  it('of tokens are replaced', () => {
    const tokens = BigInt64Array.of(4n, 5n, 0n);
    const text = { input: 'text', name: 'text', shape: [3], dtype: 'int64' } as const;
    const dropout = { type: 'TokenDropout', parameters: { probability: 1 } };
    const tensors = new Map<string, TensorData>([['text', { dtype: 'int64', dims: [1, 3], data: tokens }]]);
    Augmenter.of([dropout], { inputs: [text], targets: [] }).apply(tensors, Uint32Array.of(0), 1, 1);
    expect([...tokens]).toEqual([1n, 1n, 0n]);
  });
});

describe('training with augmentation', () => {
  it('feeds other samples to the steps, the same ones to evaluations', async () => {
    const plain = record(moonsRun({ epochs: 2, learningRate: 1e-12 }));
    const noisy = record(moonsRun({ epochs: 2, learningRate: 1e-12, augmentation: [noise] }));
    const [first, second] = [await plain.run(), await noisy.run()];
    lossesOf(noisy.events).forEach((loss, step) => expect(loss).not.toBe(lossesOf(plain.events)[step]));
    expect(second.metrics.test.loss).toBeCloseTo(first.metrics.test.loss, 9);
    epochsOf(noisy.events).forEach(({ validation }, epoch) =>
      expect(validation?.loss).toBeCloseTo(epochsOf(plain.events)[epoch].validation?.loss ?? Number.NaN, 9),
    );
  });
});
