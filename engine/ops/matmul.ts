import type { InferContext } from '../graph/builder.ts';
import { broadcastShapes, formatShape, sizeOf } from '../graph/shape.ts';
import type { Shape, TensorType, Value } from '../graph/types.ts';
import { defineOp, type GradientContext, type KernelContext } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { arrayOf, given, typeMistake, typeOf } from './inputs.ts';
import { multiplyInto } from './matrix.ts';
import { broadcastStrides, forEachIndex, type NdArray, ndarray, offsetOf } from './ndarray.ts';

/** A vector on the left counts as a row, one on the right as a column. */
const asMatrix = (shape: Shape, side: 'left' | 'right'): Shape => {
  if (shape.length !== 1) return shape;
  return side === 'left' ? [1, shape[0]] : [shape[0], 1];
};

function infer(context: InferContext): readonly TensorType[] {
  const [left, right] = [typeOf(context, 0), typeOf(context, 1)];
  if (left.dtype !== right.dtype) throw typeMistake('one dtype', `${left.dtype} and ${right.dtype}`);
  const [a, b] = [asMatrix(left.shape, 'left'), asMatrix(right.shape, 'right')];
  const came = `${formatShape(left.shape)} and ${formatShape(right.shape)}`;
  const batch = broadcastShapes(a.slice(0, -2), b.slice(0, -2));
  if (a.length < 2 || b.length < 2) throw typeMistake('vectors or matrices', came);
  if (batch === undefined) throw typeMistake('batches that broadcast', came);
  if (a.at(-1) !== b.at(-2)) throw typeMistake('as many columns on the left as rows on the right', came);
  const row = left.shape.length === 1 ? [] : a.slice(-2, -1);
  const column = right.shape.length === 1 ? [] : b.slice(-1);
  return [{ dtype: left.dtype, shape: [...batch, ...row, ...column] }];
}

function kernel(context: KernelContext): readonly NdArray[] {
  const [a, b] = [arrayOf(context, 0), arrayOf(context, 1)];
  const [aDims, bDims] = [asMatrix(a.dims, 'left') as readonly number[], asMatrix(b.dims, 'right') as readonly number[]];
  const result = ndarray(a.dtype, context.outputTypes[0].shape as readonly number[]);
  const sizes = [aDims[aDims.length - 2], aDims[aDims.length - 1], bDims[bDims.length - 1]] as const;
  const [m, k, n] = sizes;
  const batch = broadcastShapes(aDims.slice(0, -2), bDims.slice(0, -2)) as readonly number[];
  const aStrides = broadcastStrides(aDims.slice(0, -2), batch).map((stride) => stride * m * k);
  const bStrides = broadcastStrides(bDims.slice(0, -2), batch).map((stride) => stride * k * n);
  if (sizeOf(result.dims) === 0) return [result];
  forEachIndex(batch, (flat, index) => {
    multiplyInto(sizes, a.data, b.data, result.data, [offsetOf(index, aStrides), offsetOf(index, bStrides), flat * m * n]);
  });
  return [result];
}

/** The last two axes swapped. */
function transposed(e: Emitter, x: Value): Value {
  const axes = x.type.shape.map((_, axis) => axis);
  const rank = axes.length;
  return e.transpose(x, axes.with(rank - 2, rank - 1).with(rank - 1, rank - 2));
}

/** aᵀ·g summed over the batch, as one product over all rows: a [.., m, k], g [.., m, n]. */
function summedProduct(e: Emitter, a: Value, g: Value): Value {
  const rows = (x: Value): Value => (x.type.shape.length === 2 ? x : e.reshape(x, [-1, e.dim(x, -1)]));
  return e.gemm(rows(a), rows(g), undefined, { transA: true });
}

/** ∂a = g·bᵀ, ∂b = aᵀ·g of y = a·b. */
function gradient({ e, inputs, gradients, wants }: GradientContext): readonly (Value | undefined)[] {
  const [left, right, arrived] = [given(inputs[0]), given(inputs[1]), given(gradients[0])];
  const leftVector = left.type.shape.length === 1;
  const rightVector = right.type.shape.length === 1;
  const a = leftVector ? e.unsqueeze(left, [0]) : left;
  const b = rightVector ? e.unsqueeze(right, [1]) : right;
  const column = rightVector ? e.unsqueeze(arrived, [-1]) : arrived;
  const g = leftVector ? e.unsqueeze(column, [-2]) : column;
  const flat = b.type.shape.length === 2;
  const toLeft = (): Value =>
    flat && a.type.shape.length === 2 ? e.gemm(g, b, undefined, { transB: true }) : e.matmul(g, transposed(e, b));
  const toRight = (): Value => {
    const result = flat ? summedProduct(e, a, g) : e.matmul(transposed(e, a), g);
    return rightVector ? e.squeeze(result, [-1]) : result;
  };
  return [wants(0) ? toLeft() : undefined, wants(1) ? toRight() : undefined];
}

/** Matrix product over the last two axes; the axes before them broadcast. */
export const MatMul = defineOp({
  opType: 'MatMul',
  infer,
  gradient,
  kernel,
  samples: [
    { name: 'matrices', inputs: [{ dims: [2, 3] }, { dims: [3, 4] }] },
    { name: 'batch 1', inputs: [{ dims: [1, 3] }, { dims: [3, 2] }] },
    { name: 'batch times matrix', inputs: [{ dims: [2, 3, 4] }, { dims: [4, 2] }] },
    { name: 'matrix times batch', inputs: [{ dims: [3, 4] }, { dims: [2, 4, 2] }] },
    { name: 'batches', inputs: [{ dims: [2, 2, 3] }, { dims: [2, 3, 2] }] },
    { name: 'batches that broadcast', inputs: [{ dims: [2, 1, 2, 3] }, { dims: [3, 3, 2] }] },
    { name: 'vector times matrix', inputs: [{ dims: [3] }, { dims: [3, 2] }] },
    { name: 'matrix times vector', inputs: [{ dims: [2, 3] }, { dims: [3] }] },
    { name: 'batch times vector', inputs: [{ dims: [2, 2, 3] }, { dims: [3] }] },
    { name: 'vectors', inputs: [{ dims: [3] }, { dims: [3] }] },
    { name: 'nothing to add up', inputs: [{ dims: [2, 0] }, { dims: [0, 3] }] },
  ],
});
