import { toShape } from './agreeing.ts';
import type { TensorType } from '../graph/types.ts';
import { defineLayer, type LayerFix } from './definition.ts';
import { describeType } from './expectations.ts';
import { field } from './parameters.ts';
import { outputPort, variadicPort } from './ports.ts';

/** Joins inputs along one axis; the batch is axis 0. */
export const Concat = defineLayer({
  type: 'Concat',
  version: 1,
  category: 'shape',
  title: 'Concatenate',
  summary: 'joins inputs along an axis',
  synonyms: ['concatenate', 'join', 'merge', 'stack', '拼接'],
  parameters: {
    axis: field.int({ label: 'Axis', help: '1 joins features or channels; the batch is axis 0.', default: 1, min: 1, max: 8 }),
  },
  inputs: variadicPort,
  outputs: outputPort,
  infer({ parameters: { axis }, inputs }) {
    const [first, ...rest] = inputs;
    if (axis >= first.shape.length) {
      return {
        problem: {
          code: 'invalid-parameter',
          parameter: 'axis',
          message: `Axis ${axis} lies beyond the inputs’ ${first.shape.length} axes.`,
          expected: `1 to ${first.shape.length - 1}`,
          actual: String(axis),
          fixes: [joinAlong(1)],
        },
      };
    }
    const odd = rest.find((type) => !fits(type, first, axis));
    if (odd !== undefined) {
      return {
        problem: {
          code: 'shape-mismatch',
          port: 'in',
          message: `Concatenate needs inputs that differ along axis ${axis} alone.`,
          expected: describeType({ ...first, shape: first.shape.map((dim, i) => (i === axis ? '·' : dim)) }),
          actual: describeType(odd),
          fixes: fixesFor(odd, inputs, axis),
        },
      };
    }
    const length = inputs.reduce((sum, type) => sum + Number(type.shape[axis]), 0);
    return { outputs: [{ dtype: first.dtype, shape: first.shape.map((dim, i) => (i === axis ? length : dim)) }], flops: 0 };
  },
  lower: ({ e, parameters: { axis }, inputs }) => [e.concat(inputs, axis)],
  formula: 'y = [x_1; x_2; \\dots]',
  explanation: 'Joins its inputs along axis {axis}, so that later layers see all of them side by side.',
  display: ['axis'],
  examples: [
    { name: 'vectors', inputs: [{ shape: [3] }, { shape: [4] }] },
    { name: 'channels of three images', inputs: [{ shape: [1, 3, 4] }, { shape: [2, 3, 4] }, { shape: [1, 3, 4] }] },
    { name: 'along the height', parameters: { axis: 2 }, inputs: [{ shape: [2, 3, 4] }, { shape: [2, 1, 4] }] },
  ],
});

function fits(type: TensorType, { dtype, shape }: TensorType, axis: number): boolean {
  return type.dtype === dtype && type.shape.length === shape.length && type.shape.every((dim, i) => i === axis || dim === shape[i]);
}

const joinAlong = (axis: number): LayerFix => ({ label: `Join along axis ${axis}`, set: { axis } });

/** Another axis along which all inputs fit; beside vectors a Flatten makes a vector of what came; else what makes the other axes agree. */
function fixesFor(odd: TensorType, [first, ...rest]: readonly TensorType[], chosen: number): readonly LayerFix[] {
  const axis = first.shape.findIndex((_, i) => i > 0 && rest.every((type) => fits(type, first, i)));
  if (axis > 0) return [joinAlong(axis)];
  const toVector = first.shape.length === 2 && odd.shape.length > 2 && odd.dtype === first.dtype;
  if (toVector) return [{ label: 'Insert Flatten', insert: 'Flatten' }];
  if (first.dtype !== 'float32') return [];
  return toShape(
    first.shape.map((dim, i) => (i === chosen ? (odd.shape[i] ?? dim) : dim)),
    odd,
  );
}
