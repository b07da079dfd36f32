import { describe, expect, it } from 'vitest';
import { withDefaults } from '../layers/parameters.ts';
import { RandomStream } from '../random/stream.ts';
import type { AugmentationDefinition } from './definition.ts';
import { augmentationProblem } from './fit.ts';
import { augmentationOf, augmentations } from './registry.ts';

const shapes: Readonly<Record<number, readonly number[]>> = { 1: [7], 2: [2, 9], 3: [2, 5, 7], 4: [1, 3, 4, 5] };
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const ramp = (shape: readonly number[]): Float64Array => Float64Array.from({ length: sizeOf(shape) }, (_, i) => i + 1);

/** The ramp 1, 2, 3, … of that shape after one augmentation. */
function augmented(type: string, shape: readonly number[], parameters: object, uniform: () => number): number[] {
  const definition = augmentationOf(type);
  const values = ramp(shape);
  definition.apply(withDefaults(definition.parameters, { ...parameters }), { values, shape, random: uniform });
  return [...values];
}

/** Gives the numbers in turn. */
function sequence(...numbers: readonly number[]): () => number {
  let next = 0;
  return () => numbers[next++ % numbers.length];
}

const seeded = (seed: number): (() => number) => {
  const stream = new RandomStream(seed, 'augmentation');
  return () => stream.uniform();
};

const cases = augmentations.flatMap((definition) => definition.ranks.map((rank) => [definition.type, shapes[rank], definition] as const));

describe.each(cases)('%s of %j', (type, shape, definition: AugmentationDefinition) => {
  it('changes some samples, each the same way for the same random numbers', () => {
    const results = Array.from({ length: 20 }, (_, seed) => augmented(type, shape, {}, seeded(seed)));
    expect(results).toEqual(Array.from({ length: 20 }, (_, seed) => augmented(type, shape, {}, seeded(seed))));
    expect(results.some((values) => values.some((value, i) => value !== ramp(shape)[i]))).toBe(true);
    expect(results.flat().every(Number.isFinite)).toBe(true);
    expect(definition.ranks).toContain(shape.length);
  });
});

describe('an augmentation without strength', () => {
  it.each([
    ['HorizontalFlip', { probability: 0 }],
    ['VerticalFlip', { probability: 0 }],
    ['Shift', { rows: 0, columns: 0 }],
    ['Rotation', { degrees: 0 }],
    ['GaussianNoise', { deviation: 0 }],
  ])('leaves the sample as it is: %s', (type, parameters) => {
    expect(augmented(type, [2, 3, 4], parameters, seeded(3))).toEqual([...ramp([2, 3, 4])]);
  });
});

describe('images', () => {
  it('are mirrored in each channel', () => {
    expect(augmented('HorizontalFlip', [2, 2, 3], { probability: 1 }, seeded(1))).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10]);
    expect(augmented('VerticalFlip', [2, 3, 2], { probability: 1 }, seeded(1))).toEqual([5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8]);
  });

  it('are shifted by whole pixels, 0 coming in', () => {
    const [most, least, none] = [0.99, 0, 0.5];
    const image = [1, 3, 3];
    expect(augmented('Shift', image, { rows: 1, columns: 1 }, sequence(most, none))).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6]);
    expect(augmented('Shift', image, { rows: 1, columns: 1 }, sequence(none, most))).toEqual([0, 1, 2, 0, 4, 5, 0, 7, 8]);
    expect(augmented('Shift', image, { rows: 1, columns: 1 }, sequence(least, least))).toEqual([5, 6, 0, 8, 9, 0, 0, 0, 0]);
    expect(augmented('Shift', image, { rows: 5, columns: 0 }, sequence(most, none))).toEqual(Array(9).fill(0));
    expect(augmented('Shift', image, { rows: 0, columns: 5 }, sequence(none, least))).toEqual(Array(9).fill(0));
  });

  it('are shifted by each distance equally often', () => {
    const counts = new Map<number, number>();
    const uniform = seeded(11);
    for (let i = 0; i < 5000; i += 1) {
      const place = augmented('Shift', [1, 1, 5], { rows: 0, columns: 2 }, uniform).indexOf(3);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('are turned clockwise by a quarter about their centre', () => {
    const turned = augmented('Rotation', [1, 3, 3], { degrees: 180 }, sequence(0.75));
    expect(turned.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([7, 4, 1, 8, 5, 2, 9, 6, 3]);
  });

  it('take what lies between four pixels when turned by an eighth, 0 outside', () => {
    const turned = augmented('Rotation', [1, 5, 5], { degrees: 90 }, sequence(0.75));
    expect(turned[12]).toBeCloseTo(13, 10);
    // The pixel above the centre comes from between 7, 8, 12 and 13; the first comes from left of 11, the middle of its side.
    const [down, right] = [1 - Math.SQRT1_2, 1 - Math.SQRT1_2];
    expect(turned[7]).toBeCloseTo((1 - down) * ((1 - right) * 7 + right * 8) + down * ((1 - right) * 12 + right * 13), 10);
    expect(turned[0]).toBeCloseTo((3 - 2 * Math.SQRT2) * 11, 10);
  });

  it('lose a square, cut off at the border, in all channels', () => {
    const cut = augmented('Cutout', [2, 4, 4], { size: 2 }, sequence(0.5, 0));
    expect(cut.slice(0, 16)).toEqual([1, 2, 3, 4, 0, 6, 7, 8, 0, 10, 11, 12, 13, 14, 15, 16]);
    expect(cut.slice(16)).toEqual([17, 18, 19, 20, 0, 22, 23, 24, 0, 26, 27, 28, 29, 30, 31, 32]);
    expect(augmented('Cutout', [1, 2, 2], { size: 9 }, seeded(1))).toEqual([0, 0, 0, 0]);
  });
});

describe('Gaussian noise', () => {
  it('has mean 0 and the given deviation', () => {
    const shape = [20_001];
    const noise = augmented('GaussianNoise', shape, { deviation: 0.5 }, seeded(5)).map((value, i) => value - (i + 1));
    const mean = noise.reduce((sum, x) => sum + x, 0) / noise.length;
    const variance = noise.reduce((sum, x) => sum + (x - mean) ** 2, 0) / noise.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 0.25)).toBeLessThan(0.01);
  });
});

describe('augmentationProblem', () => {
  const image = { name: 'image', shape: [1, 28, 28] };
  const [flip, noise] = [augmentationOf('HorizontalFlip'), augmentationOf('GaussianNoise')];

  it('wants an input of the right axes', () => {
    expect(augmentationProblem(flip, [image], [{ name: 'digit', shape: [] }])).toBeUndefined();
    expect(augmentationProblem(flip, [{ name: 'point', shape: [2] }], [])).toMatchObject({ code: 'augmentation-input' });
    expect(augmentationProblem(noise, [{ name: 'point', shape: [2] }], [])).toBeUndefined();
  });

  it('moves no input away from a target that has places of its own', () => {
    const mask = { name: 'mask', shape: [28, 28] };
    expect(augmentationProblem(flip, [image], [mask])).toMatchObject({ code: 'augmentation-target' });
    expect(augmentationProblem(flip, [image], [image])).toMatchObject({ code: 'augmentation-target' });
    expect(augmentationProblem(noise, [image], [image])).toBeUndefined();
    expect(augmentationProblem(augmentationOf('Cutout'), [image], [mask])).toBeUndefined();
  });
});

describe('registry', () => {
  it('knows each type once and names an unknown one', () => {
    expect(new Set(augmentations.map(({ type }) => type)).size).toBe(augmentations.length);
    expect(() => augmentationOf('Mixup')).toThrow('Mixup');
  });
});
