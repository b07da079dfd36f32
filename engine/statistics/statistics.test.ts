import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import { MemoryRagged } from '../data/ragged.ts';
import type { TensorArray } from '../graph/types.ts';
import { classPositions } from './class-positions.ts';
import type { DatasetStatistics } from './definition.ts';
import { datasetStatistics } from './statistics.ts';

const histogram = z.object({ min: z.number(), max: z.number(), counts: z.array(z.number()) });
const golden = z
  .object({
    rows: z.array(z.array(z.number().nullable())),
    columns: z.array(
      z.object({
        missing: z.number(),
        min: z.number(),
        max: z.number(),
        mean: z.number(),
        deviation: z.number(),
        quartiles: z.array(z.number()),
        histogram,
      }),
    ),
    correlation: z.array(z.number().nullable()),
  })
  .parse(JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')));

type FieldOptions = Partial<DatasetField> & Pick<DatasetField, 'name' | 'semantics' | 'shape'>;

const fieldOf = (options: FieldOptions): DatasetField => ({ label: options.name, role: 'input', dtype: 'float32', ...options });
const columnsNamed = (...names: readonly string[]) => names.map((name) => ({ name, scale: 1, offset: 0 }));

interface Parts {
  readonly fields: readonly DatasetField[];
  readonly train: DatasetSplit;
  readonly test?: DatasetSplit;
  readonly info?: Partial<DatasetInfo>;
  readonly graph?: Dataset['graph'];
}

function datasetOf({ fields, train, test = train, info, graph }: Parts): Dataset {
  const declared: DatasetInfo = {
    id: 'x',
    title: 'X',
    description: '',
    task: 'classification',
    fields,
    splits: { train: train.size, test: test.size },
    splitKey: '',
    license: '',
    attribution: '',
    preview: 'table',
    ...info,
  };
  return { info: declared, train, test, ...(graph !== undefined && { graph }) };
}

function tableOf(rows: readonly (readonly (number | null)[])[], names: readonly string[]): Dataset {
  const field = fieldOf({ name: 'row', semantics: 'table', shape: [names.length], columns: columnsNamed(...names) });
  const values = Float32Array.from(rows.flat(), (cell) => cell ?? NaN);
  return datasetOf({ fields: [field], train: { size: rows.length, fields: new Map([['row', values]]) } });
}

/** As numbers close to those of `other`, whose rounding may differ. */
const close = (value: unknown, digits = 10): unknown =>
  typeof value === 'number' ? expect.closeTo(value, digits) : Array.isArray(value) ? value.map((one) => close(one, digits)) : value;

describe('statistics of a table', () => {
  const dataset = tableOf(golden.rows, ['ramp', 'skewed', 'whole', 'constant', 'falling']);

  it('are those of numpy, missing cells left out', () => {
    const { columns, samples } = datasetStatistics(dataset, 'train');
    expect(samples).toBe(160);
    columns.forEach(({ name, missing, numbers }, i) => {
      const { histogram: bins, ...expected } = golden.columns[i];
      expect({ name, missing, ...numbers }).toMatchObject({ missing: expected.missing, quartiles: close(expected.quartiles) });
      for (const key of ['min', 'max', 'mean', 'deviation'] as const) expect(numbers?.[key]).toBeCloseTo(expected[key], 9);
      expect(numbers?.histogram.counts).toEqual(bins.counts);
      expect([numbers?.histogram.min, numbers?.histogram.max]).toEqual([expected.min, expected.max]);
    });
  });

  it('correlate the cells that rows have of both columns', () => {
    const { correlation } = datasetStatistics(dataset, 'train');
    expect(correlation?.names).toEqual(['ramp', 'skewed', 'whole', 'constant', 'falling']);
    correlation?.coefficients.forEach((coefficient, i) => {
      const expected = golden.correlation[i];
      if (expected === null) expect(coefficient).toBeNaN();
      else expect(coefficient).toBeCloseTo(expected, 11);
    });
  });

  it('leave samples without a class out of coefficients', () => {
    const known = [0, 1, 1, 0, 1];
    const correlationOf = (values: Int32Array<ArrayBuffer>, ignored?: number) => {
      const kind = fieldOf({
        name: 'kind',
        semantics: 'category',
        dtype: 'int64',
        shape: [],
        classes: ['a', 'b'],
        ...(ignored && { ignored }),
      });
      const size = fieldOf({ name: 'size', semantics: 'number', shape: [] });
      const fields = new Map<string, TensorArray>([
        ['kind', values],
        ['size', Float32Array.of(1, 5, 4, 2, 6, 50).slice(0, values.length)],
      ]);
      return datasetStatistics(datasetOf({ fields: [kind, size], train: { size: values.length, fields } }), 'train').correlation;
    };
    const { names, coefficients } = correlationOf(Int32Array.of(...known, -100), -100) ?? { names: [], coefficients: [] };
    expect(names).toEqual(['kind', 'size']);
    expect(coefficients).toEqual(close(correlationOf(Int32Array.from(known))?.coefficients));
  });

  it('are the same in blocks of any size', () => {
    const whole = datasetStatistics(dataset, 'train');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (blockBytes) => {
        expectSame(datasetStatistics(dataset, 'train', { blockBytes }), whole);
      }),
      { numRuns: 30 },
    );
  });

  it('read a file block by block', () => {
    const values = Float32Array.from(golden.rows.flat(), (cell) => cell ?? NaN);
    let most = 0;
    const gather = (samples: ArrayLike<number>) => {
      most = Math.max(most, samples.length);
      return Float32Array.from(Array.from(samples).flatMap((sample) => [...values.subarray(sample * 5, sample * 5 + 5)]));
    };
    const read = { ...dataset, train: { size: 160, fields: new Map([['row', { gather }]]) } };
    expectSame(datasetStatistics(read, 'train', { blockBytes: 200 }), datasetStatistics(dataset, 'train'));
    expect(most).toBe(10);
  });

  it('say nothing of columns whose cells are all missing, and survive infinities', () => {
    const { columns, correlation } = datasetStatistics(
      tableOf(
        [
          [null, 1, Infinity],
          [null, 2, 3],
        ],
        ['empty', 'a', 'b'],
      ),
      'train',
    );
    expect(columns.map(({ missing, numbers }) => [missing, numbers?.mean])).toEqual([
      [2, undefined],
      [0, 1.5],
      [1, 3],
    ]);
    expect(correlation?.coefficients).toEqual([NaN, NaN, NaN, NaN, 1, NaN, NaN, NaN, NaN]);
  });

  it('lose no digits far from 0', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [2 ** 23 + (i % 2), -(2 ** 23) - (i % 2)]);
    const { columns, correlation } = datasetStatistics(tableOf(rows, ['a', 'b']), 'train');
    expect(columns[0].numbers).toMatchObject({ mean: 2 ** 23 + 0.5, deviation: 0.5 });
    expect(correlation?.coefficients).toEqual([1, close(-1, 12), close(-1, 12), 1]);
  });

  it('count categories of a column, and take one of two values for 0 and 1', () => {
    const columns = [
      ...columnsNamed('size'),
      { ...columnsNamed('sex')[0], values: ['f', 'm'] },
      { ...columnsNamed('isle')[0], values: ['a', 'b', 'c'] },
    ];
    const field = fieldOf({ name: 'row', semantics: 'table', shape: [3], columns });
    const target = fieldOf({ name: 'kind', semantics: 'category', shape: [], role: 'target', classes: ['no', 'yes'] });
    const fields = new Map<string, Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>([
      ['row', Float32Array.of(1, 0, 2, 2, 1, NaN, 3, 1, 2, 4, NaN, 0)],
      ['kind', Uint8Array.of(0, 1, 1, 1)],
    ]);
    const told = datasetStatistics(datasetOf({ fields: [field, target], train: { size: 4, fields } }), 'train');
    expect(told.columns.slice(1)).toEqual([
      { field: 'row', name: 'sex', missing: 1, categories: { values: ['f', 'm'], counts: [1, 2] } },
      { field: 'row', name: 'isle', missing: 1, categories: { values: ['a', 'b', 'c'], counts: [1, 0, 2] } },
    ]);
    expect(told.balance).toEqual([{ field: 'kind', classes: ['no', 'yes'], counts: [1, 3], counted: 'samples' }]);
    expect(told.correlation?.names).toEqual(['size', 'sex', 'kind']);
    expect(told.correlation?.coefficients[1]).toBeCloseTo(Math.sqrt(3) / 2, 12);
  });

  it('take the values of a long vector without names together', () => {
    const field = fieldOf({ name: 'vector', semantics: 'vector', shape: [65] });
    const values = Float32Array.from({ length: 130 }, (_, i) => i);
    const { columns, correlation } = datasetStatistics(
      datasetOf({ fields: [field], train: { size: 2, fields: new Map([['vector', values]]) } }),
      'train',
    );
    expect(columns.map(({ name, numbers }) => [name, numbers?.mean])).toEqual([['vector', 64.5]]);
    expect(correlation).toBeUndefined();
  });

  it('give stored numbers their unit, however they are fed', () => {
    const number = { semantics: 'number', shape: [], unit: 'Å²' } as const;
    const fields = [
      fieldOf({ name: 'scaled', ...number, preprocessing: { scale: 0.01, offset: 0 } }),
      fieldOf({ name: 'plain', ...number }),
    ];
    const train = {
      size: 1,
      fields: new Map([
        ['scaled', Float32Array.of(200)],
        ['plain', Float32Array.of(2)],
      ]),
    };
    const { columns } = datasetStatistics(datasetOf({ fields, train }), 'train');
    expect(columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['scaled', 'Å²'],
      ['plain', 'Å²'],
    ]);
  });

  it('have a bar for each of a few values, and ends of the data', () => {
    const histogramOf = (...values: readonly number[]) => {
      const field = fieldOf({ name: 'x', semantics: 'number', shape: [] });
      const fields = new Map([['x', Float32Array.from(values)]]);
      return datasetStatistics(datasetOf({ fields: [field], train: { size: values.length, fields } }), 'train').columns[0].numbers
        ?.histogram;
    };
    expect(histogramOf(0, 1, 1, 0, 1)).toEqual({ min: 0, max: 1, counts: [2, 3], values: [0, 1] });
    expect(histogramOf(5, 8, 8, NaN)).toEqual({ min: 5, max: 8, counts: [1, 0, 0, 2], values: [5, 6, 7, 8] });
    expect(histogramOf(1000, 0, 50, 0, 50, 1000)).toEqual({ min: 0, max: 1000, counts: [2, 2, 2], values: [0, 50, 1000] });
    expect(histogramOf(2.5, 2.5)).toEqual({ min: 2.5, max: 2.5, counts: [2], values: [2.5] });
    const many = histogramOf(...Array.from({ length: 98 }, (_, i) => i + 3));
    expect([many?.min, many?.max, many?.values, many?.counts.reduce((a, b) => a + b, 0)]).toEqual([3, 100, undefined, 98]);
    const { step = 0, counts = [] } = many ?? {};
    expect(counts.slice(0, -1).every((count) => count === step) && (counts.at(-1) ?? 0) <= step).toBe(true);
  });

  it('leave out what lies beyond a thousand columns, and coefficients beyond 64', () => {
    const names = Array.from({ length: 1003 }, (_, i) => `c${i}`);
    const told = datasetStatistics(tableOf([names.map((_, i) => i), names.map((_, i) => -i)], names), 'train');
    expect([told.columns.length, told.omittedColumns, told.correlation]).toEqual([1000, 3, undefined]);
    expect(told.columns[999].numbers).toMatchObject({ min: -999, max: 999 });
  });
});

describe('statistics of other fields', () => {
  it('count characters, not bytes', () => {
    const texts = ['ab', '', '明月明', 'é🙂'];
    const encoded = texts.map((text) => new TextEncoder().encode(text));
    const offsets = Uint32Array.from([0, ...encoded.map((_, i) => encoded.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0))]);
    const values = Uint8Array.from(encoded.flatMap((bytes) => [...bytes]));
    const field = fieldOf({ name: 'text', semantics: 'text', shape: [], dtype: 'uint8', ragged: { mean: 1, max: 9, percentile95: 9 } });
    const train = { size: 4, fields: new Map(), ragged: new Map([['text', new MemoryRagged({ values, offsets }, 1)]]) };
    const told = datasetStatistics(datasetOf({ fields: [field], train }), 'train', { blockBytes: 8 });
    expect(told.lengths).toEqual([
      { field: 'text', unit: 'characters', mean: 1.75, max: 3, histogram: { min: 0, max: 3, counts: [1, 0, 2, 1], values: [0, 1, 2, 3] } },
    ]);
    expect(told.characters?.[0]).toEqual({ text: '明', count: 2 });
    expect(new Set(told.characters?.slice(1).map(({ text }) => text))).toEqual(new Set(['月', 'a', 'b', 'é', '🙂']));
  });

  it('tell the brightness of each channel and the pixels of each class', () => {
    const image = fieldOf({ name: 'image', semantics: 'image', shape: [3, 1, 2] });
    const mask = fieldOf({ name: 'mask', semantics: 'mask', shape: [1, 2], role: 'target', classes: ['sky', 'sea'] });
    const fields = new Map([
      ['image', Uint8Array.of(0, 255, 10, 10, 3, 5, 0, 255, 10, 10, 7, 9)],
      ['mask', Uint8Array.of(0, 1, 1, 255)],
    ]);
    const told = datasetStatistics(datasetOf({ fields: [image, mask], train: { size: 2, fields } }), 'train');
    expect(told.channels?.map(({ name, mean, deviation }) => [name, mean, deviation])).toEqual([
      ['red', 127.5, 127.5],
      ['green', 10, 0],
      ['blue', 6, Math.sqrt(5)],
    ]);
    expect(told.channels?.[0].histogram).toMatchObject({ min: 0, max: 256 });
    expect(told.channels?.[2].histogram).toEqual({ min: 0, max: 10, counts: [0, 0, 0, 1, 0, 1, 0, 1, 0, 1] });
    expect(told.balance).toEqual([{ field: 'mask', classes: ['sky', 'sea'], counts: [1, 2], counted: 'pixels' }]);
    expect([told.columns, told.correlation]).toEqual([[], undefined]);
  });

  it('take all steps of a signal for its channel', () => {
    const field = fieldOf({ name: 'signal', semantics: 'signal', shape: [2, 3], columns: columnsNamed('left', 'right') });
    const values = Float32Array.of(1, 2, 3, 10, 20, 30, 4, 5, 6, 40, 50, 60);
    const told = datasetStatistics(datasetOf({ fields: [field], train: { size: 2, fields: new Map([['signal', values]]) } }), 'train');
    expect(told.columns.map(({ name, numbers }) => [name, numbers?.mean, numbers?.max])).toEqual([
      ['left', 3.5, 6],
      ['right', 35, 60],
    ]);
    expect(told.correlation).toBeUndefined();
  });

  it('count the edges of the split’s nodes', () => {
    const field = fieldOf({ name: 'club', semantics: 'category', shape: [], role: 'target', classes: ['a', 'b'] });
    const split = (values: Uint8Array<ArrayBuffer>) => ({ size: values.length, fields: new Map([['club', values]]) });
    const parts = { fields: [field], train: split(Uint8Array.of(0, 1, 1)), test: split(Uint8Array.of(1)) };
    const graph = { source: Int32Array.of(0, 0, 3), target: Int32Array.of(1, 2, 0) };
    const undirected = datasetOf({ ...parts, graph, info: { graph: { edges: 3, directed: false, weighted: false } } });
    expect(datasetStatistics(undirected, 'train').degrees).toEqual([
      { name: 'degree', mean: 5 / 3, histogram: { min: 1, max: 3, counts: [2, 0, 1], values: [1, 2, 3] } },
    ]);
    const directed = datasetOf({ ...parts, graph, info: { graph: { edges: 3, directed: true, weighted: false } } });
    expect(datasetStatistics(directed, 'test').degrees?.map(({ name, mean }) => [name, mean])).toEqual([
      ['in-degree', 0],
      ['out-degree', 1],
    ]);
  });

  it('tell how many nodes and edges graphs have', () => {
    const ragged = { mean: 1, max: 3, percentile95: 3 };
    const nodes = fieldOf({ name: 'atoms', semantics: 'nodes', shape: [2], ragged });
    const edges = fieldOf({ name: 'bonds', semantics: 'edges', shape: [2], ragged, dtype: 'int32' });
    const train = {
      size: 2,
      fields: new Map(),
      ragged: new Map([
        ['atoms', new MemoryRagged({ values: Float32Array.of(1, 0, 0, 1, 1, 1), offsets: Uint32Array.of(0, 1, 3) }, 2)],
        ['bonds', new MemoryRagged({ values: Int32Array.of(0, 1), offsets: Uint32Array.of(0, 0, 1) }, 2)],
      ]),
    };
    const told = datasetStatistics(datasetOf({ fields: [nodes, edges], train }), 'train');
    expect(told.lengths.map(({ field, unit, mean, max }) => [field, unit, mean, max])).toEqual([
      ['atoms', 'nodes', 1.5, 2],
      ['bonds', 'edges', 0.5, 1],
    ]);
    expect(told.columns.map(({ name, numbers }) => [name, numbers?.mean])).toEqual([
      ['atoms 1', 2 / 3],
      ['atoms 2', 2 / 3],
    ]);
  });
});

describe('the work', () => {
  const dataset = tableOf(golden.rows, ['ramp', 'skewed', 'whole', 'constant', 'falling']);

  it('is told, sample by sample of both looks', () => {
    const told: number[] = [];
    datasetStatistics(dataset, 'train', { blockBytes: 2000, onProgress: (done, total) => void (total === 320 && told.push(done)) });
    expect(told).toEqual([100, 160, 260, 320]);
  });

  it('stops between two blocks', () => {
    let asked = 0;
    const aborted = () => ++asked > 2;
    expect(() => datasetStatistics(dataset, 'train', { blockBytes: 2000, aborted })).toThrow(
      expect.objectContaining({ code: 'job-cancelled' }),
    );
    expect(asked).toBe(3);
  });
});

describe('classPositions', () => {
  const label = fieldOf({ name: 'label', semantics: 'category', shape: [], classes: ['a', 'b', 'c'] });
  const point = fieldOf({ name: 'point', semantics: 'vector', shape: [2] });
  const fields = new Map([['label', Uint8Array.of(2, 0, 2, 1, 2)]]);
  const dataset = datasetOf({ fields: [label, point], train: { size: 5, fields } });

  it('are ascending, none for a class without samples', () => {
    expect(classPositions(dataset, 'train', 'label', 2)).toEqual(Uint32Array.of(0, 2, 4));
    expect(classPositions({ ...dataset, test: { size: 1, fields: new Map([['label', Uint8Array.of(0)]]) } }, 'test', 'label', 2)).toEqual(
      new Uint32Array(0),
    );
  });

  it.each([
    ['label', 3, 'unknown-class'],
    ['point', 0, 'unknown-field'],
    ['none', 0, 'unknown-field'],
  ])('refuses %s %i', (field, classNumber, code) => {
    expect(() => classPositions(dataset, 'train', field, classNumber)).toThrow(expect.objectContaining({ code }));
  });
});

/** Counts are equal to the last one, other numbers but for rounding. */
function expectSame(given: DatasetStatistics, expected: DatasetStatistics): void {
  given.columns.forEach(({ numbers, ...rest }, i) => {
    const { numbers: others, ...same } = expected.columns[i];
    expect(rest).toEqual(same);
    expect(numbers?.histogram).toEqual(others?.histogram);
    expect(numbers?.quartiles).toEqual(others?.quartiles);
    expect(numbers?.mean).toBeCloseTo(others?.mean ?? NaN, 9);
    expect(numbers?.deviation).toBeCloseTo(others?.deviation ?? NaN, 9);
  });
  expect(given.correlation?.coefficients).toEqual(
    expected.correlation?.coefficients.map((value) => (Number.isNaN(value) ? NaN : close(value))),
  );
}
