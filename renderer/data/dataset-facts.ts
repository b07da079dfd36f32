import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetOf } from '../../engine/data/registry.ts';
import type { DatasetView } from '../window/route.ts';
import { t, type WindowText } from '../language/text.ts';

/** Whether a dataset was imported rather than brought along by the program. */
export function isOwn({ id }: Pick<DatasetInfo, 'id'>): boolean {
  return datasetOf(id) === undefined;
}

/** What a network learns of a dataset. */
export const taskNames = {
  classification: 'classification',
  regression: 'regression',
  segmentation: 'segmentation',
  'language-modelling': 'language modelling',
} as const satisfies Readonly<Record<DatasetInfo['task'], WindowText>>;

export function taskName({ task, graph, window }: DatasetInfo): string {
  if (graph) return task === 'regression' ? t('regression of nodes') : t('classification of nodes');
  return t(window && task === 'regression' ? 'forecasting' : taskNames[task]);
}

/** What the values of a field are. */
export const semanticsNames = {
  image: 'image',
  category: 'category',
  vector: 'vector',
  number: 'number',
  table: 'table',
  signal: 'signal',
  voxels: 'voxels',
  mask: 'mask',
  text: 'text',
  nodes: 'nodes',
  edges: 'edges',
} as const satisfies Readonly<Record<DatasetField['semantics'], WindowText>>;

interface ViewName {
  readonly name: DatasetView;
  readonly title: WindowText;
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
