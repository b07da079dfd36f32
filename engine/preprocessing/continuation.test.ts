import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, DatasetField, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import { gatherField } from '../data/gather.ts';
import { MemoryRagged, raggedTexts } from '../data/ragged.ts';
import type { DataSettings } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { trainingParts } from '../training/batches.ts';
import { windowCount } from './continued-texts.ts';
import { fedShape } from './fed-shape.ts';
import { fitPreprocessing } from './fit.ts';
import { parsePreprocessing } from './fitted.ts';
import { languageModelOf } from './language-model.ts';
import { preparedInfo } from './prepared-info.ts';
import { prepareDataset } from './prepare.ts';

const poem: DatasetField = {
  name: 'poem',
  label: 'Poem',
  role: 'input',
  semantics: 'text',
  dtype: 'uint8',
  shape: [],
  ragged: { mean: 3, max: 9, percentile95: 5 },
};
const poet: DatasetField = {
  name: 'poet',
  label: 'Poet',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape: [],
  classes: ['Li', 'Du'],
};

function split(texts: readonly string[], poets?: readonly number[]): DatasetSplit {
  return {
    size: texts.length,
    fields: new Map(poets === undefined ? [] : [['poet', Int32Array.from(poets)]]),
    ragged: new Map([['poem', new MemoryRagged(raggedTexts(texts), 1)]]),
  };
}

function textsOf(train: readonly string[], test: readonly string[], poets?: readonly number[]): Dataset {
  const info: DatasetInfo = {
    id: 'poems',
    title: 'Poems',
    description: '',
    task: poets === undefined ? 'language-modelling' : 'classification',
    fields: poets === undefined ? [poem] : [poem, poet],
    splits: { train: train.length, test: test.length },
    splitKey: '',
    license: '',
    attribution: '',
    preview: 'texts',
  };
  return { info, train: split(train, poets), test: split(test, poets?.slice(0, test.length)) };
}

const settings = (length: number, more: object = {}, stride?: number): DataSettings => ({
  preprocessing: [{ field: 'poem', steps: [{ type: 'Tokenise', parameters: { length, ...more } }] }],
  continuation: { field: 'poem', ...(stride !== undefined && { stride }) },
});

function fedBy(dataset: Dataset, data: DataSettings, training = indices(dataset.train.size)): Dataset {
  return prepareDataset(dataset, fitPreprocessing(dataset, training, data, ['poem', 'next']));
}

function rows({ info }: Dataset, from: DatasetSplit, name: string): number[][] {
  const field = info.fields.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  const width = field.shape.reduce((a, b) => a * b, 1);
  const out = new BigInt64Array(from.size * width);
  gatherField(from, field, indices(from.size), out);
  return Array.from({ length: from.size }, (_, i) => Array.from(out.subarray(i * width, (i + 1) * width), Number));
}

describe('texts that are gone on with', () => {
  it('are windows of their tokens, with the tokens one later as the target, and 0 after their ends', () => {
    const fed = fedBy(textsOf(['aaab', 'ab', ''], ['ba']), settings(3, { ends: true }));
    const [a, b] = [4, 5];
    expect(rows(fed, fed.train, 'poem')).toEqual([
      [2, a, a],
      [a, b, 0],
      [2, a, b],
      [2, 0, 0],
    ]);
    expect(rows(fed, fed.train, 'next')).toEqual([
      [a, a, a],
      [b, 3, 0],
      [a, b, 3],
      [3, 0, 0],
    ]);
    expect(rows(fed, fed.test, 'next')).toEqual([[b, a, 3]]);
    expect(fed.info.splits).toEqual({ train: 4, test: 1 });
    expect([...(fed.train.texts?.of ?? [])]).toEqual([0, 0, 1, 2]);
  });

  it('begin their windows a stride apart', () => {
    const fed = fedBy(textsOf(['abcdef'], ['a']), settings(3, {}, 1));
    expect(rows(fed, fed.train, 'poem')).toEqual([
      [2, 3, 4],
      [3, 4, 5],
      [4, 5, 6],
    ]);
    expect(rows(fed, fed.test, 'poem')).toEqual([]);
  });

  it('give the other fields of their text to each window', () => {
    const fed = fedBy(textsOf(['abc', 'd', 'ef'], ['ab'], [1, 0, 0]), settings(1));
    expect(rows(fed, fed.train, 'poet')).toEqual([[1], [1], [0]]);
  });

  it('have each pair of a token and the next in one window, where windows don’t overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 }), (tokens, length) => {
        const count = windowCount(tokens, length, length);
        expect(count).toBe(Math.max(0, Math.ceil((tokens - 1) / length)));
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 12 }),
        (tokens, length, stride) => {
          const last = (windowCount(tokens, length, stride) - 1) * stride;
          expect(last).toBeLessThan(tokens - 1);
          expect(last + Math.max(length, stride)).toBeGreaterThanOrEqual(tokens - 1);
        },
      ),
    );
  });

  it('are held back for validation as whole texts, from which the vocabulary is not learnt', () => {
    const texts = ['abab', 'cdcd', 'efef', 'ghgh', 'ijij', 'klkl', 'mnmn', 'opop'];
    const dataset = textsOf(texts, ['zz']);
    const part = { seed: 3, validationFraction: 0.25 };
    const whole = trainingParts(dataset, part);
    const fed = fedBy(dataset, settings(2), whole.training);
    const { training, validation } = trainingParts(fed, part);
    const of = fed.train.texts?.of ?? [];
    expect(new Set(Array.from(validation, (window) => of[window]))).toEqual(new Set(whole.validation));
    expect(new Set(Array.from(training, (window) => of[window]))).toEqual(new Set(whole.training));
    const tokens = rows(fed, fed.train, 'poem');
    for (const window of validation) expect(new Set(tokens[window].filter((token) => token !== 0))).toEqual(new Set([1]));
  });

  it('hold the last windows of a single text back, and train on none that shares a token with them', () => {
    const fed = fedBy(textsOf(['abcdefghijklmnopqrst'], ['a']), settings(4, {}, 2));
    const { training, validation } = trainingParts(fed, { seed: 1, validationFraction: 0.25 });
    const [inputs, targets] = [rows(fed, fed.train, 'poem'), rows(fed, fed.train, 'next')];
    const first = Math.min(...inputs[validation[0]]);
    expect(validation.length).toBe(Math.floor(fed.train.size * 0.25));
    for (const window of training) expect(Math.max(...targets[window])).toBeLessThan(first);
    expect(Math.max(...targets[training[training.length - 1] + 1])).toBeGreaterThanOrEqual(first);
  });

  it('are told by a run’s file as they were fed', () => {
    const dataset = textsOf(['aaab', 'ab'], ['ba']);
    const fitted = fitPreprocessing(dataset, indices(2), settings(3, { ends: true }), ['next']);
    const read = parsePreprocessing(JSON.stringify(fitted));
    expect(read.continuation).toEqual({ field: 'poem', target: 'next', stride: 3 });
    expect(rows(prepareDataset(dataset, read), prepareDataset(dataset, read).train, 'next')).toHaveLength(3);
    const model = languageModelOf(read);
    expect(model).toMatchObject({ field: 'poem', target: 'next', length: 3, tokeniser: { begin: 2, end: 3 } });
    expect(model?.tokeniser.decode([2, ...model.tokeniser.encode('abba'), 3, 0])).toBe('abba');
    expect([0, 1, 2, 3, 4, 5, 6].filter((token) => model?.tokeniser.hasText(token))).toEqual([4, 5]);
  });
});

describe('the declaration of such texts', () => {
  it('has the target with as many classes as tokens, of which padding counts for nothing', () => {
    const { info } = textsOf(['a'], ['b']);
    const shape = fedShape({ id: 'poems', fields: [], info }, { preprocessing: [] });
    expect(shape?.fields).toMatchObject([
      { name: 'poem', dtype: 'int64', shape: [6], tokens: 1000 },
      { name: 'next', dtype: 'int64', shape: [6], role: 'target', classes: 1000, ignored: 0 },
    ]);
  });

  it('leaves texts with labels whole, unless the project goes on with them', () => {
    const { info } = textsOf(['a'], ['b'], [0]);
    expect(preparedInfo(info, { preprocessing: [] }).info.fields.map(({ name }) => name)).toEqual(['poem', 'poet']);
    expect(preparedInfo(info, settings(2)).info.fields.map(({ name }) => name)).toEqual(['poem', 'poet', 'next']);
  });

  it('names the target otherwise where the dataset has a field of that name', () => {
    const { info } = textsOf(['a'], ['b'], [0]);
    const taken = { ...info, fields: [poem, { ...poet, name: 'next' }] };
    expect(preparedInfo(taken, settings(2)).info.continuation?.target).toBe('next-token');
  });

  it('says why a field can’t be gone on with', () => {
    const { info } = textsOf(['a'], ['b'], [0]);
    const [wrong] = preparedInfo(info, { preprocessing: [], continuation: { field: 'poet' } }).problems;
    expect(wrong).toMatchObject({
      code: 'no-continuation',
      expected: 'poem',
      actual: 'poet',
      fix: { changes: { continuation: undefined } },
    });
    const hashed = { preprocessing: [{ field: 'poem', steps: [{ type: 'Hashing', parameters: {} }] }], continuation: { field: 'poem' } };
    expect(preparedInfo(info, hashed).problems).toMatchObject([{ code: 'no-continuation', field: 'poem' }]);
  });
});
