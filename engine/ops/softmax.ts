import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import type { Attributes, TensorType, Value } from '../graph/types.ts';
import { defineOp, type KernelContext, type OpSample } from './definition.ts';
import { arrayOf, axisOf, floatTypeOf, given } from './inputs.ts';
import { forEachLine, ndarray, type NdArray } from './ndarray.ts';

const axisAttribute = (attributes: Attributes): number => intOf(attributes, 'axis', -1);

function infer(context: InferContext): readonly TensorType[] {
  const type = floatTypeOf(context, 0);
  axisOf(axisAttribute(context.attributes), type.shape.length);
  return [type];
}

/** Applies `write(source, start, step, length, target)` to each line along the operator's axis. */
function alongAxis(
  context: KernelContext,
  write: (x: Float64Array, start: number, step: number, length: number, y: Float64Array) => void,
): readonly NdArray[] {
  const x = arrayOf(context, 0);
  const y = ndarray(x.dtype, x.dims);
  const axis = axisOf(axisAttribute(context.attributes), x.dims.length);
  forEachLine(x.dims, axis, (start, step) => write(x.data, start, step, x.dims[axis], y.data));
  return [y];
}

/** ln Σ eˣ of one line, shifted by its maximum so that nothing overflows. */
function logSumExp(x: Float64Array, start: number, step: number, length: number): number {
  let max = -Infinity;
  for (let i = 0, at = start; i < length; i += 1, at += step) max = Math.max(max, x[at]);
  let sum = 0;
  for (let i = 0, at = start; i < length; i += 1, at += step) sum += Math.exp(x[at] - max);
  return max + Math.log(sum);
}

const samples: readonly OpSample[] = [
  { name: 'last axis', inputs: [{ dims: [3, 4], range: [-2, 2] }] },
  { name: 'batch 1', inputs: [{ dims: [1, 5], range: [-2, 2] }] },
  { name: 'channels of images', inputs: [{ dims: [2, 3, 2, 2] }], attributes: { axis: int(1) } },
  { name: 'negative axis', inputs: [{ dims: [2, 3, 2] }], attributes: { axis: int(-2) } },
  { name: 'first axis', inputs: [{ dims: [3, 2] }], attributes: { axis: int(0) } },
];

/** y = eˣ / Σ eˣ along an axis; ∂L/∂x = y·(g − Σ g·y). */
export const Softmax = defineOp({
  opType: 'Softmax',
  infer,
  gradient: ({ e, outputs: [y], gradients, attributes }) => {
    const g: Value = given(gradients[0]);
    const mean = e.reduceSum(e.mul(g, y), [axisAttribute(attributes)]);
    return [e.mul(y, e.sub(g, mean))];
  },
  kernel: (context) =>
    alongAxis(context, (x, start, step, length, y) => {
      const total = logSumExp(x, start, step, length);
      for (let i = 0, at = start; i < length; i += 1, at += step) y[at] = Math.exp(x[at] - total);
    }),
  samples,
});

/** y = x − ln Σ eˣ along an axis; ∂L/∂x = g − eʸ·Σ g. */
export const LogSoftmax = defineOp({
  opType: 'LogSoftmax',
  infer,
  gradient: ({ e, outputs: [y], gradients, attributes }) => {
    const g: Value = given(gradients[0]);
    return [e.sub(g, e.mul(e.exp(y), e.reduceSum(g, [axisAttribute(attributes)])))];
  },
  kernel: (context) =>
    alongAxis(context, (x, start, step, length, y) => {
      const total = logSumExp(x, start, step, length);
      for (let i = 0, at = start; i < length; i += 1, at += step) y[at] = x[at] - total;
    }),
  samples,
});
