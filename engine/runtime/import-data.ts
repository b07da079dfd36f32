import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ConversionOptions, ConversionPlan } from '../conversion/definition.ts';
import { planImages } from '../conversion/images.ts';
import { planTable } from '../conversion/table.ts';
import { planTensors } from '../conversion/tensors.ts';
import type { DatasetInfo } from '../data/dataset.ts';
import { isOwnId, type OwnSplit, splitNames } from '../data/own.ts';
import { datasetOf } from '../data/registry.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawData, RawTable, RawTensors } from '../importers/definition.ts';
import { openFile, openFolder } from '../importers/registry.ts';
import type { SourceFolder } from '../importers/source-folder.ts';
import type { TableSettings } from '../importers/table-settings.ts';
import { writeDataset, type WritingControl } from './dataset-writer.ts';
import { draftFolder, removeDeadDrafts } from './import-drafts.ts';
import { imageDecoder } from './importers/images.ts';
import { openNodeFile, openNodeFolder } from './importers/node-file.ts';

export interface ImportRequest extends WritingControl {
  readonly paths: readonly string[];
  /** Folder of one's own datasets. */
  readonly folder: string;
  readonly options: Omit<ConversionOptions, 'source'>;
  /** How tables are read; the rest is detected. */
  readonly settings?: TableSettings;
}

export interface ImportResult {
  readonly info: DatasetInfo;
  readonly notes: readonly string[];
}

/**
 * Imports files or a folder as a dataset of one's own. It is written beside its place and moved there when all is well: a failed
 * import leaves nothing. Throws `bad-id`, `dataset-exists`, `too-few-samples`, and what readers and conversion throw.
 */
export async function importData(request: ImportRequest): Promise<ImportResult> {
  const { folder, options } = request;
  await checkId(folder, options.id);
  const source = request.paths.map((path) => basename(resolve(path))).join(', ');
  const opened = new OpenedSources();
  await removeDeadDrafts(folder);
  const draft = draftFolder(folder);
  try {
    const plan = await planOf(request, { ...options, source }, opened);
    await mkdir(draft, { recursive: true });
    const info = await writeDataset(draft, plan, request);
    await checkId(folder, options.id);
    await rename(draft, join(folder, options.id));
    return { info, notes: plan.notes() };
  } finally {
    await rm(draft, { recursive: true, force: true });
    await opened.close();
  }
}

async function checkId(folder: string, id: string): Promise<void> {
  if (!isOwnId(id))
    throw new EngineError('bad-id', `A dataset's id has 1 to 64 of a-z, 0-9 and -, not "${id}". Its title may be anything.`);
  if (datasetOf(id) !== undefined)
    throw new EngineError('dataset-exists', `"${id}" is a dataset that comes with the program. Choose another id.`);
  const place = join(folder, id);
  const taken = await stat(place).then(
    () => true,
    () => false,
  );
  if (taken)
    throw new EngineError('dataset-exists', `There is a dataset "${id}" already, in ${place}. Choose another id or remove its folder.`);
}

async function planOf({ paths, settings }: ImportRequest, options: ConversionOptions, opened: OpenedSources): Promise<ConversionPlan> {
  const sources: RawData[] = [];
  for (const path of await opened.family(paths)) sources.push(await opened.read(path, settings ?? {}));
  const tables = sources.filter((source): source is RawTable => source.form === 'table');
  const tensors = sources.filter((source): source is RawTensors => source.form === 'tensors');
  const [first] = sources;
  if (tables.length === sources.length)
    return planTable(
      tables.map((table) => ({ table, split: splitOfName(table.title) })),
      options,
    );
  if (tensors.length === sources.length) {
    const joined = { tensors: tensors.flatMap((source) => source.tensors), notes: tensors.flatMap(({ notes }) => notes) };
    return planTensors({ form: 'tensors', title: first.title, ...joined }, options);
  }
  if (sources.length === 1 && first.form === 'images') return planImages(first, imageDecoder, options);
  const came = [...new Set(sources.map(({ form }) => form))].join(' and ');
  throw new EngineError('unsupported-data', `Tables, arrays or one folder of pictures are imported, came ${came}.`);
}

function splitOfName(name: string): OwnSplit | undefined {
  const [word] = /(?<![a-z])(train|test)(?![a-z])/i.exec(name) ?? [];
  return splitNames.find((split) => split === word?.toLowerCase());
}

type Source = string | SourceFolder;

/** What an import reads, open until it is closed. */
class OpenedSources {
  private readonly closers: (() => Promise<void>)[] = [];

  /** Several files of the MNIST family are read as the folder that they would be together. */
  async family(paths: readonly string[]): Promise<readonly Source[]> {
    if (paths.length < 2 || !paths.every((path) => /ubyte(\.gz)?$|\.idx(\.gz)?$|_batch(_\d+)?\.bin$/i.test(path))) return paths;
    const files = await Promise.all(paths.map((path) => this.file(path)));
    const known = new Map(files.map((file) => [file.name, file]));
    const open: SourceFolder['open'] = async (path) => known.get(path) ?? this.file(path);
    return [{ name: basename(resolve(paths[0], '..')), entries: files.map(({ name, size }) => ({ path: name, size })), open }];
  }

  async read(source: Source, settings: TableSettings): Promise<RawData> {
    if (typeof source !== 'string') return openFolder(source, { settings });
    const isFolder = await stat(source).then(
      (status) => status.isDirectory(),
      () => false,
    );
    return isFolder ? openFolder(await openNodeFolder(resolve(source)), { settings }) : openFile(await this.file(source), { settings });
  }

  async close(): Promise<void> {
    for (const close of this.closers) await close();
  }

  private async file(path: string) {
    const file = await openNodeFile(path);
    this.closers.push(() => file.close());
    return file;
  }
}
