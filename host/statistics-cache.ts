import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetOf } from '../engine/data/registry.ts';
import { STORED_HEADER } from '../engine/data/stored.ts';
import type { DatasetFolders } from '../engine/runtime/datasets.ts';
import type { DatasetStatistics } from '../engine/statistics/definition.ts';
import { contentHash, readTextIfThere } from './workspace.ts';

/** Results that are kept, those last asked for. */
const KEPT = 32;

/** Statistics that have been computed, by dataset and split; one's own that were imported anew or renamed are computed again. */
export class StatisticsCache {
  readonly #folders: DatasetFolders;
  readonly #results = new Map<string, DatasetStatistics>();

  constructor(folders: DatasetFolders) {
    this.#folders = folders;
  }

  async get(id: string, split: 'train' | 'test', compute: () => Promise<DatasetStatistics>): Promise<DatasetStatistics> {
    const key = `${split} ${id} ${await this.#version(id)}`;
    const result = this.#results.get(key) ?? (await compute());
    this.#results.delete(key);
    this.#results.set(key, result);
    for (const old of [...this.#results.keys()].slice(0, -KEPT)) this.#results.delete(old);
    return result;
  }

  /** Bundled ones stay as they are. An id that is none of a dataset is refused where it is computed. */
  async #version(id: string): Promise<string> {
    if (datasetOf(id) !== undefined) return '';
    const path = join(this.#folders.own, id, STORED_HEADER);
    const [text, status] = await Promise.all([readTextIfThere(path).catch(() => undefined), stat(path).catch(() => undefined)]);
    return `${contentHash(text ?? '')} ${status?.mtimeMs}`;
  }
}
