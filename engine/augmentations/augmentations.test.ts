import { describe, expect, it } from 'vitest';
import { withDefaults } from '../layers/parameters.ts';
import { RandomStream } from '../random/stream.ts';
import { type AugmentationDefinition, isMixing, type MixingAugmentation, type SampleAugmentation } from './definition.ts';
import { augmentationProblem, movesAlong } from './fit.ts';
import { augmentationOf, augmentations, mixesSamples } from './registry.ts';

const shapes: Readonly<Record<number, readonly number[]>> = { 0: [], 1: [7], 2: [2, 9], 3: [2, 5, 7], 4: [2, 3, 4, 5] };
const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
const ramp = (shape: readonly number[]): Float64Array => Float64Array.from({ length: sizeOf(shape) }, (_, i) => i + 1);

function sampleAugmentation(type: string): SampleAugmentation {
  const definition = augmentationOf(type);
  if (isMixing(definition)) throw new Error(`${type} mixes samples`);
  return definition;
}

function mixingAugmentation(type: string): MixingAugmentation {
  const definition = augmentationOf(type);
  if (!isMixing(definition)) throw new Error(`${type} mixes no samples`);
  return definition;
}

/** The given values after one augmentation. */
function changed(
  type: string,
  values: Float32Array | Float64Array,
  shape: readonly number[],
  parameters: object,
  random: () => number,
  classes?: { readonly outside: number },
): number[] {
  const definition = sampleAugmentation(type);
  const copy = values.slice();
  definition.apply(withDefaults(definition.parameters, { ...parameters }), {
    values: copy,
    shape,
    random,
    ...(classes !== undefined && { classes }),
  });
  return [...copy];
}

/** The ramp 1, 2, 3, … of that shape after one augmentation. */
function augmented(type: string, shape: readonly number[], parameters: object, uniform: () => number): number[] {
  return changed(type, ramp(shape), shape, parameters, uniform);
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

const rounded = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 1e9) / 1e9);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

interface Case {
  readonly definition: AugmentationDefinition;
  readonly shape: readonly number[];
  readonly parameters: object;
}

/** Each definition's defaults and examples on each rank that it works on, odd sizes and a single value among them. */
const cases = augmentations.flatMap((definition) =>
  [{ name: 'defaults', parameters: {} }, ...definition.examples].flatMap(({ name, parameters }) =>
    definition.ranks.map((rank) => [definition.type, name, { definition, shape: shapes[rank], parameters }] as const),
  ),
);
const sampleCases = cases.filter(([, , { definition }]) => !isMixing(definition));
const geometricCases = sampleCases.filter(([, , { definition, shape }]) => definition.geometric && shape.length > 2);

describe.each(sampleCases)('%s, %s', (type, _name, { shape, parameters, definition }: Case) => {
  const draws = (given: object) => Array.from({ length: 20 }, (_, seed) => augmented(type, shape, given, seeded(seed)));

  it(`changes some samples of ${shape.length} axes, each the same way for the same random numbers`, () => {
    const results = draws(parameters);
    expect(results).toEqual(draws(parameters));
    expect(results.some((values) => values.some((value, i) => value !== ramp(shape)[i]))).toBe(true);
    expect(results.flat().every(Number.isFinite)).toBe(true);
    expect(results.every(({ length }) => length === sizeOf(shape))).toBe(true);
  });

  it(`leaves samples of ${shape.length} axes as they are with the parameters that say so`, () => {
    for (const values of draws({ ...parameters, ...definition.identity })) expect(values).toEqual([...ramp(shape)]);
  });

  it(`takes samples of ${shape.length} axes with one value each`, () => {
    const single = shape.map(() => 1);
    for (let seed = 0; seed < 20; seed += 1) {
      const [value, ...rest] = augmented(type, single, parameters, seeded(seed));
      expect(rest).toEqual([]);
      expect(Number.isFinite(value)).toBe(true);
    }
  });

  it(`does to float32 samples of ${shape.length} axes what it does in float64`, () => {
    const single = changed(type, Float32Array.from(ramp(shape)), shape, parameters, seeded(4));
    augmented(type, shape, parameters, seeded(4)).forEach((value, i) => expect(single[i]).toBeCloseTo(value, 4));
  });
});

/** Pixels of a plane that have neighbours on all sides. */
const isInner = (place: number, rows: number, columns: number): boolean => {
  const [row, column] = [Math.floor(place / columns), place % columns];
  return row > 0 && row < rows - 1 && column > 0 && column < columns - 1;
};

describe.each(geometricCases)('%s, %s', (type, _name, { shape, parameters }: Case) => {
  it(`moves classes of each place along with samples of ${shape.length} axes, to within half a pixel`, () => {
    const [rows, columns] = shape.slice(-2);
    const places = shape.slice(1);
    const plane = rows * columns;
    const coordinate = (of: (place: number) => number) => Float64Array.from({ length: sizeOf(shape) }, (_, i) => of(i % plane));
    for (let seed = 0; seed < 20; seed += 1) {
      const row = changed(
        type,
        coordinate((place) => Math.floor(place / columns)),
        shape,
        parameters,
        seeded(seed),
      );
      const column = changed(
        type,
        coordinate((place) => place % columns),
        shape,
        parameters,
        seeded(seed),
      );
      const numbers = Float64Array.from({ length: sizeOf(places) }, (_, i) => i % plane);
      const classes = changed(type, numbers, places, parameters, seeded(seed), { outside: -1 });
      classes.forEach((from, place) => {
        expect(from === -1 || numbers.includes(from)).toBe(true);
        if (from === -1 || !isInner(from, rows, columns)) return;
        expect(Math.abs(row[place] - Math.floor(from / columns))).toBeLessThan(0.5 + 1e-9);
        expect(Math.abs(column[place] - (from % columns))).toBeLessThan(0.5 + 1e-9);
      });
    }
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

describe('images, resampled', () => {
  it('are made twice as large about the centre', () => {
    const larger = augmented('Zoom', [1, 3, 3], { smallest: 2, largest: 2 }, seeded(1));
    expect(larger).toEqual([3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7]);
  });

  it('are made half as large, 0 coming in', () => {
    const smaller = augmented('Zoom', [1, 5, 5], { smallest: 0.5, largest: 0.5 }, seeded(1));
    expect(smaller).toEqual([0, 0, 0, 0, 0, 0, 1, 3, 5, 0, 0, 11, 13, 15, 0, 0, 21, 23, 25, 0, 0, 0, 0, 0, 0]);
  });

  it('are cut out and enlarged: the right half of a row', () => {
    // Half the area, half as high as wide or the other way about: [share, stretching, top, left].
    const cut = augmented('RandomResizedCrop', [1, 2, 4], { area: 0.5, ratio: 2 }, sequence(0, 0, 0, 1 - 2 ** -24));
    expect(rounded(cut).map((value) => Math.round(value * 1e4) / 1e4)).toEqual([2.75, 3.25, 3.75, 4, 6.75, 7.25, 7.75, 8]);
    const whole = augmented('RandomResizedCrop', [1, 2, 4], { area: 0.5, ratio: 2 }, sequence(1 - 2 ** -24, 0.5, 0.3, 0.7));
    whole.forEach((value, i) => expect(value).toBeCloseTo(i + 1, 5));
  });

  it('never take anything from outside when cut out', () => {
    const ones = new Float64Array(2 * 5 * 7).fill(1);
    for (let seed = 0; seed < 50; seed += 1) {
      const cut = changed('RandomResizedCrop', ones, [2, 5, 7], { area: 0.05, ratio: 3 }, seeded(seed));
      for (const value of cut) expect(value).toBeCloseTo(1, 12);
    }
  });

  it('give each pixel of their class numbers one of those that were there, or what comes in from outside', () => {
    const numbers = Float64Array.of(3, 3, 7, 3, 7, 7, 7, 7, 3);
    const shifted = changed('Shift', numbers, [3, 3], { rows: 1, columns: 0 }, sequence(0.99, 0.5), { outside: 255 });
    expect(shifted).toEqual([255, 255, 255, 3, 3, 7, 3, 7, 7]);
    const turned = changed('Rotation', numbers, [3, 3], { degrees: 180 }, sequence(0.75), { outside: 255 });
    expect(turned).toEqual([7, 3, 3, 7, 7, 3, 3, 7, 7]);
    const smaller = changed('Zoom', numbers, [3, 3], { smallest: 0.4, largest: 0.4 }, seeded(1), { outside: 255 });
    expect(smaller).toEqual([255, 255, 255, 255, 7, 255, 255, 255, 255]);
    const flipped = changed('HorizontalFlip', numbers, [3, 3], { probability: 1 }, seeded(1), { outside: 255 });
    expect(flipped).toEqual([7, 3, 3, 7, 7, 3, 3, 7, 7]);
  });
});

describe('brightness and contrast', () => {
  it('add one number to all channels', () => {
    expect(rounded(augmented('Brightness', [2, 1, 2], { most: 0.5 }, sequence(1 - 2 ** -24, 0)).map((v) => v - 0.5))).toEqual(
      rounded([1, 2, 3, 4].map((v) => v - 2 ** -24)),
    );
  });

  it('multiply what differs from the mean of the channel, which stays', () => {
    expect(augmented('Contrast', [2, 1, 3], { strength: 0.5 }, sequence(0))).toEqual([1.5, 2, 2.5, 4.5, 5, 5.5]);
    for (let seed = 0; seed < 20; seed += 1) {
      const spread = augmented('Contrast', [2, 5, 7], { strength: 1 }, seeded(seed));
      expect(mean(spread.slice(0, 35))).toBeCloseTo(18, 10);
      expect(mean(spread.slice(35))).toBeCloseTo(53, 10);
    }
  });

  it.each(['Brightness', 'Contrast', 'GaussianNoise'])('keep to 0 … 1 only where asked to: %s', (type) => {
    const image = Float64Array.from({ length: 48 }, (_, i) => i / 47);
    const strong = { most: 1, strength: 1, deviation: 1 };
    const draws = (clip: boolean) =>
      Array.from({ length: 10 }, (_, seed) => changed(type, image, [3, 4, 4], { ...strong, clip }, seeded(seed)));
    expect(
      draws(true)
        .flat()
        .every((value) => value >= 0 && value <= 1),
    ).toBe(true);
    expect(
      draws(false)
        .flat()
        .every((value) => value >= 0 && value <= 1),
    ).toBe(false);
  });
});

describe('signals', () => {
  it('are moved by whole steps, 0 coming in, or around', () => {
    expect(augmented('TimeShift', [2, 4], { steps: 1 }, sequence(0.99))).toEqual([0, 1, 2, 3, 0, 5, 6, 7]);
    expect(augmented('TimeShift', [1, 4], { steps: 1 }, sequence(0))).toEqual([2, 3, 4, 0]);
    expect(augmented('TimeShift', [1, 4], { steps: 1, circular: true }, sequence(0))).toEqual([2, 3, 4, 1]);
    expect(augmented('TimeShift', [1, 4], { steps: 9, circular: true }, sequence(0.99))).toEqual([4, 1, 2, 3]);
    expect(changed('TimeShift', Float64Array.of(1, 2, 3), [3], { steps: 1 }, sequence(0.99), { outside: 9 })).toEqual([9, 1, 2]);
  });

  it('lose one stretch in all channels', () => {
    // Lengths 0, 1, 2 and 3 are equally likely; then one of three places.
    expect(augmented('TimeMasking', [2, 4], { longest: 3 }, sequence(0.6, 0.5))).toEqual([1, 0, 0, 4, 5, 0, 0, 8]);
    expect(augmented('TimeMasking', [1, 3], { longest: 100 }, sequence(0.99, 0.3))).toEqual([0, 0, 0]);
  });

  it('run slowly first and fast then, with the same ends', () => {
    const warped = augmented('TimeWarp', [1, 3], { strength: 0.5, speeds: 2 }, sequence(0, 1 - 2 ** -24));
    // The speeds at the middles of both intervals are 0.75 and 1.25: the middle step shows time 2 · 0.75 / 2.
    expect(warped[0]).toBe(1);
    expect(warped[1]).toBeCloseTo(1.75, 6);
    expect(warped[2]).toBe(3);
  });

  it('never run backwards, and warp all channels alike', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const warped = augmented('TimeWarp', [2, 30], { strength: 0.95, speeds: 9 }, seeded(seed));
      for (let step = 1; step < 30; step += 1) expect(warped[step]).toBeGreaterThan(warped[step - 1]);
      warped.slice(0, 30).forEach((value, step) => expect(warped[30 + step] - value).toBeCloseTo(30, 10));
      expect([warped[0], warped[29]]).toEqual([1, 30]);
    }
  });

  it('take the class of the nearest step', () => {
    const classes = Float64Array.of(4, 4, 4, 9, 9);
    for (let seed = 0; seed < 20; seed += 1) {
      const warped = changed('TimeWarp', classes, [5], { strength: 0.9, speeds: 3 }, seeded(seed), { outside: -1 });
      expect([...warped].sort((a, b) => a - b)).toEqual(warped);
      expect([warped[0], warped[4]]).toEqual([4, 9]);
    }
  });

  it('lose channels, never all', () => {
    expect(augmented('ChannelDropout', [3, 2], { probability: 0.5 }, sequence(0.4, 0.6, 0.1))).toEqual([0, 0, 3, 4, 0, 0]);
    expect(augmented('ChannelDropout', [3, 1], { probability: 1 }, sequence(0.4, 0.2, 0.3))).toEqual([1, 0, 0]);
    expect(augmented('ChannelDropout', [1, 3], { probability: 1 }, seeded(1))).toEqual([1, 2, 3]);
  });
});

describe('tokens', () => {
  it('become the unknown one, padding stays', () => {
    const tokens = Float64Array.of(5, 1, 9, 0, 0);
    expect(changed('TokenDropout', tokens, [5], { probability: 1 }, seeded(1))).toEqual([1, 1, 1, 0, 0]);
    expect(changed('TokenDropout', tokens, [5], { probability: 0.5 }, sequence(0.6, 0.6, 0.4, 0.1, 0.1))).toEqual([5, 1, 1, 0, 0]);
  });

  it('are replaced as often as asked for', () => {
    const tokens = new Float64Array(20_000).fill(7);
    const replaced = changed('TokenDropout', tokens, [20_000], { probability: 0.3 }, seeded(8)).filter((token) => token === 1).length;
    expect(Math.abs(replaced / 20_000 - 0.3)).toBeLessThan(0.01);
  });
});

describe('Mixup', () => {
  const mixup = mixingAugmentation('Mixup');
  const shares = (alpha: number, count: number): number[] => {
    const random = seeded(17);
    return Array.from({ length: count }, () => mixup.share(withDefaults(mixup.parameters, { alpha }), random));
  };

  it('keeps samples whole with the parameters that say so, and draws alike for the same random numbers', () => {
    expect(shares(Number(mixup.identity.alpha), 5)).toEqual([1, 1, 1, 1, 1]);
    expect(shares(0.3, 50)).toEqual(shares(0.3, 50));
  });

  it.each([1e-3, 0.05, 0.2, 1, 2, 10])('draws shares with the mean and variance of Beta(α, α): %d', (alpha) => {
    const drawn = shares(alpha, 4000);
    const variance = mean(drawn.map((share) => (share - 0.5) ** 2));
    expect(drawn.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(Math.abs(mean(drawn) - 0.5)).toBeLessThan(0.03);
    expect(variance / (1 / (4 * (2 * alpha + 1)))).toBeCloseTo(1, 1);
  });

  it('draws each share equally often with α = 1', () => {
    const drawn = shares(1, 10_000);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const inside = drawn.filter((share) => share >= tenth / 10 && share < (tenth + 1) / 10).length;
      expect(Math.abs(inside - 1000)).toBeLessThan(120);
    }
  });
});

describe('Gaussian noise', () => {
  it('is measured by what each channel deviates where it is relative', () => {
    const loud = Float64Array.from({ length: 40_000 }, (_, i) => (i < 20_000 ? 10 : 1) * (i % 2 === 0 ? 1 : -1));
    const noise = changed('GaussianNoise', loud, [2, 20_000], { deviation: 0.1, relative: true }, seeded(3)).map((v, i) => v - loud[i]);
    const deviation = (part: readonly number[]) => Math.sqrt(mean(part.map((x) => x * x)));
    expect(deviation(noise.slice(0, 20_000))).toBeCloseTo(1, 1);
    expect(deviation(noise.slice(20_000))).toBeCloseTo(0.1, 2);
    expect(changed('GaussianNoise', new Float64Array(8).fill(4), [2, 4], { relative: true }, seeded(3))).toEqual(Array(8).fill(4));
  });

  it('has mean 0 and the given deviation', () => {
    const shape = [20_001];
    const noise = augmented('GaussianNoise', shape, { deviation: 0.5 }, seeded(5)).map((value, i) => value - (i + 1));
    const middle = mean(noise);
    const variance = mean(noise.map((x) => (x - middle) ** 2));
    expect(Math.abs(middle)).toBeLessThan(0.01);
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
    const mask = { name: 'mask', shape: [14, 14], dtype: 'int64' } as const;
    expect(augmentationProblem(flip, [image], [mask])).toMatchObject({ code: 'augmentation-target' });
    expect(augmentationProblem(flip, [image], [mask])?.message).toContain('the target mask [14, 14] of int64 has other places');
    expect(augmentationProblem(noise, [image], [mask])).toBeUndefined();
    expect(augmentationProblem(augmentationOf('Cutout'), [image], [mask])).toBeUndefined();
  });
});

describe('movesAlong', () => {
  const [flip, warp, noise] = ['HorizontalFlip', 'TimeWarp', 'GaussianNoise'].map(augmentationOf);
  const image = { name: 'image', shape: [3, 8, 9] };
  const signal = { name: 'signal', shape: [2, 50] };

  it.each([
    ['a class for each pixel', { name: 'mask', shape: [8, 9], dtype: 'int64' }, true],
    ['another image of the size', { name: 'depth', shape: [1, 8, 9] }, true],
    ['the image itself', image, true],
    ['a class', { name: 'class', shape: [], dtype: 'int64' }, false],
    ['a vector', { name: 'box', shape: [9] }, false],
    ['an image of another size', { name: 'small', shape: [1, 4, 9] }, false],
    ['a film', { name: 'film', shape: [1, 3, 8, 9] }, false],
  ] as const)('of an image %s: %j %s', (_name, target, expected) => {
    expect(movesAlong(flip, [image], target)).toBe(expected);
    expect(movesAlong(noise, [image], target)).toBe(false);
  });

  it.each([
    ['a class for each step', { name: 'state', shape: [50], dtype: 'int64' }, true],
    ['the signal itself', signal, true],
    ['a vector of as many numbers', { name: 'spectrum', shape: [50] }, false],
    ['steps that come after it', { name: 'forecast', shape: [2, 50] }, false],
  ] as const)('of a signal %s: %j %s', (_name, target, expected) => {
    expect(movesAlong(warp, [signal], target)).toBe(expected);
  });

  it('lets class numbers be replaced where they are tokens, and never mixed', () => {
    const text = { name: 'text', shape: [64], dtype: 'int64' } as const;
    const [dropout, mixup] = ['TokenDropout', 'Mixup'].map(augmentationOf);
    expect(augmentationProblem(dropout, [text], [])).toBeUndefined();
    expect(augmentationProblem(dropout, [{ ...text, dtype: 'float32' }], [])).toMatchObject({ code: 'augmentation-input' });
    expect(augmentationProblem(noise, [text], [])).toMatchObject({ code: 'augmentation-input' });
    expect(augmentationProblem(mixup, [image], [])).toBeUndefined();
    expect(augmentationProblem(mixup, [image, text], [])?.message).toContain('came text [64] of int64');
  });
});

describe('registry', () => {
  it('knows each type once and names an unknown one', () => {
    expect(new Set(augmentations.map(({ type }) => type)).size).toBe(augmentations.length);
    expect(() => augmentationOf('Fog')).toThrow('Fog');
    expect(mixesSamples([{ type: 'Fog' }, { type: 'Shift' }])).toBe(false);
    expect(mixesSamples([{ type: 'Shift' }, { type: 'Mixup' }])).toBe(true);
  });
});
