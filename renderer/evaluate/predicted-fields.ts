import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { RegressionReport } from '../../engine/evaluation/report.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import type { Project } from '../../engine/project/schema.ts';
import { parametersOf, projectInputField } from '../document/knowledge.ts';
import { isPicture } from './sample-view.tsx';

/** What a network sees, and what it is to give. */
export interface PredictedFields {
  readonly input: DatasetField;
  readonly target: DatasetField;
}

export function predictedFields(project: Project, dataset: DatasetInfo, { nodeId }: RegressionReport): PredictedFields | undefined {
  const node = project.nodes.find(({ id }) => id === nodeId);
  const layer = node && layerOf(node.type);
  const name = node && layer && parametersOf(node, layer).target;
  const input = projectInputField(project, dataset.fields);
  const target = dataset.fields.find((field) => field.name === name);
  return input && target && { input, target };
}

/** Whether predictions can be drawn beside their targets: not where steps on the target can't be undone. */
export function isDrawn({ target }: PredictedFields, { whole, width, kept }: RegressionReport): boolean {
  const size = target.shape.reduce((product, length) => product * length, 1);
  return whole !== undefined && kept === undefined && size === width && (isPicture(target) || target.semantics === 'signal');
}

/** A field whose values are given as its dataset declares them, scaling done. */
export function asFed({ preprocessing: _preprocessing, columns: _columns, ...field }: DatasetField): DatasetField {
  return field;
}

/** The numbers of a stored sample, scaled as its dataset declares: what predictions are told in. */
export function fedValues({ shape, columns, preprocessing }: DatasetField, stored: ArrayLike<number>, index: number): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const perColumn = columns === undefined ? size : size / columns.length;
  return Float32Array.from({ length: size }, (_, i) => {
    const { scale, offset } = columns?.[Math.floor(i / perColumn)] ?? preprocessing ?? { scale: 1, offset: 0 };
    return stored[index * size + i] * scale + offset;
  });
}
