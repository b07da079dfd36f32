import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import type { Dataset, DatasetField } from '../data/dataset.ts';
import { datasetShapes } from '../data/registry.ts';
import type { TensorArray } from '../graph/types.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { augmentedSamples } from './augmented-samples.ts';
import { Augmenter } from './augmenter.ts';
import { DataFeeds } from './feeds.ts';
import { fewMoons, moonsProject } from './testing/moons-run.ts';

const image: DatasetField = {
  name: 'image',
  label: 'Image',
  role: 'input',
  semantics: 'image',
  dtype: 'float32',
  shape: [1, 2, 3],
  preprocessing: { scale: 1 / 255, offset: -0.5 },
};
const { preprocessing: _, ...unscaled } = image;
const mask: DatasetField = { ...unscaled, name: 'mask', role: 'target', semantics: 'mask', dtype: 'int64', shape: [2, 3], ignored: 255 };
const digit: DatasetField = { ...unscaled, name: 'digit', role: 'target', semantics: 'category', dtype: 'int64', shape: [] };
const text: DatasetField = {
  ...image,
  name: 'text',
  semantics: 'text',
  dtype: 'uint8',
  shape: [],
  ragged: { mean: 2, max: 3, percentile95: 3 },
};

const columns = [
  { name: 'warmth', scale: 0.5, offset: 1 },
  { name: 'wind', scale: 2, offset: 0 },
];
const signal: DatasetField = {
  name: 'signal',
  label: 'Signal',
  role: 'input',
  semantics: 'signal',
  dtype: 'float32',
  shape: [2, 2],
  columns,
};

/** Three samples of each field. */
function datasetOf(...fields: readonly DatasetField[]): Dataset {
  const split = {
    size: 3,
    fields: new Map<string, TensorArray>([
      ['image', Uint8Array.from({ length: 18 }, (_, i) => 10 * i + 5)],
      ['mask', Uint8Array.from({ length: 18 }, (_, i) => 1 + (i % 6))],
      ['digit', Uint8Array.of(4, 5, 6)],
      ['signal', Float32Array.from({ length: 12 }, (_, i) => i + 0.25)],
    ]),
  };
  return { info: { ...fewMoons.info, title: 'Small', fields }, train: split, test: split };
}

const pictures = datasetOf(image, digit, mask);
const flip = { type: 'HorizontalFlip', parameters: { probability: 1 } };
const shift = { type: 'Shift', parameters: { rows: 0, columns: 1 } };
const options = { count: 2, draws: 3, seed: 5 };

describe('augmentedSamples', () => {
  it('gives bytes before and after, all samples of one draw and then of the next', () => {
    const { count, draws, fields, mixed } = augmentedSamples(pictures, 'image', [flip], options);
    expect([count, draws, mixed]).toEqual([2, 3, undefined]);
    expect(Object.keys(fields)).toEqual(['image', 'mask']);
    expect(fields.image.originals).toEqual(Uint8Array.of(5, 15, 25, 35, 45, 55, 65, 75, 85, 95, 105, 115));
    const flipped = [25, 15, 5, 55, 45, 35, 85, 75, 65, 115, 105, 95];
    expect(fields.image.augmented).toEqual(Uint8Array.from([...flipped, ...flipped, ...flipped]));
    expect(fields.mask.augmented.slice(0, 6)).toEqual(Uint8Array.of(3, 2, 1, 6, 5, 4));
  });

  it('gives what is left out to what comes into a mask from outside', () => {
    const { fields } = augmentedSamples(pictures, 'image', [shift], { ...options, draws: 8 });
    const { image: moved, mask: labels } = fields;
    const black = Math.round(255 * 0.5);
    expect(labels.augmented.filter((label) => label === 255).length).toBeGreaterThan(0);
    moved.augmented.forEach((value, i) => expect(labels.augmented[i] === 255).toBe(value === black));
  });

  it('draws anew for another seed and alike for the same, and keeps bytes within their range', () => {
    const noise = [{ type: 'GaussianNoise', parameters: { deviation: 2 } }];
    const first = augmentedSamples(pictures, 'image', noise, options);
    expect(augmentedSamples(pictures, 'image', noise, options)).toEqual(first);
    expect(augmentedSamples(pictures, 'image', noise, { ...options, seed: 6 })).not.toEqual(first);
    expect(Object.keys(first.fields)).toEqual(['image']);
    expect(first.fields.image.augmented).toContain(0);
    expect(first.fields.image.augmented).toContain(255);
  });

  it('gives signals in their stored units, each channel by its own scaling', () => {
    const dataset = datasetOf(signal, digit);
    const { fields } = augmentedSamples(dataset, 'signal', [{ type: 'TimeShift', parameters: { steps: 0 } }], options);
    expect(fields.signal.augmented.slice(0, 8)).toEqual(fields.signal.originals);
    const raised = augmentedSamples(dataset, 'signal', [{ type: 'TimeShift', parameters: { steps: 5, circular: true } }], options);
    expect([...raised.fields.signal.augmented].every((value) => value % 1 === 0.25)).toBe(true);
  });

  it('tells how samples were mixed', () => {
    const mixup = [{ type: 'Mixup', parameters: { alpha: 1 } }];
    const { fields, mixed = [] } = augmentedSamples(pictures, 'image', mixup, options);
    expect(mixed).toHaveLength(3);
    const { originals, augmented } = fields.image;
    mixed.forEach(({ share, partners }, draw) =>
      partners.forEach((partner, sample) => {
        const expected = share * originals[6 * sample] + (1 - share) * originals[6 * partner];
        expect(augmented[12 * draw + 6 * sample]).toBe(Math.round(expected));
      }),
    );
  });

  it('is what the first steps of training make of the samples', () => {
    const noise = [{ type: 'GaussianNoise', parameters: {} }];
    const project = moonsProject({ augmentation: noise });
    const program = trainingProgram(project, datasetShapes, 4);
    const { fields } = augmentedSamples(fewMoons, 'point', noise, { count: 4, draws: 2, seed: 3 });
    for (const step of [1, 2]) {
      const data = new DataFeeds(program.dataInputs, fewMoons, referenceBackend);
      const samples = Uint32Array.of(0, 1, 2, 3);
      data.fill(fewMoons.train, samples);
      Augmenter.create(noise, program)?.apply(data.tensors, samples, 3, step);
      const [point] = program.dataInputs.filter(({ role }) => role === 'input');
      const fed = Array.from(data.tensors.get(point.input)?.data ?? [], Number);
      const shown = fields.point.augmented.slice(8 * (step - 1), 8 * step);
      fed.forEach((value, i) => expect(shown[i]).toBeCloseTo(value, 5));
    }
  });

  it('gives what there is, and nothing of nothing', () => {
    expect(augmentedSamples(pictures, 'image', [flip], { ...options, count: 9 }).count).toBe(3);
    expect(augmentedSamples(pictures, 'image', [flip], { ...options, draws: 0 }).fields.image.augmented).toHaveLength(0);
    expect(augmentedSamples(pictures, 'image', [], options).fields.image.augmented.slice(0, 12)).toEqual(
      augmentedSamples(pictures, 'image', [], options).fields.image.originals,
    );
  });

  it.each([
    ['unknown-field', 'sound', [flip]],
    ['unknown-augmentation', 'image', [{ type: 'Fog', parameters: {} }]],
    ['augmentation-input', 'image', [{ type: 'TimeWarp', parameters: {} }]],
    ['augmentation-preview', 'text', [{ type: 'TokenDropout', parameters: {} }]],
  ] as const)('refuses with %s: %s', (code, field, augmentation) => {
    const dataset = datasetOf(image, text);
    expect(() => augmentedSamples(dataset, field, [...augmentation], options)).toThrow(expect.objectContaining({ code }));
  });
});
