import { describe, expect, it } from 'vitest';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import { gatherField } from '../data/gather.ts';
import { MemoryRagged, raggedTexts } from '../data/ragged.ts';
import { moons } from '../data/moons.ts';
import type { DataSettings } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { defaultSteps } from './default-steps.ts';
import { exampleField, exampleTable } from './examples.ts';
import { fitPreprocessing } from './fit.ts';
import { parsePreprocessing } from './fitted.ts';
import { prepareDataset } from './prepare.ts';
import { preparedInfo } from './prepared-info.ts';

const basis = { id: 'own', title: 'Own', description: '', task: 'regression', splitKey: '', license: '', attribution: '' } as const;
const named = (name: string, field: DatasetField): DatasetField => ({ ...field, name, label: name });

const table = named('row', exampleTable({ mass: undefined, island: ['a', 'b', 'c'] }));
const missing: DatasetField = {
  ...table,
  columns: table.columns?.map((column, i) => (i === 0 ? { ...column, missing: 1 } : column)),
};

function splitOf(size: number, fields: Readonly<Record<string, ArrayLike<number>>>): DatasetSplit {
  return { size, fields: new Map(Object.entries(fields).map(([name, values]) => [name, Float32Array.from(values)])) };
}

function datasetOf(fields: readonly DatasetField[], train: DatasetSplit, test: DatasetSplit): Dataset {
  const info: DatasetInfo = { ...basis, fields, splits: { train: train.size, test: test.size }, preview: 'table' };
  return { info, train, test };
}

const steps = (field: string, ...types: readonly string[]): DataSettings => ({
  preprocessing: [{ field, steps: types.map((type) => ({ type, parameters: {} })) }],
});

/** Rows of mass and island: two for training, two held back for validation that hold wild values, and two wild ones for testing. */
const rows = datasetOf(
  [missing],
  splitOf(4, { row: [1, 0, 3, 1, 1e6, 2, Number.NaN, 2] }),
  splitOf(2, { row: [-1e9, 2, Number.NaN, Number.NaN] }),
);
const training = Uint32Array.of(0, 1);

function fed(dataset: Dataset, split: 'train' | 'test', place = 0): number[] {
  const field = dataset.info.fields[place];
  const samples = indices(dataset[split].size);
  const out = new Float64Array(samples.length * field.shape.reduce((a, b) => a * b, 1));
  gatherField(dataset[split], field, samples, out);
  return [...out];
}

describe('fitPreprocessing', () => {
  it('learns from the training samples alone: neither wild test samples nor those held back matter', () => {
    const fitted = fitPreprocessing(rows, training, { preprocessing: [] }, ['row']);
    const calm = datasetOf([missing], splitOf(4, { row: [1, 0, 3, 1, 2, 0, 2, 0] }), splitOf(2, { row: [2, 0, 2, 1] }));
    expect(fitted).toEqual(fitPreprocessing(calm, training, { preprocessing: [] }, ['row']));
    expect(fitted.fields[0].steps.map(({ type, fitted: learnt }) => [type, learnt])).toEqual([
      ['Impute', { values: [2, 0], chosen: [1, 1] }],
      ['Standardise', { mean: [2, 0], deviation: [1, 1] }],
      ['OneHot', {}],
    ]);
    expect(fed(prepareDataset(rows, fitted), 'train')).toEqual([-1, 1, 0, 0, 1, 0, 1, 0, 999998, 0, 0, 1, 0, 0, 0, 1]);
    expect(fed(prepareDataset(rows, fitted), 'test')).toEqual([Math.fround(-1e9 - 2), 0, 0, 1, 0, 1, 0, 0]);
  });

  it('comes back from a file as it was', () => {
    const fitted = fitPreprocessing(rows, training, { preprocessing: [] }, ['row']);
    const read = parsePreprocessing(JSON.stringify(fitted));
    expect(read).toEqual(fitted);
    expect(fed(prepareDataset(rows, read), 'train')).toEqual(fed(prepareDataset(rows, fitted), 'train'));
    expect(() => parsePreprocessing('{"format":"netloom-preprocessing"}')).toThrow(/can't be read/);
  });

  it('learns nothing from samples that it leaves out, and marks them in both splits', () => {
    const other = named('other', exampleField('number', []));
    const dataset = datasetOf(
      [missing, other],
      splitOf(4, { row: [1, 0, Number.NaN, 1, 3, 2, 5, 0], other: [1, 1e9, 3, 5] }),
      splitOf(2, { row: [1, 2, 1, Number.NaN], other: [0, 0] }),
    );
    const settings: DataSettings = {
      preprocessing: [...steps('row', 'DropMissing', 'OneHot').preprocessing, ...steps('other', 'Standardise').preprocessing],
    };
    const fitted = fitPreprocessing(dataset, indices(3), settings, ['row', 'other']);
    expect(fitted.leftOut).toEqual({ train: 1, test: 1 });
    expect(fitted.fields[1].steps[0].fitted).toEqual({ mean: [2], deviation: [1] });
    const prepared = prepareDataset(dataset, fitted);
    expect(prepared.train.leftOut).toEqual(Uint8Array.of(0, 1, 0, 0));
    expect(prepared.test.leftOut).toEqual(Uint8Array.of(0, 1));
    expect(fed(prepared, 'train', 1)).toEqual([-1, Math.fround(1e9 - 2), 1, 3]);
  });

  it('asks no step of samples that one before it leaves out', () => {
    const sizes = named('row', exampleTable({ mass: undefined, length: undefined }));
    const dataset = datasetOf([sizes], splitOf(3, { row: [1, 2, Number.NaN, -5, 3, 4] }), splitOf(1, { row: [1, 1] }));
    const fitted = fitPreprocessing(dataset, indices(3), steps('row', 'DropMissing', 'Log'), ['row']);
    expect(fitted.leftOut).toEqual({ train: 1, test: 0 });
    expect(fitted.fields[0].steps[1].fitted).toMatchObject({ smallest: [1, 2] });
  });

  it('says so where no sample is left, or a column has no value to learn from', () => {
    const empty = datasetOf([missing], splitOf(2, { row: [Number.NaN, 0, Number.NaN, 1] }), splitOf(1, { row: [1, 0] }));
    expect(() => fitPreprocessing(empty, indices(2), steps('row', 'DropMissing', 'OneHot'), ['row'])).toThrow(/none is left/);
    expect(() => fitPreprocessing(empty, indices(2), { preprocessing: [] }, ['row'])).toThrow(/“mass” can't be filled in/);
    expect(() => fitPreprocessing(rows, indices(4), steps('row', 'Log', 'Impute'), ['row'])).not.toThrow();
    const negative = datasetOf([table], splitOf(1, { row: [-2, 0] }), splitOf(1, { row: [1, 0] }));
    expect(() => fitPreprocessing(negative, indices(1), steps('row', 'Log'), ['row'])).toThrow(/above 0, came -2/);
  });

  it('cuts texts into as many characters as long ones have, known from the training texts', () => {
    const field: DatasetField = {
      ...named('text', exampleField('text', [], { ragged: { mean: 2, max: 4, percentile95: 3 } })),
      dtype: 'uint8',
    };
    const texts = (...samples: readonly string[]): DatasetSplit => ({
      size: samples.length,
      fields: new Map(),
      ragged: new Map([['text', new MemoryRagged(raggedTexts(samples), 1)]]),
    });
    const dataset = datasetOf([field], texts('aab', '月a', 'zzzz'), texts('aaaa', 'b月'));
    const fitted = fitPreprocessing(dataset, indices(2), { preprocessing: [] }, ['text']);
    const prepared = prepareDataset(dataset, fitted);
    expect(prepared.info.fields[0]).toMatchObject({ dtype: 'int64', shape: [3], tokens: 1000 });
    expect(fed(prepared, 'train')).toEqual([2, 2, 3, 4, 2, 0, 1, 1, 1]);
    expect(fed(prepared, 'test')).toEqual([2, 2, 2, 3, 4, 0]);
  });

  it('leaves fields alone that are scaled as their dataset declares, or that the network does not read', () => {
    const dataset = moons.generate();
    const fitted = fitPreprocessing(dataset, indices(10), { preprocessing: [] }, ['point', 'label']);
    const prepared = prepareDataset(dataset, fitted);
    expect(prepared.info).toEqual(dataset.info);
    expect(prepared.train).toBe(dataset.train);
    expect(fitPreprocessing(rows, training, { preprocessing: [] }, []).fields).toEqual([]);
  });

  it('refuses a dataset that was replaced by one of another form', () => {
    const fitted = fitPreprocessing(rows, training, { preprocessing: [] }, ['row']);
    const renamed = named('row', exampleTable({ mass: undefined, island: ['a', 'c', 'b'] }));
    const replaced = datasetOf([renamed], rows.train, rows.test);
    expect(() => prepareDataset(replaced, fitted)).toThrow(/was replaced since the run was trained/);
    expect(() => prepareDataset(datasetOf([named('line', missing)], rows.train, rows.test), fitted)).toThrow(/no field row/);
  });
});

describe('preparedInfo', () => {
  it('tells the form that is fed, which is what samples have', () => {
    const { info, problems } = preparedInfo(rows.info);
    expect(problems).toEqual([]);
    expect(info.fields[0]).toMatchObject({ shape: [4], dtype: 'float32' });
    expect(info.fields[0].columns?.map(({ name }) => name)).toEqual(['mass', 'island: a', 'island: b', 'island: c']);
  });

  it.each([
    ['an unknown step', { field: 'row', steps: [{ type: 'Whiten', parameters: {} }] }, 'unknown-step'],
    ['a parameter out of range', { field: 'row', steps: [{ type: 'Hashing', parameters: { buckets: 0 } }] }, 'invalid-parameter'],
    ['an unknown parameter', { field: 'row', steps: [{ type: 'OneHot', parameters: { columnz: 'a' } }] }, 'unknown-parameter'],
    ['a step of images', { field: 'row', steps: [{ type: 'ResizeImage', parameters: {} }] }, 'not-an-image'],
    ['a column that is not there', { field: 'row', steps: [{ type: 'Standardise', parameters: { columns: 'island' } }] }, 'unknown-column'],
  ])('tells what is wrong with %s, and how to mend it', (_, entry, code) => {
    const { problems, info } = preparedInfo(rows.info, { preprocessing: [entry] });
    expect(problems).toMatchObject([{ code, field: 'row', step: 0, fix: { changes: { preprocessing: [{ field: 'row', steps: [] }] } } }]);
    expect(info.fields[0].shape).toEqual([2]);
    expect(() => fitPreprocessing(rows, training, { preprocessing: [entry] }, ['row'])).toThrow(problems[0].message);
  });

  it('tells fields that are not there or named twice, and windows of what is no series', () => {
    const entry = { field: 'gone', steps: [] };
    const window = { length: 2, horizon: 1, stride: 1 };
    const { problems } = preparedInfo(datasetOf([table], rows.train, rows.test).info, {
      preprocessing: [entry, { field: 'row', steps: [] }, { field: 'row', steps: [] }],
      window,
    });
    expect(problems.map(({ code }) => code)).toEqual(['no-series', 'unknown-prepared-field', 'duplicate-field', 'category-codes']);
  });
});

describe('missing values', () => {
  it('that no step fills in or leaves out are a problem, which filling them in mends', () => {
    const settings = steps('row', 'Standardise', 'OneHot');
    const { problems } = preparedInfo(rows.info, settings);
    expect(problems).toMatchObject([{ code: 'missing-values', field: 'row', actual: 'mass' }]);
    const mended = { ...settings, ...problems[0].fix?.changes };
    expect(mended.preprocessing[0].steps.map(({ type }) => type)).toEqual(['Impute', 'Standardise', 'OneHot']);
    expect(preparedInfo(rows.info, mended).problems).toEqual([]);
    expect(preparedInfo(rows.info, steps('row', 'DropMissing', 'OneHot')).problems).toEqual([]);
    expect(() => fitPreprocessing(rows, training, settings, ['row'])).toThrow(/missing values that no step fills in/);
  });
});

describe('defaultSteps', () => {
  it('are the declared scaling in a form that can be changed', () => {
    const image = exampleField('image', [1, 2, 2], { preprocessing: { scale: 1 / 255, offset: 0 } });
    expect(defaultSteps(image)).toEqual([{ type: 'Scale', parameters: { scale: [1 / 255], offset: [0] } }]);
    expect(defaultSteps(exampleField('vector', [2]))).toEqual([]);
    expect(defaultSteps(exampleTable({ island: ['a', 'b'] })).map(({ type }) => type)).toEqual(['Impute', 'OneHot']);
  });
});

describe('numbers of categories', () => {
  const known = named('row', exampleTable({ mass: undefined, island: ['a', 'b', 'c'] }));
  const { info } = datasetOf([known], splitOf(1, { row: [1, 0] }), splitOf(1, { row: [1, 0] }));

  it('are warned of where they reach the network, with One-hot to add', () => {
    const settings = steps('row', 'Standardise');
    const { problems } = preparedInfo(info, settings);
    expect(problems).toMatchObject([{ code: 'category-codes', severity: 'warning', actual: 'island', fix: { label: 'Add One-hot' } }]);
    expect(preparedInfo(info, { ...settings, ...problems[0].fix?.changes }).problems).toEqual([]);
    expect(preparedInfo(info, steps('row', 'Hashing')).problems).toEqual([]);
    const split = splitOf(2, { row: [1, 0, 3, 2] });
    expect(fitPreprocessing(datasetOf([known], split, split), training, settings, ['row']).fields).toHaveLength(1);
  });

  it.each(['Standardise', 'MinMax', 'Log'])('stay zeros and ones in %s after One-hot, unless it names their columns', (type) => {
    const split = splitOf(2, { row: [1, 0, 3, 2] });
    const dataset = datasetOf([known], split, split);
    const after = fed(prepareDataset(dataset, fitPreprocessing(dataset, training, steps('row', 'OneHot', type), ['row'])), 'train');
    expect(after.filter((_, i) => i % 4 > 0)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(after[0]).not.toBe(1);
    const column = { type, parameters: { columns: 'island: a', ...(type === 'Log' && { offset: 1 }) } };
    const chosen = { preprocessing: [{ field: 'row', steps: [{ type: 'OneHot', parameters: {} }, column] }] };
    const first = fed(prepareDataset(dataset, fitPreprocessing(dataset, training, chosen, ['row'])), 'train');
    expect([first[0], first[4]]).toEqual([1, 3]);
    const made: Readonly<Record<string, readonly number[]>> = { Standardise: [1, -1], MinMax: [1, 0], Log: [Math.log(2), 0] };
    [first[1], first[5]].forEach((value, i) => expect(value).toBeCloseTo(made[type][i], 6));
  });

  it('leave a step on numbers nothing to do where there are no others', () => {
    const only = named('row', exampleTable({ island: ['a', 'b'] }));
    const alone = datasetOf([only], splitOf(1, { row: [0] }), splitOf(1, { row: [0] }));
    expect(preparedInfo(alone.info, steps('row', 'OneHot', 'Standardise')).problems).toMatchObject([
      { code: 'nothing-to-prepare', step: 1 },
    ]);
  });
});
