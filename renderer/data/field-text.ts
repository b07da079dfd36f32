import type { Column, DatasetField } from '../../engine/data/dataset.ts';
import { formatCount } from '../app/format.ts';

const SHOWN_COLUMNS = 16;
const SHOWN_CLASSES = 10;

/** A field in a line: what it is called, what it holds, of what size: "Poem, text of 33 characters on average". */
export function fieldText(field: DatasetField): string {
  const { name, label } = field;
  return `${label === '' ? name : label}, ${kindText(field)}`;
}

function kindText({ semantics, shape, ragged, classes, columns, unit }: DatasetField): string {
  const size = shape.join('×');
  if (semantics === 'text') return ragged === undefined ? 'text' : `text of ${meanText(ragged.mean, 'character')} on average`;
  if (semantics === 'edges') return ragged === undefined ? 'edges' : `edges, ${formatMean(ragged.mean)} on average`;
  if (semantics === 'nodes') {
    const many = ragged === undefined ? '' : `, ${formatMean(ragged.mean)} on average`;
    return `nodes${many}, ${counted(shape[0] ?? 1, 'number')} each${listed(columns?.map(columnText), SHOWN_COLUMNS)}`;
  }
  if (ragged !== undefined) return `${meanText(ragged.mean, 'part')} on average`;
  if (columns !== undefined) {
    return `${shape.length > 1 ? size : counted(columns.length, 'column')}${listed(columns.map(columnText), SHOWN_COLUMNS)}`;
  }
  if (semantics === 'mask') {
    return `mask of ${size}${classes === undefined ? '' : ` pixels, each one of ${counted(classes.length, 'class', 'classes')}`}${listed(classes, SHOWN_CLASSES)}`;
  }
  if (classes !== undefined) return `one of ${counted(classes.length, 'class', 'classes')}${listed(classes, SHOWN_CLASSES)}`;
  if (shape.length > 1) return `${semantics === 'voxels' ? 'voxels' : semantics === 'signal' ? 'signal' : 'image'} of ${size}`;
  if ((shape[0] ?? 1) !== 1) return `${shape[0]} numbers`;
  return unit === undefined ? 'a number' : `a number in ${unit}`;
}

function listed(names: readonly string[] | undefined, most: number): string {
  if (names === undefined) return '';
  return `: ${names.slice(0, most).join(', ')}${names.length > most ? ', …' : ''}`;
}

function columnText({ name, unit }: Column): string {
  return unit === undefined ? name : `${name} (${unit})`;
}

function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : nouns}`;
}

function formatMean(mean: number): string {
  return mean >= 10 ? formatCount(mean) : String(Number(mean.toFixed(1)));
}

function meanText(mean: number, noun: string): string {
  const text = formatMean(mean);
  return `${text} ${text === '1' ? noun : `${noun}s`}`;
}
