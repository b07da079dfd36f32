import { datasetOf, datasets } from '../../engine/data/registry.ts';
import { computeStatistics } from '../../engine/runtime/dataset-statistics.ts';
import { listOwnDatasets, readOwnHeader } from '../../engine/runtime/own-datasets.ts';
import { removeOwnDataset, renameOwnDataset } from '../../host/own-datasets.ts';
import { openWorkspace, workspaceHome } from '../../host/workspace.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { InputError, readingInput } from '../exit.ts';
import { table } from '../output.ts';
import { CountLine } from '../progress-bar.ts';
import { statisticsLines } from '../statistics-lines.ts';
import { datasetLines } from './import-data.ts';

export const datasetActions = ['show', 'remove', 'rename'] as const;

export interface DatasetsOptions {
  readonly statistics?: boolean;
  readonly split: 'train' | 'test';
}

/** `datasets`, `datasets show ID`, `datasets remove ID` and `datasets rename ID TITLE`. */
export async function manageDatasets(
  context: CommandContext,
  action: (typeof datasetActions)[number] | undefined,
  [id, title]: readonly (string | undefined)[],
  options: DatasetsOptions,
): Promise<void> {
  if (action === undefined) return listDatasets(context);
  if (id === undefined)
    throw new InputError('usage', `Say which dataset: \`netloom datasets ${action} ID\`. \`netloom datasets\` lists them.`);
  if (action === 'show') return showDataset(context, id, options);
  if (action === 'remove') return removeDataset(context, id);
  if (title === undefined) throw new InputError('usage', 'Say the new title: `netloom datasets rename ID TITLE`.');
  return renameDataset(context, id, title);
}

/** All datasets, one's own last; damaged ones are told on standard error. */
async function listDatasets(context: CommandContext): Promise<void> {
  const own = await listOwnDatasets(datasetFolders(context).own);
  const all = [...datasets, ...own.infos];
  const lines = table(all.map(({ id, title, task, splits, license }) => [id, title, task, `${splits.train} + ${splits.test}`, license]));
  all.forEach((dataset, index) => context.output.tell({ event: 'dataset', ...dataset }, lines[index] ?? ''));
  for (const fault of own.damaged) context.output.fail(fault);
}

/** One dataset: fields, splits, classes, what its import left out; where asked for, what its values look like. */
async function showDataset(context: CommandContext, id: string, { statistics, split }: DatasetsOptions): Promise<void> {
  const header = datasetOf(id) === undefined ? await readingInput(() => readOwnHeader(datasetFolders(context).own, id)) : undefined;
  const info = datasetOf(id) ?? header?.info;
  if (info === undefined) throw new InputError('unknown-dataset', `There is no dataset "${id}". \`netloom datasets\` lists them.`);
  const notes = header?.notes ?? [];
  context.output.tell({ event: 'dataset', ...info, notes }, ...datasetLines(info, notes));
  if (statistics === true) await showStatistics(context, id, split);
}

async function showStatistics(context: CommandContext, id: string, split: 'train' | 'test'): Promise<void> {
  const line = new CountLine(context.output.streams);
  const computed = await computeStatistics(
    { id, split, datasets: datasetFolders(context) },
    { onProgress: (done, total) => line.show('samples', done, total), aborted: () => context.interrupted.aborted },
  ).finally(() => line.clear());
  context.output.tell({ event: 'statistics', id, ...computed }, ...statisticsLines(computed));
}

async function removeDataset({ output }: CommandContext, id: string): Promise<void> {
  const workspace = await openWorkspace(workspaceHome());
  await readingInput(() => removeOwnDataset(workspace, id, new Date()));
  output.tell({ event: 'removed', id }, `Moved ${id} to ${workspace.trash}.`);
}

async function renameDataset({ output }: CommandContext, id: string, given: string): Promise<void> {
  const workspace = await openWorkspace(workspaceHome());
  const { title } = await readingInput(() => renameOwnDataset(workspace, id, given));
  output.tell({ event: 'renamed', id, title }, `${id} is called “${title}” now.`);
}
