import { autoMpg } from './auto-mpg.ts';
import { births } from './births.ts';
import { blobs } from './blobs.ts';
import { breastCancer } from './breast-cancer.ts';
import { bursts } from './bursts.ts';
import { checkerboard } from './checkerboard.ts';
import { circles } from './circles.ts';
import type { DatasetInfo } from './dataset.ts';
import { diabetes } from './diabetes.ts';
import { digits } from './digits.ts';
import { emoji } from './emoji.ts';
import { emojiPhotographs } from './emoji-photographs.ts';
import { fashionMnist } from './fashion-mnist.ts';
import type { GeneratedDataset } from './generated.ts';
import { graphSamplesOf, meanEdgesPerNode, partOf, virtualFields } from './graph-fields.ts';
import { iris } from './iris.ts';
import { jueju } from './jueju.ts';
import { karate } from './karate.ts';
import { markedValue } from './marked-value.ts';
import { mislabelledDigits } from './mislabelled-digits.ts';
import { mnist } from './mnist.ts';
import { mnist3d } from './mnist-3d.ts';
import { mobyDick } from './moby-dick.ts';
import { molecules } from './molecules.ts';
import { moons } from './moons.ts';
import { names } from './names.ts';
import { penguins } from './penguins.ts';
import { photographs } from './photographs.ts';
import { roget } from './roget.ts';
import { seattleWeather } from './seattle-weather.ts';
import { sotu } from './sotu.ts';
import { spirals } from './spirals.ts';
import { sunspots } from './sunspots.ts';
import { tangPoets } from './tang-poets.ts';
import type { Toy } from './toy.ts';
import { udhr } from './udhr.ts';
import { wine } from './wine.ts';
import { xor } from './xor.ts';

/** Datasets that lie in a folder of their own, named by their id. */
export const storedDatasets: readonly DatasetInfo[] = [
  ...[mnist, fashionMnist, emoji, digits],
  ...[penguins, iris, wine, breastCancer, autoMpg, diabetes],
  ...[births, seattleWeather, sunspots],
  ...[names, sotu, tangPoets, udhr, mobyDick, jueju],
  ...[karate, roget, molecules],
];

/** Lie in folders as well, for others to be made from them; they are not offered. */
const ingredients: readonly DatasetInfo[] = [photographs];

export const toys: readonly Toy[] = [xor, moons, circles, spirals, blobs, checkerboard];

/** Datasets that are computed when they are loaded. */
export const generatedDatasets: readonly GeneratedDataset[] = [mislabelledDigits, mnist3d, emojiPhotographs, bursts, markedValue, ...toys];

/** All bundled datasets, in the order in which they are offered. */
export const datasets: readonly DatasetInfo[] = [...storedDatasets, ...generatedDatasets.map(({ info }) => info)];

export function datasetOf(id: string): DatasetInfo | undefined {
  return datasets.find((dataset) => dataset.id === id);
}

/** A dataset that others are made from; it need not be offered itself. */
export function ingredientOf(id: string): DatasetInfo | undefined {
  return [...datasets, ...ingredients].find((dataset) => dataset.id === id);
}

/** How a dataset is computed; `undefined` for one that is stored in files. */
export function generatedDataset(id: string): GeneratedDataset | undefined {
  return generatedDatasets.find(({ info }) => info.id === id);
}

/** What shape inference needs to know of a bundled dataset: the `DatasetShape` of layers. */
export function datasetShapes(id: string) {
  return shapeOf(datasetOf(id));
}

/** Bundled datasets and others beside them, looked up by id. */
export interface DatasetCatalog {
  /** Of all datasets that can be chosen. */
  readonly ids: readonly string[];
  readonly infoOf: (id: string) => DatasetInfo | undefined;
  /** The `DatasetShape` of layers. */
  readonly shapesOf: typeof datasetShapes;
}

/** Bundled datasets go before `own` ones of their id. */
export function catalogOf(own: readonly DatasetInfo[]): DatasetCatalog {
  const infoOf = (id: string) => datasetOf(id) ?? own.find((dataset) => dataset.id === id);
  const ids = [...new Set([...datasets, ...own].map(({ id }) => id))];
  return { ids, infoOf, shapesOf: (id) => shapeOf(infoOf(id)) };
}

/** The bundled datasets alone. */
export const bundledCatalog: DatasetCatalog = catalogOf([]);

function shapeOf(info: DatasetInfo | undefined) {
  return info === undefined ? undefined : { ...datasetShape(info), info };
}

/** Fields of a dataset as shape inference sees them, those that a graph gives among them: the `DatasetShape` of layers. */
export function datasetShape(info: Pick<DatasetInfo, 'id' | 'fields' | 'graph'> & Partial<Pick<DatasetInfo, 'splits'>>) {
  const samples = graphSamplesOf(info);
  const edgesPerNode = meanEdgesPerNode(info);
  const stored = info.fields.map((field) => {
    const { name, dtype, shape, role, classes, ragged, tokens, ignored } = field;
    const part = partOf(field, info);
    return {
      name,
      dtype: part === 'edges' ? ('int64' as const) : dtype,
      shape,
      role,
      ...(part && { part }),
      ...(classes && { classes: classes.length }),
      ...(ragged && { ragged: true as const }),
      ...(tokens !== undefined && { tokens }),
      ...(ignored !== undefined && { ignored }),
    };
  });
  const virtual = virtualFields(info).map(({ name, part }) => ({
    name,
    dtype: part === 'weights' ? ('float32' as const) : ('int64' as const),
    shape: [],
    role: 'input' as const,
    part,
  }));
  return { id: info.id, fields: [...stored, ...virtual], ...(samples && { samples }), ...(edgesPerNode !== undefined && { edgesPerNode }) };
}
