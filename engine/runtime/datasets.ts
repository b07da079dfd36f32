import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badDataset } from '../data/bad-dataset.ts';
import { checkCategories, checkGraph, checkRagged } from '../data/checks.ts';
import type { Dataset, DatasetInfo, MemoryDataset, MemorySplit, SampleGraph } from '../data/dataset.ts';
import type { OwnHeader } from '../data/own.ts';
import { MemoryRagged, offsetsOf } from '../data/ragged.ts';
import { catalogOf, type DatasetCatalog, datasetOf, generatedDataset, ingredientOf } from '../data/registry.ts';
import {
  decodeField,
  decodeLengths,
  decodeValues,
  parseStoredHeader,
  STORED_HEADER,
  type StoredField,
  type StoredHeader,
} from '../data/stored.ts';
import { seriesDataset } from '../data/windows.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import { layerOf } from '../layers/registry.ts';
import type { Project } from '../project/schema.ts';
import { HELD_BYTES, openOwnDataset, readOwnHeader } from './own-datasets.ts';

/** Where datasets lie. */
export interface DatasetFolders {
  readonly bundled: string;
  /** One's own, made by imports; there need not be such a folder. */
  readonly own: string;
}

/**
 * A dataset, bundled or one's own. Files of one's own that have more than `held` bytes are read as samples are asked for.
 * Throws `unknown-dataset`, or `bad-dataset` naming the file that is missing or damaged.
 */
export async function openDataset(id: string, { bundled, own }: DatasetFolders, held = HELD_BYTES): Promise<Dataset> {
  const header = datasetOf(id) === undefined ? await readOwnHeader(own, id) : undefined;
  return header === undefined ? loadDataset(id, bundled) : openOwnDataset(own, header, held);
}

/** The bundled datasets and those of one's own that a project's layers name. Throws `bad-dataset` for a damaged one. */
export async function catalogFor(project: Project, { own }: DatasetFolders): Promise<DatasetCatalog> {
  const ids = datasetIdsOf(project).filter((id) => datasetOf(id) === undefined);
  const headers = await Promise.all(ids.map((id) => readOwnHeader(own, id)));
  return catalogOf(headers.filter((header): header is OwnHeader => header !== undefined).map(({ info }) => info));
}

/** Ids of the datasets that a project's layers name: those that its inputs read, and word vectors. */
export function datasetIdsOf({ nodes, modules = [] }: Project): readonly string[] {
  const named = [...nodes, ...modules.flatMap((module) => module.nodes)].flatMap(({ type, parameters }) => {
    const layer = layerOf(type);
    const ids = Object.entries(layer?.parameters ?? {}).filter(([, { kind }]) => kind === 'dataset');
    return ids.map(([name, field]) => parameters[name] ?? field.default);
  });
  return [...new Set(named.filter((id): id is string => typeof id === 'string' && id !== ''))];
}

const loaded = new Map<string, Promise<Dataset>>();

/**
 * A bundled dataset, computed or read from its folder below `directory`; kept for the life of the process.
 * Throws `unknown-dataset`, or `bad-dataset` naming the file that is missing or damaged.
 */
export function loadDataset(id: string, directory: string): Promise<Dataset> {
  const key = `${directory}\0${id}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const loading = load(id, directory);
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return loading;
}

async function load(id: string, directory: string): Promise<Dataset> {
  const info = ingredientOf(id);
  if (info === undefined) throw new EngineError('unknown-dataset', `There is no dataset "${id}". Choose another one in the Input layer.`);
  const generated = generatedDataset(id);
  if (generated === undefined) return readDataset(info, join(directory, id));
  return generated.generate(await Promise.all(generated.from.map((source) => loadInMemory(source, directory))));
}

/** As `loadDataset`, for one whose samples are arrays: no series, of which windows are cut as they are asked for. */
export async function loadInMemory(id: string, directory: string): Promise<MemoryDataset> {
  const dataset = await loadDataset(id, directory);
  invariant(isInMemory(dataset), `the samples of ${id} are in memory`);
  return dataset;
}

function isInMemory(dataset: Dataset): dataset is MemoryDataset {
  return [dataset.train, dataset.test].every(({ fields }) => [...fields.values()].every((values) => !('gather' in values)));
}

async function readDataset(info: DatasetInfo, folder: string): Promise<Dataset> {
  const headerPath = join(folder, STORED_HEADER);
  const text = (await read(headerPath)).toString('utf8');
  const header = naming(headerPath, () => parseStoredHeader(text, info));
  const [train, test] = await Promise.all([readSplit(info, header, 'train', folder), readSplit(info, header, 'test', folder)]);
  if (info.window !== undefined) return seriesDataset(info, { train, test });
  const graph = await readGraph(info, header, folder);
  return { info, train, test, ...(graph !== undefined && { graph }) };
}

type StoredFile = StoredHeader['splits']['train']['files'][string];

async function readSplit(info: DatasetInfo, header: StoredHeader, name: 'train' | 'test', folder: string): Promise<MemorySplit> {
  const { size, files, lengths = {} } = header.splits[name];
  const even = header.fields.filter((field) => field.ragged === undefined);
  const fields = await Promise.all(
    even.map(async (field) => [field.name, await decoded(folder, files[field.name], (bytes) => decodeField(bytes, field, size))] as const),
  );
  const ragged = await Promise.all(
    header.fields
      .filter((field) => field.ragged === true)
      .map(async (field) => [field.name, await readRagged(folder, field, files[field.name], lengths[field.name], size)] as const),
  );
  const split = { size, fields: new Map(fields), ...(ragged.length > 0 && { ragged: new Map(ragged) }) };
  naming(folder, () => {
    checkCategories(split, info);
    checkRagged(info, split);
  });
  return split;
}

async function readRagged(folder: string, field: StoredField, file: StoredFile, lengthsFile: StoredFile, size: number) {
  const values = await decoded(folder, file, (bytes) => decodeValues(bytes, field.dtype, `the field ${field.name}`));
  return decoded(folder, lengthsFile, (bytes) => {
    const lengths = decodeLengths(bytes, field, size);
    return new MemoryRagged({ values, offsets: offsetsOf(size, (i) => lengths[i]) }, sizeOf(field.shape));
  });
}

async function readGraph(info: DatasetInfo, { graph }: StoredHeader, folder: string): Promise<SampleGraph | undefined> {
  if (graph === undefined) return undefined;
  const ends = (file: StoredFile) =>
    decoded(folder, file, (bytes) => {
      const values = decodeValues(bytes, 'int32', 'the graph');
      invariant(values instanceof Int32Array, 'ends are 32-bit integers');
      return values;
    });
  const weight = graph.weight && (await decoded(folder, graph.weight, (bytes) => decodeValues(bytes, 'float32', 'the weights')));
  if (weight !== undefined && !(weight instanceof Float32Array)) throw badDataset('the weights are no float32');
  const read: SampleGraph = { source: await ends(graph.source), target: await ends(graph.target), ...(weight && { weight }) };
  naming(folder, () => checkGraph(info, read));
  return read;
}

/** Reads a file of a dataset's folder, checks its hash, and names it where it is damaged. */
async function decoded<T>(folder: string, { file, sha256 }: StoredFile, decode: (bytes: Buffer) => T): Promise<T> {
  const path = join(folder, file);
  const bytes = await read(path);
  return naming(path, () => decode(checked(bytes, sha256)));
}

function checked(bytes: Buffer, sha256: string): Buffer {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw badDataset('its content was changed or cut short');
  return bytes;
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new EngineError('bad-dataset', `${path} can't be read. ${REMEDY}`, { cause });
  }
}

/** Adds the file's path and what to do to a failure. */
function naming<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw new EngineError('bad-dataset', `${path} is damaged: ${cause instanceof Error ? cause.message : String(cause)}. ${REMEDY}`, {
      cause,
    });
  }
}

const REMEDY = 'Restore the datasets folder by installing Netloom again or, in a clone of its repository, by checking the folder out.';
