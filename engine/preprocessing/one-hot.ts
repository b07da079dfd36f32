import type { DatasetField } from '../data/dataset.ts';
import { describeField, isCategory, misfit } from './blocks.ts';
import { chosenGroups, columnsParameter, columnsProblem } from './columns.ts';
import { definePreprocessing } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import { type Codes, encode, encodedColumns, type Encoding, lowerEncoding } from './encoding.ts';

export const OneHot = definePreprocessing({
  type: 'OneHot',
  title: 'One-hot',
  synonyms: ['dummy variables', 'indicator', 'category', '独热编码'],
  formula: '[x = 1], [x = 2], \\dots',
  explanation:
    'Makes a column of zeros and ones for each value of a category. A missing or unknown value gives zeros alone. Numbers are left as they are.',
  parameters: { columns: columnsParameter },
  form({ columns }, given) {
    if (given.semantics === 'category' && given.classes !== undefined && given.shape.length === 0)
      return categoryForm(given, given.classes);
    if (given.columns === undefined) return misfit('not-categories', 'a category or columns of categories', describeField(given));
    const problem = columnsProblem(columns, given, (group) => isCategory(given, group), 'columns of categories');
    return problem ?? encodedColumns(given, encodingOf(given, columns));
  },
  apply: ({ parameters, field: given }, block) => encode(given, encodingOf(given, parameters.columns), block),
  lower: ({ parameters, field: given }, e, value) => lowerEncoding(given, encodingOf(given, parameters.columns), e, value),
  examples: [
    {
      name: 'columns of a table, a value missing and one unknown',
      field: exampleTable({ island: ['a', 'b', 'c'], mass: undefined, sex: ['f', 'm'] }),
      training: rows(3, [0, 1, 0]),
      values: rows(3, [0, 7, 1, 2, 8, Number.NaN, 5, 9, 0]),
      expected: [1, 0, 0, 7, 0, 1, 0, 0, 1, 8, 0, 0, 0, 0, 0, 9, 1, 0],
    },
    {
      name: 'one of two categories',
      field: exampleTable({ island: ['a', 'b'], sex: ['f', 'm'] }),
      parameters: { columns: 'sex' },
      training: rows(2, [0, 1]),
      values: rows(2, [1, 1]),
      expected: [1, 0, 1],
    },
    {
      name: 'a category',
      field: exampleField('category', [], { classes: ['a', 'b', 'c'] }),
      training: rows(1, [0]),
      values: rows(1, [2, 0]),
      expected: [0, 0, 1, 1, 0, 0],
    },
    {
      name: 'a channel of a signal',
      field: exampleField('signal', [2, 2], {
        columns: [
          { name: 'wind', scale: 1, offset: 0, values: ['calm', 'storm'] },
          { name: 'rain', scale: 1, offset: 0 },
        ],
      }),
      training: rows(4, [0, 1, 3, 4]),
      values: rows(4, [0, 1, 3, 4]),
      expected: [1, 0, 0, 1, 3, 4],
    },
  ],
});

function categoryForm({ classes: _, unit: __, ignored: ___, ...given }: DatasetField, classes: readonly string[]): DatasetField {
  return { ...given, semantics: 'vector', dtype: 'float32', shape: [classes.length] };
}

function encodingOf(given: DatasetField, columns: string): Encoding {
  if (given.columns === undefined) return [identityCodes(given.classes ?? [])];
  const chosen = chosenGroups(columns, given, (group) => isCategory(given, group));
  return given.columns.map(({ values }, group) => (values !== undefined && chosen(group) ? identityCodes(values) : undefined));
}

const identityCodes = (values: readonly string[]): Codes => ({ names: values, codes: values.map((_, i) => i) });
