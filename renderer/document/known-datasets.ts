import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { bundledCatalog, catalogOf, type DatasetCatalog } from '../../engine/data/registry.ts';

let known: DatasetCatalog = bundledCatalog;

/** Takes the datasets that the host lists; those that come with the program are known without it. */
export function knowDatasets(infos: readonly DatasetInfo[]): void {
  known = catalogOf(infos);
}

/** Datasets as the host listed them last. */
export const knownDatasets: DatasetCatalog = {
  get ids() {
    return known.ids;
  },
  infoOf: (id) => known.infoOf(id),
  shapesOf: (id) => known.shapesOf(id),
};
