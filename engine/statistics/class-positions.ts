import type { Dataset, DatasetField } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';
import { EngineError } from '../graph/errors.ts';
import { blocksOf, readBlock } from './blocks.ts';

/**
 * Positions of the samples of a class in a split, ascending. Throws `unknown-field` for a field that names no class of each sample,
 * and `unknown-class`.
 */
export function classPositions(dataset: Dataset, split: 'train' | 'test', name: string, classNumber: number): Uint32Array<ArrayBuffer> {
  const field = checkField(dataset, name, classNumber);
  const found: number[] = [];
  for (const block of blocksOf(dataset[split], [field])) {
    const values = readBlock(dataset[split], field, block);
    for (let i = 0; i < values.length; i += 1) if (Number(values[i]) === classNumber) found.push(block.from + i);
  }
  return Uint32Array.from(found);
}

function checkField({ info }: Dataset, name: string, classNumber: number): DatasetField {
  const field = info.fields.find((known) => known.name === name);
  if (field?.classes === undefined || field.ragged !== undefined || sampleSize(field) !== 1)
    throw new EngineError('unknown-field', `“${name}” of ${info.title} gives no class to each sample. Choose a field with classes.`);
  if (classNumber >= 0 && classNumber < field.classes.length) return field;
  throw new EngineError('unknown-class', `“${name}” has the classes 0 to ${field.classes.length - 1}, not ${classNumber}.`);
}
