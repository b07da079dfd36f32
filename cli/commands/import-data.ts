import type { ColumnUse } from '../../engine/conversion/definition.ts';
import { columnUses } from '../../engine/conversion/definition.ts';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { importData } from '../../engine/runtime/import-data.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { InputError, readingInput } from '../exit.ts';
import { table } from '../output.ts';
import { CountLine } from '../progress-bar.ts';

export interface ImportDataOptions {
  readonly out: string;
  readonly target?: string;
  readonly task?: DatasetInfo['task'];
  readonly title?: string;
  readonly license?: string;
  readonly size?: number;
  readonly column?: Readonly<Record<string, ColumnUse>>;
}

/** Imports files or a folder as a dataset, and says what was understood. */
export async function importOwnData(context: CommandContext, paths: readonly string[], given: ImportDataOptions): Promise<void> {
  const { out: id, column: columns, target, task, title, license, size } = given;
  const line = new CountLine(context.output.streams);
  const { info, notes } = await readingInput(() =>
    importData({
      paths,
      folder: datasetFolders(context).own,
      options: { id, target, task, title, license, size, columns },
      onProgress: (samples, total) => line.show('samples', samples, total),
      aborted: () => context.interrupted.aborted,
    }),
  ).finally(() => line.clear());
  context.output.tell(
    { event: 'imported', ...info, notes },
    ...datasetLines(info, notes),
    `Imported as ${info.id}: choose it in an Input layer.`,
  );
}

/** What a dataset is, for people. */
export function datasetLines(info: DatasetInfo, notes: readonly string[]): readonly string[] {
  return [
    ...table([
      ['dataset', `${info.id} (${info.title})`],
      ['task', info.task],
      ['samples', `${info.splits.train} train, ${info.splits.test} test (${info.splitKey})`],
      ...info.fields.map((field) => [field.role, fieldText(field)]),
      ['licence', info.license],
      ['from', info.attribution],
    ]),
    ...notes.map((note) => `note: ${note}`),
  ];
}

const SHOWN = 20;

function fieldText({ name, label, shape, classes, columns }: DatasetField): string {
  if (classes !== undefined) return `${name}, "${label}", ${classes.length} classes: ${listed(classes)}`;
  if (columns !== undefined) return `${name}, ${columns.length} columns: ${listed(columns.map((column) => column.name))}`;
  return `${name}, "${label}", ${shape.length === 0 ? 'a number' : shape.join('×')}`;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}`;
}

/** Collects NAME=KIND; a name may hold an equals sign itself. */
export function columnOption(text: string, former: Readonly<Record<string, ColumnUse>> = {}): Readonly<Record<string, ColumnUse>> {
  const at = text.lastIndexOf('=');
  const use = columnUses.find((known) => known === text.slice(at + 1));
  if (at > 0 && use !== undefined) return { ...former, [text.slice(0, at)]: use };
  throw new InputError('bad-option', `--column takes NAME=KIND with the kind ${columnUses.join(', ')}, not "${text}".`);
}
