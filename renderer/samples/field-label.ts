import { datasets } from '../../engine/data/registry.ts';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { engineText } from '../language/text.ts';

/** Labels that the program gives to the fields of people's data, beside those of its own datasets. */
const given = ['Class', 'Columns', 'Steps', 'Row', 'Vector', 'Mask', 'Image', 'Pair of nodes', 'Linked'];
const translated = new Set([...given, ...datasets.flatMap(({ fields }) => fields.map(({ label }) => label))]);

/** The label of a field in the window's language; one that people gave, a column's name, stays as it is. */
export function fieldLabel({ label }: Pick<DatasetField, 'label'>): string {
  return translated.has(label) ? engineText(label) : label;
}
