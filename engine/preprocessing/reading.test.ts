import { expect, it } from 'vitest';
import type { DatasetField } from '../data/dataset.ts';
import { exampleField, exampleTable } from './examples.ts';
import { type FittedField, pipelinesOf } from './fitted.ts';
import { readingOf } from './reading.ts';

function reading(field: DatasetField, steps: FittedField['steps'], asDeclared = false) {
  const basis = { id: 'own', title: 'Own', description: '', task: 'regression', splitKey: '', license: '', attribution: '' } as const;
  const info = { ...basis, fields: [field], splits: { train: 1, test: 1 }, preview: 'table' } as const;
  const fitted: FittedField = { field: field.name, stored: 'float32', asDeclared, steps };
  const pipeline = pipelinesOf({
    format: 'netloom-preprocessing',
    version: 1,
    info,
    fields: [fitted],
    leftOut: { train: 0, test: 0 },
  }).get(field.name);
  return pipeline && readingOf(pipeline);
}

const standardise = (mean: number, deviation: number) => ({
  type: 'Standardise',
  parameters: {},
  fitted: { mean: [mean], deviation: [deviation] },
});
const number = exampleField('number', [], { unit: 'hundred', preprocessing: { scale: 0.01, offset: 0 } });

it('undoes steps from the last to the first', () => {
  const log = { type: 'Log', parameters: { offset: 1 }, fitted: { smallest: [0], chosen: [1] } };
  const told = reading(number, [log, standardise(5, 2)]);
  expect(told).toMatchObject({ kept: [], unit: 'hundred' });
  expect([...(told?.restore?.([0, -1]) ?? [])]).toEqual([Math.exp(5) - 1, Math.exp(3) - 1]);
});

it('tells of each column by its own numbers', () => {
  const table = exampleTable({ mass: undefined, height: undefined });
  const step = { type: 'Standardise', parameters: {}, fitted: { mean: [10, -1], deviation: [2, 0.5] } };
  expect([...(reading(table, [step])?.restore?.([1, 1, 0, -2]) ?? [])]).toEqual([12, -0.5, 10, -2]);
});

it('names the steps that can’t be undone, and restores nothing', () => {
  const nothing = { type: 'Scale', parameters: { scale: [0], offset: [3] }, fitted: {} };
  expect(reading(number, [standardise(1, 2), nothing])).toEqual({ kept: ['Scale'] });
  const resize = { type: 'ResizeImage', parameters: { height: 2, width: 2 }, fitted: {} };
  expect(reading(exampleField('image', [1, 4, 4]), [resize])?.restore).toBeUndefined();
});

it('undoes the scaling that a dataset declares for a target, and leaves inputs as they are fed', () => {
  const scale = { type: 'Scale', parameters: { scale: [0.01], offset: [-1] }, fitted: {} };
  const target: DatasetField = { ...number, role: 'target' };
  expect([...(reading(target, [scale], true)?.restore?.([0, 1]) ?? [])]).toEqual([expect.closeTo(100, 9), expect.closeTo(200, 9)]);
  expect(reading(number, [scale], true)).toBeUndefined();
});

it('has nothing to say of classes, and of what is fed as it is stored', () => {
  expect(reading(number, [], true)).toBeUndefined();
  expect(reading(exampleField('category', [], { classes: ['a', 'b'] }), [])).toBeUndefined();
});
