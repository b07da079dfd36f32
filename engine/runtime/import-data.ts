import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ConversionOptions, ImportResult } from '../conversion/definition.ts';
import { ownIdOf } from '../conversion/own-id.ts';
import { planSources } from '../conversion/plan.ts';
import { stoppable } from '../conversion/stoppable.ts';
import { isOwnId } from '../data/own.ts';
import { datasetOf } from '../data/registry.ts';
import { EngineError } from '../graph/errors.ts';
import { writeDataset, type WritingControl } from './dataset-writer.ts';
import { draftFolder, exists, formerFolder, recoverImports } from './import-drafts.ts';
import { OpenedSources, type SourceRequest } from './import-source.ts';
import { imageDecoder } from './importers/images.ts';

export interface ImportRequest extends WritingControl, SourceRequest {
  /** Folder of one's own datasets. */
  readonly folder: string;
  /** An empty id is made from the title, or from the name of the source. */
  readonly options: Omit<ConversionOptions, 'source'>;
  /** Takes the place of one's own dataset of that id, which stays until the new one is whole; without it such an id is refused. */
  readonly replace?: boolean;
}

/**
 * Imports files or a folder as a dataset of one's own. It is written beside its place and moved there when all is well: a failed
 * import leaves nothing. Throws `bad-id`, `dataset-exists`, `too-few-samples`, and what readers and conversion throw.
 */
export async function importData(request: ImportRequest): Promise<ImportResult> {
  const { folder } = request;
  const names = request.paths.map((path) => basename(resolve(path)));
  const id = request.options.id || ownIdOf(request.options.title ?? names[0]);
  await recoverImports(folder);
  await checkId(request, id);
  const opened = new OpenedSources();
  const draft = draftFolder(folder);
  try {
    const { aborted = () => false } = request;
    const sources = (await opened.read(request)).map((data) => stoppable(data, aborted));
    const plan = await planSources(sources, { ...request.options, id, source: names.join(', ') }, imageDecoder);
    await mkdir(draft, { recursive: true });
    const info = await writeDataset(draft, plan, request);
    await checkId(request, id);
    await moveInto(request, id, draft);
    return { info, notes: plan.notes() };
  } finally {
    await rm(draft, { recursive: true, force: true });
    await opened.close();
  }
}

/**
 * Puts a dataset in its place. The one that was there is moved aside, and back where the new one can't take its place; where the process
 * is killed between the two moves, `recoverImports` moves it back.
 */
async function moveInto(request: ImportRequest, id: string, draft: string): Promise<void> {
  const { folder, replace } = request;
  const place = join(folder, id);
  if (replace !== true || !(await exists(place))) {
    try {
      return await rename(draft, place);
    } catch (error) {
      // Another process may have taken the place meanwhile.
      await checkId(request, id);
      throw error;
    }
  }
  const former = formerFolder(folder, id);
  await rename(place, former);
  try {
    await rename(draft, place);
  } catch (error) {
    await rename(former, place);
    throw error;
  }
  // The new one is in its place: what can't be removed now is removed with what killed imports leave behind.
  await rm(former, { recursive: true, force: true }).catch(() => undefined);
}

async function checkId({ folder, replace }: ImportRequest, id: string): Promise<void> {
  if (!isOwnId(id))
    throw new EngineError('bad-id', `A dataset's id has 1 to 64 of a-z, 0-9 and -, not "${id}". Its title may be anything.`);
  if (datasetOf(id) !== undefined)
    throw new EngineError('dataset-exists', `"${id}" is a dataset that comes with the program. Choose another id.`);
  const place = join(folder, id);
  if (replace === true || !(await exists(place))) return;
  throw new EngineError(
    'dataset-exists',
    `There is a dataset "${id}" already, in ${place}. Choose another id, replace it or remove its folder.`,
  );
}
