import { datasetOf, datasets } from '../../engine/data/registry.ts';
import { listOwnDatasets, readOwnHeader } from '../../engine/runtime/own-datasets.ts';
import { loadTemplates } from '../../host/templates.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { InputError, readingInput } from '../exit.ts';
import { short, table } from '../output.ts';
import { datasetLines } from './import-data.ts';

export async function listTemplates({ program, output }: CommandContext): Promise<void> {
  const templates = await loadTemplates(program.resources.templates);
  const lines = table(
    templates.map(({ id, title, datasetId, measured }) => [
      id,
      title,
      datasetId,
      measured ? `${measured.metric} ${short(measured.value)}, ${measured.seconds} s` : '',
    ]),
  );
  templates.forEach(({ project, ...template }, index) => {
    output.tell({ event: 'template', ...template, layers: project.nodes.length }, lines[index] ?? '');
  });
}

/** All datasets, one's own last; damaged ones are told on standard error. */
export async function listDatasets(context: CommandContext): Promise<void> {
  const own = await listOwnDatasets(datasetFolders(context).own);
  const all = [...datasets, ...own.infos];
  const lines = table(all.map(({ id, title, task, splits, license }) => [id, title, task, `${splits.train} + ${splits.test}`, license]));
  all.forEach((dataset, index) => context.output.tell({ event: 'dataset', ...dataset }, lines[index] ?? ''));
  for (const fault of own.damaged) context.output.fail(fault);
}

/** One dataset: fields, splits, classes, what its import left out. */
export async function showDataset(context: CommandContext, id: string): Promise<void> {
  const header = datasetOf(id) === undefined ? await readingInput(() => readOwnHeader(datasetFolders(context).own, id)) : undefined;
  const info = datasetOf(id) ?? header?.info;
  if (info === undefined) throw new InputError('unknown-dataset', `There is no dataset "${id}". \`netloom datasets\` lists them.`);
  const notes = header?.notes ?? [];
  context.output.tell({ event: 'dataset', ...info, notes }, ...datasetLines(info, notes));
}
