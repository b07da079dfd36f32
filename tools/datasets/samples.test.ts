import { expect, it } from 'vitest';
import { filesOf } from './conversion.ts';
import { chooseByHash, splitByHash, splitByKey, type Sample } from './samples.ts';
import { autoMpg } from '../../engine/data/auto-mpg.ts';
import { digits } from '../../engine/data/digits.ts';
import { decodeField, parseStoredHeader } from '../../engine/data/stored.ts';

/** 40 different images of two classes, and one of them twice more. */
function samples(): Sample[] {
  const different = Array.from({ length: 40 }, (_, i) => ({ input: Uint8Array.of(i, 0), target: i % 2 }));
  return [...different, different[7], different[7]];
}

it('takes the same share of each class for testing', () => {
  const { train, test } = splitByHash(samples().slice(0, 40), 0.25);
  expect([train.length, test.length]).toEqual([30, 10]);
  expect(test.filter(({ target }) => target === 0)).toHaveLength(5);
});

it('keeps equal images on one side, whichever the share', () => {
  for (const fraction of [0.1, 0.2, 0.3, 0.5, 0.7]) {
    const { train, test } = splitByHash(samples(), fraction);
    const trained = new Set(train.map(({ input }) => input[0]));
    expect(test.filter(({ input }) => trained.has(input[0]))).toEqual([]);
    expect(train.length + test.length).toBe(42);
  }
});

it('gives the same files whatever the order of the source', () => {
  const files = (source: Sample[]) => [...filesOf(digits, splitByHash(source, 0.2))];
  expect(files(samples().reverse())).toEqual(files(samples()));
});

it('chooses as many of each class, for testing none that the training part of the source has', () => {
  const all = samples();
  const { train, test } = chooseByHash({ train: all.slice(0, 30), test: all.slice(20) }, { train: 4, test: 3 });
  expect(train.map(({ target }) => target).sort()).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  expect(test.map(({ target }) => target).sort()).toEqual([0, 0, 0, 1, 1, 1]);
  expect(test.every(({ input }) => input[0] >= 30)).toBe(true);
});

it('stores a table as numbers of four bytes', () => {
  const rows = Array.from({ length: 10 }, (_, i) => ({ input: new Float32Array(9).fill(i), target: i + 0.5 }));
  const files = filesOf(autoMpg, splitByHash(rows, 0.2, false));
  const header = parseStoredHeader(new TextDecoder().decode(files.get('dataset.json')), { ...autoMpg, splits: { train: 8, test: 2 } });
  expect(header.fields.map(({ dtype }) => dtype)).toEqual(['float32', 'float32']);
  const [car, consumption] = header.fields.map((field) => decodeField(files.get(`test-${field.name}.gz`) ?? new Uint8Array(), field, 2));
  expect(Number(consumption[1])).toBe(Number(car[9]) + 0.5);
});

it('keeps all samples of a key on one side, and of equal inputs one', () => {
  const drawings = Array.from({ length: 60 }, (_, i) => ({ key: `k${i % 20}`, input: Uint8Array.of(i, 1), target: i % 2 }));
  const { train, test } = splitByKey([...drawings, { key: 'k5', input: Uint8Array.of(3, 1), target: 1 }], 0.25);
  const keys = (side: readonly Sample[]) => new Set(side.map(({ input }) => input[0] % 20));
  expect([train.length, test.length]).toEqual([42, 18]);
  expect([...keys(test)].filter((key) => keys(train).has(key))).toEqual([]);
});
