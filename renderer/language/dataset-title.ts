import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetOf } from '../../engine/data/registry.ts';
import { engineText } from './text.ts';

/** The title of a dataset in the window's language; one that people gave their own data stays as it is. */
export function datasetTitle({ id, title }: Pick<DatasetInfo, 'id' | 'title'>): string {
  return datasetOf(id) === undefined ? title : engineText(title);
}
