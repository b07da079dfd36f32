import { expect, it } from 'vitest';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { ColumnGuess } from '../../engine/importers/columns.ts';
import { sourceClasses, targetOf, targetsOf, usesOf } from './guesses.ts';

const column = (name: string, kind: ColumnGuess['kind']): ColumnGuess => ({
  name,
  kind,
  alternatives: [],
  rows: 10,
  missing: 0,
  distinct: 10,
  values: [],
  exceptions: [],
});
const columns = [column('age', 'number'), column('name', 'text'), column('kind', 'category')];
const preview: ImportPreview = { form: 'table', title: 't', reader: 'csv', readers: [], settable: [], columns, notes: [], target: 'kind' };

it('takes a column for what was chosen, else for what it is guessed to be', () => {
  expect(usesOf(preview, columns, { columns: { kind: 'number' } })).toEqual({ age: 'number', name: 'drop', kind: 'number' });
  expect(usesOf({ ...preview, uses: { age: 'drop' } }, columns, {})).toMatchObject({ age: 'drop', kind: 'category' });
});

it('offers every column as the target, and one that is chosen but not there', () => {
  expect(targetOf(preview, {})).toBe('kind');
  expect(targetsOf(preview, { target: 'age' })).toEqual(['age', 'name', 'kind']);
  expect(targetsOf({ ...preview, targets: ['y'] }, {})).toEqual(['y', 'kind']);
});

it('knows the names that classes have in the source', () => {
  expect(sourceClasses(['Cat', 'dog'], { cat: 'Cat' })).toEqual(['cat', 'dog']);
  expect(sourceClasses(['pet'], { cat: 'pet', dog: 'pet' })).toEqual(['cat', 'dog']);
});
