import { formatShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { type LayerFix, type LayerProblem, portKindOf } from './definition.ts';

/** `N×32×14×14, image` */
export function describeType(type: TensorType): string {
  return `${formatShape(type.shape)}, ${portKindOf(type)}`;
}

const toVector: readonly LayerFix[] = [
  { label: 'Insert Flatten', insert: 'Flatten' },
  { label: 'Insert GlobalAveragePool', insert: 'GlobalAveragePool' },
];

/** A problem unless the input is a batch of images N×C×H×W of floats. */
export function expectImage(type: TensorType, layer: string): LayerProblem | undefined {
  if (type.shape.length === 4 && type.dtype === 'float32') return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects an image with channels, height and width.`,
    expected: 'N×C×H×W, image',
    actual: describeType(type),
  };
}

/** A problem unless the input is a batch of vectors or of sequences of vectors. */
export function expectFeatures(type: TensorType, layer: string): LayerProblem | undefined {
  if ((type.shape.length === 2 || type.shape.length === 3) && type.dtype === 'float32') return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects a vector of features for each sample.`,
    expected: 'N×F, features',
    actual: describeType(type),
    ...(type.shape.length === 4 && { fixes: toVector }),
  };
}

/** A problem unless the input holds floats. */
export function expectFloats(type: TensorType, layer: string): LayerProblem | undefined {
  if (type.dtype === 'float32') return undefined;
  return {
    code: 'type-mismatch',
    port: 'in',
    message: `${layer} expects floating-point numbers.`,
    expected: 'float32',
    actual: `${type.dtype} ${describeType(type)}`,
  };
}

/** Sizes of an input's axes after the batch, as numbers. */
export function sampleShape(type: TensorType): readonly number[] {
  return type.shape.slice(1).map(Number);
}
