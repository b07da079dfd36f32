import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetOf } from '../../engine/data/registry.ts';
import type { DatasetView } from '../app/route.ts';

/** Whether a dataset was imported rather than brought along by the program. */
export function isOwn({ id }: Pick<DatasetInfo, 'id'>): boolean {
  return datasetOf(id) === undefined;
}

const tasks: Readonly<Record<DatasetInfo['task'], string>> = {
  classification: 'classification',
  regression: 'regression',
  segmentation: 'segmentation',
  'language-modelling': 'language modelling',
};

export function taskName({ task, graph, window }: DatasetInfo): string {
  if (graph) return `${tasks[task]} of nodes`;
  return window && task === 'regression' ? 'forecasting' : tasks[task];
}

interface ViewName {
  readonly name: DatasetView;
  readonly title: string;
}

/** The views of a dataset, the one that shows most of it first. Rows of a table have no other picture than the table. */
export function viewsOf({ preview }: Pick<DatasetInfo, 'preview'>): readonly ViewName[] {
  const others: readonly ViewName[] = [
    { name: 'table', title: 'Table' },
    { name: 'statistics', title: 'Statistics' },
    { name: 'about', title: 'About' },
  ];
  if (preview === 'table') return others;
  return [{ name: 'samples', title: preview === 'graph' ? 'Graph' : preview === 'points' ? 'Plane' : 'Samples' }, ...others];
}

/** A field whose classes a list of samples can be narrowed to. */
export interface ClassField {
  readonly field: DatasetField;
  readonly classes: readonly string[];
}

/** Categories with one class a sample, targets first. */
export function classFields({ fields }: DatasetInfo): readonly ClassField[] {
  return fields
    .filter(({ semantics, shape, ragged }) => semantics === 'category' && !ragged && shape.every((length) => length === 1))
    .sort((a, b) => Number(b.role === 'target') - Number(a.role === 'target'))
    .flatMap((field) => (field.classes ? [{ field, classes: field.classes }] : []));
}
