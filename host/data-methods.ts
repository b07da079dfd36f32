import { isAbsolute } from 'node:path';
import { previewOf, samplesOf } from '../engine/data/preview.ts';
import { datasets as bundledDatasets } from '../engine/data/registry.ts';
import { windowed } from '../engine/data/windows.ts';
import { EngineError } from '../engine/graph/errors.ts';
import { type DatasetFolders, openDataset } from '../engine/runtime/datasets.ts';
import type { EngineClient, JobOptions } from '../engine/runtime/engine-api.ts';
import { listOwnDatasets } from '../engine/runtime/own-datasets.ts';
import { classPositions } from '../engine/statistics/class-positions.ts';
import { augmentedSamples } from '../engine/training/augmented-samples.ts';
import type { HostApi, ImportSource } from './api.ts';
import { importRequestOf } from './import-choices.ts';
import type { Jobs } from './jobs.ts';
import { removeOwnDataset, renameOwnDataset } from './own-datasets.ts';
import {
  checkAugmentationRequest,
  checkClassRequest,
  checkImportChoices,
  checkImportSource,
  checkJobName,
  checkSamplesRequest,
  checkSplit,
} from './requests.ts';
import { StatisticsCache } from './statistics-cache.ts';
import type { Uploads } from './uploads.ts';
import type { Workspace } from './workspace.ts';

/** Files up to this size are read whole for a preview of one's own data. */
const PREVIEW_BYTES = 2 ** 16;

export interface DataServices {
  readonly shell: string;
  readonly workspace: Workspace;
  readonly datasets: DatasetFolders;
  readonly engine: () => EngineClient;
  readonly jobs: Jobs;
  readonly uploads: Uploads;
  readonly now: () => Date;
  /** Throws where a run that trains or waits to needs the dataset. */
  readonly checkUnused: (datasetId: string) => void;
  /** One's own datasets changed. */
  readonly changed: () => void;
}

type DatasetMethods = Pick<
  HostApi,
  | 'listDatasets'
  | 'previewDataset'
  | 'datasetSamples'
  | 'classPositions'
  | 'datasetGraph'
  | 'datasetStatistics'
  | 'previewAugmentation'
  | 'cancelJob'
>;

/** What datasets hold. */
export function datasetMethods({ datasets, engine, jobs }: DataServices): DatasetMethods {
  const open = (id: string) => openDataset(id, datasets, PREVIEW_BYTES);
  const statistics = new StatisticsCache(datasets);
  return {
    listDatasets: async () => [...bundledDatasets, ...(await listOwnDatasets(datasets.own)).infos],
    previewDataset: async (id, count) => previewOf(await open(id), Math.min(count, 10_000)),
    datasetSamples: async (id, split, positions, window) => {
      const asked = checkSamplesRequest({ split, positions, ...(window && { window }) });
      const dataset = await open(id);
      return samplesOf(asked.window === undefined ? dataset : windowed(dataset, asked.window), asked.split, asked.positions);
    },
    classPositions: async (id, split, field, classNumber) => {
      const asked = checkClassRequest({ split, field, classNumber });
      return classPositions(await open(id), asked.split, asked.field, asked.classNumber);
    },
    datasetGraph: async (id) => (await open(id)).graph,
    datasetStatistics: async (job, id, split) => {
      const asked = checkSplit(split);
      return jobs.run(checkJobName(job), (options) =>
        statistics.get(id, asked, () => engine().statistics({ id, split: asked, datasets }, options)),
      );
    },
    previewAugmentation: async (id, field, augmentation, options) => {
      const asked = checkAugmentationRequest({ field, augmentation, options });
      return augmentedSamples(await open(id), asked.field, asked.augmentation, asked.options);
    },
    cancelJob: async (job) => jobs.cancel(job),
  };
}

type OwnDataMethods = Pick<
  HostApi,
  'removeDataset' | 'renameDataset' | 'beginUpload' | 'uploadPart' | 'discardUpload' | 'previewImport' | 'importDataset'
>;

/** Own data: how it comes in, is renamed and goes. */
export function ownDataMethods(services: DataServices): OwnDataMethods {
  const { workspace, engine, jobs, uploads, now, checkUnused, changed } = services;
  const claims = new Claims();
  const reading = <T>(source: ImportSource, read: (paths: readonly string[]) => Promise<T>): Promise<T> => {
    const asked = checkImportSource(source);
    return 'uploadId' in asked ? uploads.use(asked.uploadId, read) : read(checkPaths(services.shell, asked.paths));
  };
  const job = <T>(name: string, source: ImportSource, start: (paths: readonly string[], options: JobOptions) => Promise<T>): Promise<T> =>
    jobs.run(checkJobName(name), (options) => reading(source, (paths) => start(paths, options)));
  const changing = async <T>(id: string, change: () => Promise<T>): Promise<T> => {
    const result = await claims.hold(id, change);
    changed();
    return result;
  };
  return {
    removeDataset: (id) =>
      changing(id, async () => {
        checkUnused(id);
        await removeOwnDataset(workspace, id, now());
      }),
    renameDataset: (id, title) => changing(id, () => renameOwnDataset(workspace, id, title)),
    beginUpload: (files) => uploads.begin(files),
    uploadPart: (id, file, offset, bytes) => uploads.part(id, file, offset, bytes),
    discardUpload: (id) => uploads.discard(id),
    previewImport: async (name, source, given) => {
      const choices = checkImportChoices(given);
      return job(name, source, (paths, options) => engine().previewImport(importRequestOf(paths, choices), options));
    },
    importDataset: async (name, source, given) => {
      const choices = checkImportChoices(given);
      if (choices.replace === true) checkUnused(choices.id);
      // Without an id it is named after its source, and its import refuses a name that is taken meanwhile.
      return changing(choices.id || `unnamed ${name}`, () =>
        job(name, source, (paths, options) =>
          engine().importData({ ...importRequestOf(paths, choices), folder: workspace.datasets }, options),
        ),
      );
    },
  };
}

/** A browser shows pages of its own choosing: what it may read of this machine is what its person hands over. */
function checkPaths(shell: string, paths: readonly string[]): readonly string[] {
  if (shell === 'web')
    throw new EngineError(
      'not-in-browser',
      'A browser cannot import files by their place on this machine. Choose or drag them to upload them.',
    );
  const relative = paths.find((path) => !isAbsolute(path));
  if (relative !== undefined) throw new EngineError('bad-request', `A whole path was expected, came ${JSON.stringify(relative)}.`);
  return paths;
}

/** Own datasets that are being made or changed: each by one call at a time. */
class Claims {
  readonly #held = new Set<string>();

  async hold<T>(id: string, change: () => Promise<T>): Promise<T> {
    if (this.#held.has(id))
      throw new EngineError(
        'dataset-busy',
        `The dataset "${id}" is being imported or changed already. Wait until that is done, or choose another id.`,
      );
    this.#held.add(id);
    try {
      return await change();
    } finally {
      this.#held.delete(id);
    }
  }
}
