import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCategories, checkGraph } from '../data/checks.ts';
import type { Dataset, DatasetInfo, DatasetSplit, RaggedReader, SampleGraph, SampleReader } from '../data/dataset.ts';
import {
  isOwnId,
  ownFileName,
  ownGraphFiles,
  type OwnHeader,
  ownLengthsName,
  ownSampleBytes,
  type OwnSplit,
  parseOwnHeader,
} from '../data/own.ts';
import { MemoryRagged, offsetsOf } from '../data/ragged.ts';
import { datasetOf } from '../data/registry.ts';
import { STORED_HEADER } from '../data/stored.ts';
import { seriesDataset } from '../data/windows.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import { damagedFile, type FieldFile, FileRagged, FileSamples, naming, identityOf } from './file-samples.ts';
import { recoverImports } from './import-drafts.ts';

/** Files up to this size are read into memory at once, larger ones batch by batch. */
export const HELD_BYTES = 2 ** 26;

export interface OwnDatasets {
  readonly infos: readonly DatasetInfo[];
  /** What is wrong with those that can't be used. */
  readonly damaged: readonly EngineError[];
}

/** One's own datasets below a folder, in the order of their ids; none where there is no such folder. */
export async function listOwnDatasets(folder: string): Promise<OwnDatasets> {
  await recoverImports(folder);
  const names = await readdir(folder).catch(() => []);
  const ids = names.filter((name) => isOwnId(name) && datasetOf(name) === undefined).sort();
  const infos: DatasetInfo[] = [];
  const damaged: EngineError[] = [];
  for (const id of ids) {
    try {
      const header = await readOwnHeader(folder, id);
      if (header !== undefined) infos.push(header.info);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      damaged.push(error);
    }
  }
  return { infos, damaged };
}

/** The header of one's own dataset; `undefined` where there is none of that id. Throws `bad-dataset` for a damaged one. */
export async function readOwnHeader(folder: string, id: string): Promise<OwnHeader | undefined> {
  if (!isOwnId(id)) return undefined;
  const path = join(folder, id, STORED_HEADER);
  let text = await readIfThere(path);
  if (text === undefined) {
    // An import that was killed may have moved it aside.
    await recoverImports(folder);
    text = await readIfThere(path);
  }
  if (text === undefined) return undefined;
  try {
    return parseOwnHeader(text, id);
  } catch (cause) {
    throw damagedFile(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) return undefined;
    throw new EngineError('bad-dataset', `${path} can't be read. Check that you may read it.`, { cause });
  });
}

/**
 * One's own dataset, its values in memory where a file has at most `held` bytes, else read as they are asked for.
 * Throws `bad-dataset` naming the file whose size is not that of its samples.
 */
export async function openOwnDataset(folder: string, header: OwnHeader, held: number): Promise<Dataset> {
  const place = join(folder, header.info.id);
  const [train, test] = [await openSplit(place, header, 'train', held), await openSplit(place, header, 'test', held)];
  const graph = await openGraph(place, header);
  if (header.info.window !== undefined) return seriesDataset(header.info, { train, test });
  return { info: header.info, train, test, ...(graph !== undefined && { graph }) };
}

async function openSplit(place: string, header: OwnHeader, split: OwnSplit, held: number): Promise<DatasetSplit> {
  const size = (header.info.steps ?? header.info.splits)[split];
  const fields = new Map<string, TensorArray | SampleReader>();
  const ragged = new Map<string, RaggedReader>();
  // Nodes go before the edges between them, which are checked by their number.
  const [edges, others] = [true, false].map((wanted) => header.info.fields.filter(({ semantics }) => (semantics === 'edges') === wanted));
  for (const field of [...others, ...edges]) {
    const file = { path: join(place, ownFileName(split, field.name)), header, field, size };
    if (field.ragged !== undefined) ragged.set(field.name, await openRagged(file, place, split, ragged, held));
    else fields.set(field.name, await openEven(file, held));
  }
  return { size, fields, ...(ragged.size > 0 && { ragged }) };
}

/** A field's file that has not been looked at yet. */
type NamedFile = Omit<FieldFile, 'identity'>;

async function openEven(file: NamedFile, held: number): Promise<TensorArray | SampleReader> {
  const { path, header, field, size } = file;
  const expected = size * ownSampleBytes(header, field.name);
  const identity = await checkSize(path, expected);
  const reader = new FileSamples({ ...file, identity });
  if (expected > held) return reader;
  const values = reader.gather(indices(size));
  if (field.classes !== undefined) naming(path, () => checkCategories({ size, fields: new Map([[field.name, values]]) }, header.info));
  return values;
}

async function openRagged(
  file: NamedFile,
  place: string,
  split: OwnSplit,
  opened: ReadonlyMap<string, RaggedReader>,
  held: number,
): Promise<RaggedReader> {
  const { path, header, field, size } = file;
  const lengthsPath = join(place, ownLengthsName(split, field.name));
  await checkSize(lengthsPath, 4 * size);
  const lengths = new Uint32Array(await readWhole(lengthsPath));
  const offsets = naming(lengthsPath, () => offsetsOf(size, (i) => lengths[i]));
  const expected = offsets[size] * ownSampleBytes(header, field.name);
  const identity = await checkSize(path, expected);
  const nodes = header.info.fields.find(({ semantics }) => semantics === 'nodes');
  const reader = new FileRagged({ ...file, identity }, offsets, nodes && opened.get(nodes.name));
  return expected > held ? reader : new MemoryRagged(reader.gatherRagged(indices(size)), sizeOf(field.shape));
}

async function openGraph(place: string, { info }: OwnHeader): Promise<SampleGraph | undefined> {
  if (info.graph === undefined) return undefined;
  const pathOf = (part: keyof typeof ownGraphFiles) => join(place, ownGraphFiles[part]);
  const bytes = 4 * info.graph.edges;
  for (const part of ['source', 'target'] as const) await checkSize(pathOf(part), bytes);
  if (info.graph.weighted) await checkSize(pathOf('weight'), bytes);
  const graph: SampleGraph = {
    source: new Int32Array(await readWhole(pathOf('source'))),
    target: new Int32Array(await readWhole(pathOf('target'))),
    ...(info.graph.weighted && { weight: new Float32Array(await readWhole(pathOf('weight'))) }),
  };
  naming(place, () => checkGraph(info, graph));
  return graph;
}

async function readWhole(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw damagedFile(path, 'it can’t be read', cause);
  });
  return new Uint8Array(bytes).buffer;
}

/** Throws `bad-dataset` where a file has another size; gives its identity. */
async function checkSize(path: string, expected: number): Promise<string> {
  const status = await stat(path).catch((cause: unknown) => {
    throw damagedFile(path, 'it can’t be read', cause);
  });
  if (status.size !== expected) throw damagedFile(path, `${expected} bytes were expected, it has ${status.size}`);
  return identityOf(status);
}
