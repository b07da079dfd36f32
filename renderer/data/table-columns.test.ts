import { expect, it } from 'vitest';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { births } from '../../engine/data/births.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { cellContent, numberText, tableColumns } from './table-columns.ts';

const table: DatasetField = {
  name: 'row',
  label: 'Row',
  role: 'input',
  semantics: 'table',
  dtype: 'float32',
  shape: [2],
  columns: [
    { name: 'Mass', unit: 'g', scale: 1, offset: 0, missing: 1 },
    { name: 'Island', scale: 1, offset: 0, values: ['Biscoe', '夢島'] },
  ],
};
const text: DatasetField = {
  name: 'poem',
  label: 'Poem',
  role: 'input',
  semantics: 'text',
  dtype: 'uint8',
  shape: [],
  ragged: { mean: 3, max: 5, percentile95: 5 },
};
const kind: DatasetField = {
  name: 'kind',
  label: 'Kind',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape: [],
  classes: ['a', 'b'],
};
const edges: DatasetField = { ...text, name: 'bonds', label: 'Bonds', semantics: 'edges', dtype: 'int32', shape: [2] };
const info: DatasetInfo = { ...mnist, fields: [kind, table, text, edges] };

const bytes = new TextEncoder().encode('明月\n光');
const preview: DatasetPreview = {
  count: 2,
  fields: {
    row: { shape: [2], values: Float32Array.of(3750, 1, Number.NaN, Number.NaN) },
    kind: { shape: [], values: Int32Array.of(1, 0) },
    poem: { shape: [], values: bytes, offsets: Uint32Array.of(0, bytes.length, bytes.length) },
    bonds: { shape: [2], values: Int32Array.of(0, 1, 1, 2), offsets: Uint32Array.of(0, 2, 2) },
  },
};

it('has a column for each value of a row, and the target at the end', () => {
  expect(tableColumns(info).map(({ name, unit, kind: what }) => [name, unit, what])).toEqual([
    ['Mass', 'g', 'number'],
    ['Island', undefined, 'category'],
    ['Poem', undefined, 'text'],
    ['Bonds', undefined, 'parts'],
    ['Kind', undefined, 'category'],
  ]);
});

it('draws pictures and signals, and gives a number its unit', () => {
  expect(tableColumns(mnist).map((column) => column.kind)).toEqual(['picture', 'category']);
  expect(tableColumns(births).map((column) => [column.kind, column.unit])).toEqual([
    ['signal', undefined],
    ['number', 'thousand'],
  ]);
});

it('names categories, cuts texts to one line, counts parts and tells what is missing', () => {
  const cells = (sample: number) =>
    tableColumns(info).map((column) => {
      const content = cellContent(column, preview, sample);
      return content.state === 'text' ? content.text : content.state;
    });
  expect(cells(0)).toEqual(['3,750', '夢島', '明月 光', '2 edges', 'b']);
  expect(cells(1)).toEqual(['missing', 'missing', '', '0 edges', 'a']);
});

it('writes numbers as people read them', () => {
  expect([Math.fround(0.1), -2.5, 1_234_567, 3e-7, 2e12, Infinity].map(numberText)).toEqual([
    '0.1',
    '−2.5',
    '1,234,567',
    '3.000e−7',
    '2.000e12',
    '∞',
  ]);
});

it('gives a number in the unit that it is fed in', () => {
  const area: DatasetField = {
    ...kind,
    name: 'area',
    semantics: 'number',
    dtype: 'float32',
    classes: undefined,
    unit: 'hundred Å²',
    preprocessing: { scale: 1 / 100, offset: 0 },
  };
  const [column] = tableColumns({ ...info, fields: [area] });
  const content = cellContent(column, { count: 1, fields: { area: { shape: [], values: Float32Array.of(37.5) } } }, 0);
  expect([column.unit, content]).toEqual(['hundred Å²', { state: 'text', text: '0.375' }]);
});

it('lists many numbers in one column', () => {
  const wide: DatasetField = { ...kind, name: 'wide', label: 'Wide', semantics: 'vector', role: 'input', shape: [70], classes: undefined };
  const [column] = tableColumns({ ...info, fields: [wide] });
  const content = cellContent(column, { count: 1, fields: { wide: { shape: [70], values: new Float32Array(70) } } }, 0);
  expect(content).toEqual({ state: 'text', text: `${Array(24).fill('0').join(', ')}, …` });
});
