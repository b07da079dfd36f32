import type { ColumnUse, ConversionOptions, ImportTask } from '../../engine/conversion/definition.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import type { TableSettings } from '../../engine/importers/table-settings.ts';
import { importData } from '../../engine/runtime/import-data.ts';
import { previewImport } from '../../engine/runtime/preview-import.ts';
import { type CommandContext, datasetFolders } from '../context.ts';
import { InputError } from '../exit.ts';
import { table } from '../output.ts';
import { CountLine } from '../progress-bar.ts';

export interface ImportDataOptions
  extends Pick<TableSettings, 'separator' | 'encoding' | 'decimal' | 'raggedRows' | 'duplicateColumns' | 'passages'> {
  readonly out?: string;
  readonly target?: string;
  readonly task?: ImportTask;
  readonly title?: string;
  readonly license?: string;
  readonly size?: number;
  readonly channels?: 1 | 3;
  readonly column?: Readonly<Record<string, ColumnUse>>;
  readonly class?: Readonly<Record<string, string>>;
  readonly split?: ConversionOptions['split'];
  readonly directed?: boolean;
  readonly window?: ConversionOptions['window'];
  readonly time?: string;
  readonly reader?: string;
  readonly header?: boolean;
  readonly replace?: boolean;
  readonly preview?: boolean;
}

/** Imports files or a folder as a dataset and says what was understood; with `preview`, says it and stores nothing. */
export async function importOwnData(context: CommandContext, paths: readonly string[], given: ImportDataOptions): Promise<void> {
  const { out: id = '', column: columns, class: classNames, target, task, title, license, size, channels, split, directed } = given;
  const { reader, separator, encoding, decimal, header, raggedRows, duplicateColumns, passages } = given;
  const window = seriesOf(given);
  const options = { id, target, task, title, license, size, columns, channels, classNames, split, window, directed };
  const settings = { separator, encoding, decimal, header, raggedRows, duplicateColumns, passages };
  const request = { paths, options, settings: present(settings), ...(reader !== undefined && { reader }) };
  const aborted = () => context.interrupted.aborted;
  if (given.preview === true) {
    const preview = await hinted(() => previewImport({ ...request, aborted }));
    tellPreview(context, preview);
    if (preview.problem !== undefined) throw new InputError(preview.problem.code, withHint(preview.problem.code, preview.problem.message));
    return;
  }
  if (id === '') throw new InputError('usage', 'Say what the dataset shall be called, with --out ID, or look at it first, with --preview.');
  const line = new CountLine(context.output.streams);
  const folder = datasetFolders(context).own;
  const onProgress = (samples: number, total: number | undefined) => line.show('samples', samples, total);
  const { info, notes } = await hinted(() =>
    importData({ ...request, folder, onProgress, aborted, ...(given.replace === true && { replace: true }) }),
  ).finally(() => line.clear());
  context.output.tell(
    { event: 'imported', ...info, notes },
    ...datasetLines(info, notes),
    `Imported as ${info.id}: choose it in an Input layer.`,
  );
}

function seriesOf({ window, time }: ImportDataOptions): ConversionOptions['window'] {
  if (time === undefined) return window;
  if (window !== undefined) return { ...window, time };
  throw new InputError('usage', 'Say with --window how windows are cut of the rows that --time puts in order.');
}

function present(settings: TableSettings): TableSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** Options that help with a refusal: the engine's words are for windows as well. */
const hints: Readonly<Record<string, string>> = {
  'bad-target': '--target NAME, --task TASK',
  'no-target': '--target NAME',
  'bad-column': '--column NAME=KIND',
  'no-inputs': '--column NAME=number, category or text',
  'bad-class': '--class OLD=NEW',
  'bad-split': '--split hash:0.2, stratified:0.2, order:0.2 or column:NAME',
  'bad-task': '--task TASK',
  'bad-window': '--window LENGTH,HORIZON,STRIDE',
  'bad-time': '--time COLUMN',
  'bad-id': '--out ID',
  'dataset-exists': '--out ID, --replace',
  'unknown-reader': '--reader ID',
  'unsupported-file': '--reader ID',
};

/** Failures are mistakes of the input; those with a remedy on the command line name it. */
async function hinted<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new InputError(error.code, withHint(error.code, error.message), { cause: error });
  }
}

function withHint(code: string, message: string): string {
  return Object.hasOwn(hints, code) ? `${message} (${hints[code]})` : message;
}

function tellPreview({ output }: CommandContext, preview: ImportPreview): void {
  const { info, rows = [], columns = [], uses = {}, target, notes, reader, readers, form, settings } = preview;
  const { samples: _, ...event } = preview;
  const known = columns.map(({ name, kind, missing, distinct }) => {
    const use = name === target ? 'target' : (uses[name] ?? '');
    return [name, kind, use, missing > 0 ? `${missing} missing` : '', distinct === undefined ? '' : `${distinct} unlike`];
  });
  const shown = rows.slice(0, 5).map((row) => row.slice(0, 12).map((cell) => (cell.length > 24 ? `${cell.slice(0, 23)}…` : cell)));
  output.tell(
    { event: 'preview', ...event },
    ...table([
      ['form', form],
      ['reader', [reader, ...readers.map(({ id }) => id).filter((id) => id !== reader)].join(', ')],
      ...(settings === undefined ? [] : [['read with', JSON.stringify(settings)]]),
    ]),
    ...(known.length > 0 ? ['', ...table([['column', 'kind', 'use', '', ''], ...known.slice(0, 100)])] : []),
    ...(shown.length > 0 ? ['', ...table([columns.slice(0, 12).map(({ name }) => name), ...shown])] : []),
    '',
    ...(info === undefined ? notes.map((note) => `note: ${note}`) : datasetLines(info, notes)),
    'Nothing was stored. Counts are those of the first samples.',
  );
}

/** What a dataset is, for people. */
export function datasetLines(info: DatasetInfo, notes: readonly string[]): readonly string[] {
  return [
    ...table([
      ['dataset', info.id === '' ? info.title : `${info.id} (${info.title})`],
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

function fieldText({ name, label, shape, classes, columns, ragged }: DatasetField): string {
  if (classes !== undefined) return `${name}, "${label}", ${classes.length} classes: ${listed(classes)}`;
  if (columns !== undefined)
    return `${name}, ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}: ${listed(columns.map((column) => column.name))}`;
  if (ragged !== undefined) return `${name}, "${label}", of up to ${ragged.max} parts`;
  return `${name}, "${label}", ${shape.length === 0 ? 'a number' : shape.join('×')}`;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}`;
}
