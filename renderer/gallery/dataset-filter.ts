import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { engineText, t, type WindowText } from '../language/text.ts';
import { taskName } from '../data/dataset-facts.ts';

/** What the list of datasets is narrowed to; an absent part leaves all. */
export interface DatasetFilter {
  readonly words: string;
  readonly task: string | undefined;
  readonly kind: string | undefined;
}

export const noFilter: DatasetFilter = { words: '', task: undefined, kind: undefined };

const kinds: Readonly<Record<DatasetInfo['preview'], WindowText>> = {
  images: 'images',
  masks: 'images with masks',
  voxels: 'volumes',
  table: 'tables',
  points: 'points',
  signals: 'signals',
  texts: 'texts',
  graph: 'one graph',
  graphs: 'graphs',
};

/** What a dataset's samples are: "tables". */
export function kindName({ preview }: Pick<DatasetInfo, 'preview'>): string {
  return t(kinds[preview]);
}

/** The tasks and kinds that occur among datasets, each once. */
export function filterChoices(datasets: readonly DatasetInfo[]) {
  return { tasks: [...new Set(datasets.map(taskName))].sort(), kinds: [...new Set(datasets.map(kindName))].sort() };
}

/** Whether a dataset is among those that are looked for: each word is part of its title, id, description or names of fields. */
export function isWanted(dataset: DatasetInfo, { words, task, kind }: DatasetFilter): boolean {
  if (task !== undefined && taskName(dataset) !== task) return false;
  if (kind !== undefined && kindName(dataset) !== kind) return false;
  const fields = dataset.fields.flatMap(({ name, label, columns = [] }) => [
    name,
    label,
    engineText(label),
    ...columns.map((column) => column.name),
  ]);
  const said = [dataset.title, dataset.description].map(engineText);
  const text = [dataset.title, dataset.id, dataset.description, ...said, taskName(dataset), kindName(dataset), ...fields]
    .join('\n')
    .toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
