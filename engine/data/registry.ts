import { blobs } from './blobs.ts';
import { checkerboard } from './checkerboard.ts';
import { circles } from './circles.ts';
import type { Dataset, DatasetInfo } from './dataset.ts';
import { digits } from './digits.ts';
import { mnist } from './mnist.ts';
import { moons } from './moons.ts';
import { spirals } from './spirals.ts';
import type { Toy } from './toy.ts';
import { xor } from './xor.ts';

/** Datasets that lie in a folder of their own, named by their id. */
export const storedDatasets: readonly DatasetInfo[] = [mnist, digits];

export const toys: readonly Toy[] = [xor, moons, circles, spirals, blobs, checkerboard];

/** All bundled datasets, in the order in which they are offered. */
export const datasets: readonly DatasetInfo[] = [...storedDatasets, ...toys.map((toy) => toy.info)];

export function datasetOf(id: string): DatasetInfo | undefined {
  return datasets.find((dataset) => dataset.id === id);
}

/** The samples of a generated dataset; `undefined` for one that is stored in files. */
export function generateDataset(id: string): Dataset | undefined {
  return toys.find((toy) => toy.info.id === id)?.generate();
}

/** What shape inference needs to know of a dataset: the `DatasetShape` of layers. */
export function datasetShapes(id: string) {
  const info = datasetOf(id);
  if (info === undefined) return undefined;
  const fields = info.fields.map(({ name, dtype, shape, role, classes }) => ({
    name,
    dtype,
    shape,
    role,
    ...(classes && { classes: classes.length }),
  }));
  return { id, fields };
}
