import { expect, it } from 'vitest';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { karate } from '../../engine/data/karate.ts';
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

it('has the target first, then a column for each value of a row', () => {
  expect(tableColumns(info).map(({ name, unit, kind: what }) => [name, unit, what])).toEqual([
    ['Kind', undefined, 'category'],
    ['Mass', 'g', 'number'],
    ['Island', undefined, 'category'],
    ['Poem', undefined, 'text'],
    ['Bonds', undefined, 'parts'],
  ]);
});

it('draws pictures and signals, and gives a number its unit', () => {
  expect(tableColumns(mnist).map((column) => column.kind)).toEqual(['category', 'picture']);
  expect(tableColumns(births).map((column) => [column.kind, column.unit])).toEqual([
    ['number', undefined],
    ['signal', undefined],
  ]);
});

it('names categories, cuts texts to one line, counts parts and tells what is missing', () => {
  const cells = (sample: number) =>
    tableColumns(info).map((column) => {
      const content = cellContent(column, preview, sample);
      return content.state === 'text' ? content.text : content.state;
    });
  expect(cells(0)).toEqual(['b', '3750', '夢島', '明月 光', '2 edges']);
  expect(cells(1)).toEqual(['a', 'missing', 'missing', '', '0 edges']);
});

it('folds the identity matrix of a graph’s nodes into one column', () => {
  const columns = tableColumns(karate);
  expect(columns.map(({ name, kind: what }) => [name, what])).toEqual([
    ['Club', 'category'],
    ['Member', 'identity'],
    ['Name', 'text'],
  ]);
  const values = new Float32Array(68);
  values.set([1], 3);
  values.set([1, 1], 40);
  const cells = [0, 1].map((sample) => cellContent(columns[1], { count: 2, fields: { member: { shape: [34], values } } }, sample));
  expect(cells).toEqual([
    { state: 'text', text: '1 at 4' },
    { state: 'text', text: '2 of 34 set' },
  ]);
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

it('gives a number as it is stored, in its own unit', () => {
  const area: DatasetField = {
    ...kind,
    name: 'area',
    semantics: 'number',
    dtype: 'float32',
    classes: undefined,
    unit: 'Å²',
    preprocessing: { scale: 1 / 100, offset: 0 },
  };
  const [column] = tableColumns({ ...info, fields: [area] });
  const content = cellContent(column, { count: 1, fields: { area: { shape: [], values: Float32Array.of(37.5) } } }, 0);
  expect([column.unit, content]).toEqual(['Å²', { state: 'text', text: '37.5' }]);
});

it('lists many numbers in one column', () => {
  const wide: DatasetField = { ...kind, name: 'wide', label: 'Wide', semantics: 'vector', role: 'input', shape: [70], classes: undefined };
  const [column] = tableColumns({ ...info, fields: [wide] });
  const content = cellContent(column, { count: 1, fields: { wide: { shape: [70], values: new Float32Array(70) } } }, 0);
  expect(content).toEqual({ state: 'text', text: `${Array(24).fill('0').join(', ')}, …` });
});
