import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetInfo } from '../engine/data/dataset.ts';
import { isOwnId, parseOwnHeader } from '../engine/data/own.ts';
import { datasetOf } from '../engine/data/registry.ts';
import { headerJson, STORED_HEADER } from '../engine/data/stored.ts';
import { EngineError } from '../engine/graph/errors.ts';
import { replaceFile } from '../engine/runtime/atomic-file.ts';
import { readOwnHeader } from '../engine/runtime/own-datasets.ts';
import { isMissing, type Workspace } from './workspace.ts';

const MOST_TITLE = 200;

/** Moves one's own dataset, damaged or not, to a new folder of the trash. Throws `bundled-dataset` and `unknown-dataset`. */
export async function removeOwnDataset({ datasets, trash }: Workspace, id: string, now: Date): Promise<void> {
  checkOwn(id);
  const place = join(datasets, id);
  if (!(await isFolder(place))) throw unknownDataset(id);
  await mkdir(trash, { recursive: true });
  await rename(place, join(trash, `dataset-${id}-${now.toISOString().replaceAll(/[:.]/g, '-')}`));
}

/** Gives one's own dataset another title. Throws `bundled-dataset`, `unknown-dataset`, `bad-title`, and `bad-dataset` for a damaged one. */
export async function renameOwnDataset({ datasets }: Workspace, id: string, given: string): Promise<DatasetInfo> {
  checkOwn(id);
  const title = checkTitle(given);
  const header = await readOwnHeader(datasets, id);
  if (header === undefined) throw unknownDataset(id);
  const path = join(datasets, id, STORED_HEADER);
  const stored = headerJson(await readFile(path, 'utf8'));
  const text = `${JSON.stringify({ ...(stored as object), info: { ...header.info, title } }, undefined, 2)}\n`;
  const { info } = parseOwnHeader(text, id);
  await replaceFile(path, text);
  return info;
}

function checkTitle(given: string): string {
  const title = typeof given === 'string' ? given.trim().replaceAll(/\s+/g, ' ') : '';
  if (title !== '' && title.length <= MOST_TITLE && !/\p{Cc}/u.test(title)) return title;
  throw new EngineError('bad-title', `A title has 1 to ${MOST_TITLE} characters in one line.`);
}

function checkOwn(id: string): void {
  if (datasetOf(id) !== undefined)
    throw new EngineError('bundled-dataset', `"${id}" comes with the program: it can neither be removed nor renamed.`);
  if (!isOwnId(id)) throw unknownDataset(id);
}

function unknownDataset(id: string): EngineError {
  return new EngineError('unknown-dataset', `There is no dataset "${id}". It may have been removed.`);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
