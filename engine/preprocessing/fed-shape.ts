import type { DatasetInfo } from '../data/dataset.ts';
import { datasetShape } from '../data/registry.ts';
import type { DatasetShape } from '../layers/definition.ts';
import type { DataSettings } from '../project/schema.ts';
import { preparedInfo } from './prepared-info.ts';

/** Fields of a dataset with the declaration that they come from; shapes that come from none are fed as they are. */
export interface DeclaredShape extends DatasetShape {
  readonly info?: DatasetInfo;
}

const known = new WeakMap<DatasetInfo, DeclaredShape>();

/** What shape inference is told of a dataset: its fields as the project has them fed. */
export function fedShape(shape: DeclaredShape | undefined, data: DataSettings): DeclaredShape | undefined {
  if (shape?.info === undefined) return shape;
  const { info } = preparedInfo(shape.info, data);
  const found = known.get(info) ?? { ...withTokenClasses(datasetShape(info)), info: shape.info };
  known.set(info, found);
  return found;
}

/** A target of tokens is told among as many classes. */
function withTokenClasses(shape: DatasetShape): DatasetShape {
  const fields = shape.fields.map((field) =>
    field.role === 'target' && field.tokens !== undefined ? { ...field, classes: field.tokens } : field,
  );
  return { ...shape, fields };
}
