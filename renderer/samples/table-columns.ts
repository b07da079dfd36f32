import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import { fieldLabel } from './field-label.ts';
import { partsOfSample, sampleValues, textOfSample } from './sample-values.ts';

type ColumnKind = 'number' | 'category' | 'text' | 'picture' | 'signal' | 'parts' | 'numbers' | 'identity';

/** A column of the table of samples: a field, or one value of a field that has several. */
export interface TableColumn {
  readonly key: string;
  readonly name: string;
  readonly unit?: string;
  readonly kind: ColumnKind;
  readonly field: DatasetField;
  /** Which value of a sample it is, for numbers and categories. */
  readonly offset: number;
  /** CSS pixels. */
  readonly width: number;
}

/** What a cell says; pictures and signals are drawn from the sample itself. */
export type CellContent = { readonly state: 'missing' } | { readonly state: 'text'; readonly text: string } | { readonly state: 'drawn' };

const MOST_NUMBERS = 64;

/** The columns of a dataset's table: targets, then inputs, of which there may be many. */
export function tableColumns(dataset: DatasetInfo): readonly TableColumn[] {
  const { fields } = dataset;
  const inputs = fields.filter(({ role }) => role === 'input');
  const targets = fields.filter(({ role }) => role === 'target');
  return [...targets, ...inputs].flatMap((field) => (isIdentity(field, dataset) ? whole(field, 'identity', 110) : columnsOf(field)));
}

/** Nodes of one graph that are told apart by a 1 at the place of their own, all else 0: a row of the identity matrix. */
function isIdentity({ semantics, shape }: DatasetField, { graph, splits }: DatasetInfo): boolean {
  return graph !== undefined && semantics === 'vector' && shape.length === 1 && shape[0] === splits.train + splits.test;
}

function whole(field: DatasetField, kind: ColumnKind, width: number): TableColumn[] {
  const { name, unit } = field;
  return [{ key: name, name: fieldLabel(field), kind, field, offset: 0, width, ...(unit !== undefined && { unit }) }];
}

function columnsOf(field: DatasetField): readonly TableColumn[] {
  const { columns, name, semantics, shape } = field;
  const label = fieldLabel(field);
  if (semantics === 'text') return whole(field, 'text', 420);
  if (field.ragged) return whole(field, 'parts', 110);
  if (semantics === 'image' || semantics === 'voxels' || semantics === 'mask') return whole(field, 'picture', 84);
  if (columns !== undefined && shape.length === 1)
    return columns.map((column, offset) => ({
      key: `${name}:${offset}`,
      name: column.name,
      kind: column.values ? 'category' : 'number',
      field,
      offset,
      width: widthFor(column.name),
      ...(column.unit !== undefined && { unit: column.unit }),
    }));
  if (semantics === 'signal') return whole(field, 'signal', 220);
  const size = shape.reduce((product, length) => product * length, 1);
  if (semantics === 'category' && size === 1) return whole(field, 'category', Math.max(120, widthFor(label)));
  if (size > MOST_NUMBERS || semantics === 'category') return whole(field, 'numbers', 320);
  if (size === 1) return whole(field, 'number', widthFor(label));
  return Array.from({ length: size }, (_, offset) => ({
    key: `${name}:${offset}`,
    name: `${label} ${offset + 1}`,
    kind: 'number',
    field,
    offset,
    width: widthFor(label) + 10,
  }));
}

/** Room for a name of so many letters, and for six digits. */
function widthFor(name: string): number {
  return Math.min(240, Math.max(96, 32 + 7.2 * name.length));
}

const LONGEST = 400;
const LISTED = 24;

/** What the cell of a sample says; numbers in so many digits where they are given. */
export function cellContent(
  { kind, field, offset }: TableColumn,
  { fields }: DatasetPreview,
  sample: number,
  digits?: number,
): CellContent {
  const given = fields[field.name];
  if (given === undefined) return { state: 'missing' };
  if (kind === 'picture' || kind === 'signal') return { state: 'drawn' };
  if (kind === 'text') return { state: 'text', text: cut(textOfSample(given, sample)) };
  if (kind === 'parts') return { state: 'text', text: partsText(field, partsOfSample(given, sample)) };
  const values = sampleValues(given, sample);
  if (kind === 'identity') return { state: 'text', text: identityText(values) };
  if (kind === 'numbers') return { state: 'text', text: listed(field, values) };
  const value = values[offset];
  if (value === undefined || Number.isNaN(value)) return { state: 'missing' };
  if (kind === 'category') return { state: 'text', text: categoryName(field, offset, value) };
  return { state: 'text', text: digits === undefined ? numberText(value) : shortNumberText(value, digits) };
}

/** "17 edges", "1 node". */
export function partsText({ semantics }: Pick<DatasetField, 'semantics'>, count: number): string {
  if (semantics === 'edges') return t('{count, plural, one {# edge} other {# edges}}', { count });
  if (semantics === 'nodes') return t('{count, plural, one {# node} other {# nodes}}', { count });
  return t('{count, plural, one {# part} other {# parts}}', { count });
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function listed(field: DatasetField, values: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(LISTED, values.length) }, (_, i) => field.classes?.[values[i]] ?? numberText(values[i]));
  return listOf(values.length > LISTED ? [...shown, '…'] : shown);
}

/** Which of the values is 1 where it alone is not 0; a node's own features where they are something else. */
function identityText(values: ArrayLike<number>): string {
  const set = Array.from({ length: values.length }, (_, i) => i).filter((i) => values[i] !== 0);
  return set.length === 1 && values[set[0]] === 1
    ? t('1 at {place}', { place: set[0] + 1 })
    : t('{count} of {size} set', { count: set.length, size: values.length });
}

function categoryName({ columns, classes }: DatasetField, offset: number, value: number): string {
  return (columns?.[offset]?.values ?? classes)?.[value] ?? String(value);
}

/** At most six digits, as float32 holds them: 0.1, not 0.10000000149. */
export function numberText(value: number): string {
  return textIn(value, 6);
}

/** A number in fewer digits; whole ones keep those before the point. */
export function shortNumberText(value: number, digits = 4): string {
  return textIn(value, digits);
}

function textIn(value: number, digits: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4))
    return value
      .toExponential(Math.min(3, digits - 1))
      .replace('e+', 'e')
      .replace('-', '−');
  const rounded = size >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits));
  // Four digits stand ungrouped: a year is no 1,980.
  return rounded.toLocaleString('en-US', { maximumFractionDigits: 8, useGrouping: 'min2' }).replace('-', '−');
}
