import { isStatic, sizeOf } from '../graph/shape.ts';
import type { Shape, TensorType } from '../graph/types.ts';
import type { LayerFix } from './definition.ts';

/**
 * Layers before a join that make what comes have the expected shape, where one alone does: a Reshape of as many elements, a Dense layer of
 * another last axis, a convolution of one element of other channels.
 */
export function toShape(expected: Shape, { dtype, shape }: TensorType): readonly LayerFix[] {
  if (dtype !== 'float32') return dtype === 'int64' || dtype === 'int32' ? [{ label: 'Insert Embedding', insert: 'Embedding' }] : [];
  const [want, have] = [expected.slice(1), shape.slice(1)];
  if (expected[0] !== shape[0] || !isStatic(want) || !isStatic(have)) return [];
  const odd = want.flatMap((size, axis) => (have.length === want.length && size !== have[axis] ? [axis] : []));
  const last = want.length - 1;
  if (odd.length === 1 && odd[0] === last && last <= 1) return [dense(want[last])];
  if (odd.length === 1 && odd[0] === 0 && last <= 3) return [pointwise(want[0], last)];
  if (sizeOf(want) !== sizeOf(have) || want.length === 0) return [];
  return [{ label: `Insert Reshape to ${want.join('×')}`, insert: 'Reshape', parameters: { shape: want } }];
}

const dense = (units: number): LayerFix => ({ label: `Insert Dense with ${units} units`, insert: 'Dense', parameters: { units } });

/** A convolution of one element, which mixes channels alone. */
export function pointwise(filters: number, rank: number): LayerFix {
  const kernelSize = new Array<number>(rank).fill(1);
  return {
    label: `Insert a ${kernelSize.join('×')} convolution with ${filters} filters`,
    insert: `Conv${rank}D`,
    parameters: { filters, kernelSize },
  };
}

/** Makes a row of so many features of what another layer gives: by its own units, else by a layer behind it. */
export const toWidth = (units: number): readonly LayerFix[] => [{ label: `Set ${units} units`, setSource: { units } }, dense(units)];

/** Makes a vector of one number of the single number that a sample has. */
export const toVectorOfOne: LayerFix = { label: 'Insert Unsqueeze to N×1', insert: 'Unsqueeze', parameters: { axes: [1] } };
