import { float, floatOf, int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { broadcastShapes, formatShape, sameShape } from '../graph/shape.ts';
import type { Attributes, TensorType, Value } from '../graph/types.ts';
import { defineOp, type GradientContext, type KernelContext } from './definition.ts';
import { arrayOf, floatInput, given, typeMistake } from './inputs.ts';
import { multiplyInto } from './matrix.ts';
import { broadcastStrides, type NdArray, ndarray, readStrided } from './ndarray.ts';

interface Settings {
  readonly alpha: number;
  readonly beta: number;
  readonly transA: boolean;
  readonly transB: boolean;
}

const settingsOf = (attributes: Attributes): Settings => ({
  alpha: floatOf(attributes, 'alpha', 1),
  beta: floatOf(attributes, 'beta', 1),
  transA: intOf(attributes, 'transA', 0) !== 0,
  transB: intOf(attributes, 'transB', 0) !== 0,
});

function infer(context: InferContext): readonly TensorType[] {
  const [a, b, c] = [floatInput(context, 0, 'A', 2), floatInput(context, 1, 'B', 2), context.inputs[2]];
  const { transA, transB } = settingsOf(context.attributes);
  const came = `${formatShape(a.shape)}${transA ? ' transposed' : ''} and ${formatShape(b.shape)}${transB ? ' transposed' : ''}`;
  if (a.shape.length !== 2 || b.shape.length !== 2) throw typeMistake('two matrices', came);
  const [m, k] = transA ? a.shape.toReversed() : a.shape;
  const [rows, n] = transB ? b.shape.toReversed() : b.shape;
  if (k !== rows) throw typeMistake('as many columns of A as rows of B', came);
  const shape = [m, n];
  const stretched = c && broadcastShapes(c.shape, shape);
  if (c && (stretched === undefined || !sameShape(stretched, shape))) {
    throw typeMistake(`C that stretches to ${formatShape(shape)}`, formatShape(c.shape));
  }
  if ([b, c].some((type) => type && type.dtype !== a.dtype))
    throw typeMistake(`${a.dtype} for all`, `${b.dtype}${c ? ` and ${c.dtype}` : ''}`);
  return [{ dtype: a.dtype, shape }];
}

/** A matrix, transposed on request. */
function matrix({ data, dims }: NdArray, transpose: boolean): Float64Array {
  return transpose ? readStrided(data, dims.toReversed(), [1, dims[1]]) : data;
}

function kernel(context: KernelContext): readonly NdArray[] {
  const [a, b, c] = [arrayOf(context, 0), arrayOf(context, 1), context.inputs[2]];
  const { alpha, beta, transA, transB } = settingsOf(context.attributes);
  const dims = context.outputTypes[0].shape as readonly number[];
  const product = ndarray(a.dtype, dims);
  multiplyInto([dims[0], a.dims[transA ? 0 : 1], dims[1]], matrix(a, transA), matrix(b, transB), product.data);
  if (alpha !== 1) for (let i = 0; i < product.data.length; i += 1) product.data[i] *= alpha;
  if (c === undefined) return [product];
  const bias = readStrided(c.data, dims, broadcastStrides(c.dims, dims));
  for (let i = 0; i < product.data.length; i += 1) product.data[i] += beta * bias[i];
  return [product];
}

/** ∂A = α·g·B′ᵀ, ∂B = α·A′ᵀ·g, turned as A and B are stored; ∂C = β·g. */
function gradient({ e, inputs, gradients, attributes, wants }: GradientContext): readonly (Value | undefined)[] {
  const [a, b, g] = [given(inputs[0]), given(inputs[1]), given(gradients[0])];
  const { alpha: scale, beta, transA, transB } = settingsOf(attributes);
  const alpha = scale === 1 ? {} : { alpha: scale };
  const toA = (): Value =>
    transA ? e.gemm(b, g, undefined, { ...alpha, transA: transB, transB: true }) : e.gemm(g, b, undefined, { ...alpha, transB: !transB });
  const toB = (): Value =>
    transB ? e.gemm(g, a, undefined, { ...alpha, transA: true, transB: transA }) : e.gemm(a, g, undefined, { ...alpha, transA: !transA });
  return [wants(0) ? toA() : undefined, wants(1) ? toB() : undefined, wants(2) ? e.mulScalar(g, beta) : undefined];
}

/** y = α·A′·B′ + β·C for matrices, A′ and B′ transposed on request, C broadcast. */
export const Gemm = defineOp({
  opType: 'Gemm',
  infer,
  gradient,
  kernel,
  samples: [
    { name: 'bias row', inputs: [{ dims: [3, 2] }, { dims: [2, 4] }, { dims: [4] }] },
    { name: 'no bias', inputs: [{ dims: [3, 2] }, { dims: [2, 4] }] },
    { name: 'left transposed', inputs: [{ dims: [2, 3] }, { dims: [2, 4] }, { dims: [3, 1] }], attributes: { transA: int(1) } },
    { name: 'right transposed, batch 1', inputs: [{ dims: [1, 2] }, { dims: [4, 2] }, { dims: [] }], attributes: { transB: int(1) } },
    {
      name: 'both transposed and scaled',
      inputs: [{ dims: [2, 3] }, { dims: [4, 2] }, { dims: [3, 4] }],
      attributes: { transA: int(1), transB: int(1), alpha: float(0.5), beta: float(1.5) },
    },
    { name: 'scaled', inputs: [{ dims: [3, 2] }, { dims: [2, 2] }, { dims: [1, 2] }], attributes: { alpha: float(2), beta: float(0.25) } },
  ],
});
