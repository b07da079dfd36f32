import { expect, it } from 'vitest';
import { diabetes } from '../../engine/data/diabetes.ts';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { columnNamesBefore, fieldPreparation, formText, withSteps } from './preprocessing.ts';

const none = { preprocessing: [] };
const raw: DatasetField = {
  name: 'columns',
  label: 'Columns',
  role: 'input',
  semantics: 'table',
  dtype: 'float32',
  shape: [2],
  columns: [
    { name: 'age', scale: 1, offset: 0, missing: 3 },
    { name: 'town', scale: 1, offset: 0, values: ['Bonn', 'Köln', '北京'] },
  ],
};
const people: DatasetInfo = { ...diabetes, fields: [raw, ...diabetes.fields.filter(({ role }) => role === 'target')] };

it('shows what happens to a field without steps of its own', () => {
  const shown = fieldPreparation(people, 'columns', none);
  expect(shown).toMatchObject({ isDefault: true, problems: [] });
  expect(shown?.steps.map(({ type }) => type)).toEqual(['Impute', 'Standardise', 'OneHot']);
  expect(shown?.after.map((field) => field && formText(field))).toEqual(['N×2', 'N×2', 'N×4']);
});

it('shows the form after each step, and what is wrong at the step that does not fit', () => {
  const steps = [
    { type: 'Impute', parameters: {} },
    { type: 'Tokenise', parameters: {} },
    { type: 'OneHot', parameters: {} },
  ];
  const shown = fieldPreparation(people, 'columns', withSteps(none, 'columns', steps));
  expect(shown?.after.map((field) => field && formText(field))).toEqual(['N×2', undefined, 'N×4']);
  expect(shown?.problems).toMatchObject([{ step: 1, fix: { label: 'Remove the step' } }]);
});

it('offers steps that fit the form that the last one left', () => {
  const types = (name: string, info: DatasetInfo) => fieldPreparation(info, name, none)?.offered.map(({ type }) => type) ?? [];
  expect(types('image', mnist)).toContain('ResizeImage');
  expect(types('image', mnist)).not.toContain('Tokenise');
});

it('gives a field its steps, and takes them back', () => {
  const steps = [{ type: 'Log', parameters: {} }];
  const set = withSteps({ preprocessing: [{ field: 'other', steps: [] }] }, 'columns', steps);
  expect(set.preprocessing).toEqual([
    { field: 'other', steps: [] },
    { field: 'columns', steps },
  ]);
  expect(withSteps(set, 'columns', undefined).preprocessing).toEqual([{ field: 'other', steps: [] }]);
});

it('knows no preparation of a field that is not there', () => {
  expect(fieldPreparation(people, 'image', none)).toBeUndefined();
});

it('knows the columns that each step gets', () => {
  const steps = [
    { type: 'Impute', parameters: {} },
    { type: 'OneHot', parameters: {} },
    { type: 'Standardise', parameters: {} },
  ];
  const shown = fieldPreparation(people, 'columns', withSteps(none, 'columns', steps));
  expect(shown && columnNamesBefore(shown, 0)).toEqual(['age', 'town']);
  expect(shown && columnNamesBefore(shown, 2)).toHaveLength(4);
});

it('shows that a numeric target of one’s own data is standardised by default, a bundled one scaled as declared', () => {
  const price: DatasetField = { ...raw, name: 'price', role: 'target', semantics: 'number', shape: [], raw: true, columns: undefined };
  const shown = fieldPreparation({ ...people, fields: [raw, price] }, 'price', none);
  expect(shown).toMatchObject({ isDefault: true, steps: [{ type: 'Standardise' }], problems: [] });
  expect(fieldPreparation(diabetes, 'progression', none)?.steps).toMatchObject([{ type: 'Scale', parameters: { scale: [1 / 100] } }]);
});
