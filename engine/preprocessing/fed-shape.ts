import type { DatasetInfo } from '../data/dataset.ts';
import { datasetShape } from '../data/registry.ts';
import type { DatasetShape } from '../layers/definition.ts';
import type { DataSettings } from '../project/schema.ts';
import { preparedInfo } from './prepared-info.ts';

const known = new WeakMap<DatasetInfo, DatasetShape>();

/** What shape inference is told of a dataset: its fields as the project has them fed. */
export function fedShape(shape: DatasetShape | undefined, data: DataSettings): DatasetShape | undefined {
  if (shape?.info === undefined) return shape;
  const { info } = preparedInfo(shape.info, data);
  const found = known.get(info) ?? { ...datasetShape(info), info: shape.info };
  known.set(info, found);
  return found;
}
