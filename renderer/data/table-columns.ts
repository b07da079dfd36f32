import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { partsOfSample, sampleValues, textOfSample } from '../samples/sample-values.ts';

type ColumnKind = 'number' | 'category' | 'text' | 'picture' | 'signal' | 'parts' | 'numbers';

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

/** The columns of a dataset's table: inputs, then targets. */
export function tableColumns({ fields }: DatasetInfo): readonly TableColumn[] {
  const inputs = fields.filter(({ role }) => role === 'input');
  const targets = fields.filter(({ role }) => role === 'target');
  return [...inputs, ...targets].flatMap(columnsOf);
}

function columnsOf(field: DatasetField): readonly TableColumn[] {
  const { columns, label, name, semantics, shape, unit } = field;
  const whole = (kind: ColumnKind, width: number): TableColumn[] => [
    { key: name, name: label, kind, field, offset: 0, width, ...(unit !== undefined && { unit }) },
  ];
  if (semantics === 'text') return whole('text', 420);
  if (field.ragged) return whole('parts', 110);
  if (semantics === 'image' || semantics === 'voxels' || semantics === 'mask') return whole('picture', 84);
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
  if (semantics === 'signal') return whole('signal', 220);
  const size = shape.reduce((product, length) => product * length, 1);
  if (semantics === 'category' && size === 1) return whole('category', Math.max(120, widthFor(label)));
  if (size > MOST_NUMBERS || semantics === 'category') return whole('numbers', 320);
  if (size === 1) return whole('number', widthFor(label));
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

/** What the cell of a sample says. */
export function cellContent({ kind, field, offset }: TableColumn, { fields }: DatasetPreview, sample: number): CellContent {
  const given = fields[field.name];
  if (given === undefined) return { state: 'missing' };
  if (kind === 'picture' || kind === 'signal') return { state: 'drawn' };
  if (kind === 'text') return { state: 'text', text: cut(textOfSample(given, sample)) };
  if (kind === 'parts') return { state: 'text', text: `${partsOfSample(given, sample)} ${field.semantics}` };
  const values = sampleValues(given, sample);
  if (kind === 'numbers') return { state: 'text', text: listed(field, values) };
  const value = values[offset];
  if (value === undefined || Number.isNaN(value)) return { state: 'missing' };
  if (kind === 'category') return { state: 'text', text: categoryName(field, offset, value) };
  return { state: 'text', text: numberText(inUnit(field, value)) };
}

/** A stored number in the unit of its field, which is that of the fed value. */
export function inUnit({ unit, preprocessing }: DatasetField, value: number): number {
  return unit === undefined || preprocessing === undefined ? value : value * preprocessing.scale + preprocessing.offset;
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function listed(field: DatasetField, values: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(LISTED, values.length) }, (_, i) => field.classes?.[values[i]] ?? numberText(values[i]));
  return `${shown.join(', ')}${values.length > LISTED ? ', …' : ''}`;
}

function categoryName({ columns, classes }: DatasetField, offset: number, value: number): string {
  return (columns?.[offset]?.values ?? classes)?.[value] ?? String(value);
}

/** At most six digits, as float32 holds them: 0.1, not 0.10000000149. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return value.toExponential(3).replace('e+', 'e').replace('-', '−');
  const digits = size >= 1e6 ? Math.round(value) : Number(value.toPrecision(6));
  return digits.toLocaleString('en-US', { maximumFractionDigits: 8 }).replace('-', '−');
}
