import type { Column, DatasetField } from '../../engine/data/dataset.ts';
import { formatCount } from '../window/format.ts';
import { firstOf } from '../language/lists.ts';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';

const SHOWN_COLUMNS = 16;
const SHOWN_CLASSES = 10;

/** A field in a line: what it is called, what it holds, of what size: "Poem, text of 33 characters on average". */
export function fieldText(field: DatasetField): string {
  const label = fieldLabel(field);
  return t('{field}, {kind}', { field: label === '' ? field.name : label, kind: kindText(field) });
}

function kindText(field: DatasetField): string {
  const { semantics, shape, ragged, classes, columns } = field;
  if (ragged !== undefined) return raggedText(field, ragged.mean);
  if (columns !== undefined) {
    const size = shape.length > 1 ? shape.join('×') : t('{count, plural, one {# column} other {# columns}}', { count: columns.length });
    return listed(size, columns.map(columnText), SHOWN_COLUMNS);
  }
  if (semantics === 'mask') return maskText(field);
  if (classes !== undefined)
    return listed(t('one of {count, plural, one {# class} other {# classes}}', { count: classes.length }), classes, SHOWN_CLASSES);
  return shape.length > 1 ? pictureText(field) : numbersText(field);
}

function raggedText({ semantics, shape, columns }: DatasetField, length: number): string {
  const mean = formatMean(length);
  switch (semantics) {
    case 'text':
      return t('text of {mean, plural, one {# character} other {# characters}} on average', { mean: rounded(length) });
    case 'edges':
      return t('edges, {mean} on average', { mean });
    case 'nodes': {
      const each = t('nodes, {mean} on average, {count, plural, one {# number} other {# numbers}} each', { mean, count: shape[0] ?? 1 });
      return listed(each, columns?.map(columnText), SHOWN_COLUMNS);
    }
    default:
      return t('{mean, plural, one {# part} other {# parts}} on average', { mean: rounded(length) });
  }
}

function maskText({ shape, classes }: DatasetField): string {
  const size = shape.join('×');
  if (classes === undefined) return t('mask of {size}', { size });
  const text = t('mask of {size} pixels, each one of {count, plural, one {# class} other {# classes}}', { size, count: classes.length });
  return listed(text, classes, SHOWN_CLASSES);
}

function pictureText({ semantics, shape }: DatasetField): string {
  const size = shape.join('×');
  if (semantics === 'voxels') return t('voxels of {size}', { size });
  return semantics === 'signal' ? t('signal of {size}', { size }) : t('image of {size}', { size });
}

function numbersText({ semantics, shape, unit }: DatasetField): string {
  if (semantics === 'text' || semantics === 'edges' || semantics === 'nodes') return t(semantics);
  const count = shape[0] ?? 1;
  if (count !== 1) return t('{count, plural, one {# number} other {# numbers}}', { count });
  return unit === undefined ? t('a number') : t('a number in {unit}', { unit });
}

/** A text and the first of some names behind it. */
function listed(text: string, names: readonly string[] | undefined, most: number): string {
  if (names === undefined) return text;
  return t('{text}: {names}', { text, names: firstOf(names, most) });
}

function columnText({ name, unit }: Column): string {
  return unit === undefined ? name : `${name} (${unit})`;
}

function formatMean(mean: number): string {
  return mean >= 10 ? formatCount(mean) : String(rounded(mean));
}

/** Whole from 10 up, else with one digit behind the point. */
function rounded(mean: number): number {
  return mean >= 10 ? Math.round(mean) : Number(mean.toFixed(1));
}
