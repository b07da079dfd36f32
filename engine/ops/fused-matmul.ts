import { int, intOf } from '../graph/attributes.ts';
import { defineOp, type OpDefinition } from './definition.ts';
import { given } from './inputs.ts';
import { MatMul } from './matmul.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import type { TensorType } from '../graph/types.ts';

/** The last two axes swapped. */
const turned = <T>(dims: readonly T[]): readonly T[] => [...dims.slice(0, -2), dims[dims.length - 1], dims[dims.length - 2]];

function turnedType(type: TensorType | undefined, turn: boolean): TensorType | undefined {
  return type === undefined || !turn ? type : { dtype: type.dtype, shape: turned(type.shape) };
}

function turnedArray(x: NdArray, turn: boolean): NdArray {
  if (!turn) return x;
  const result = ndarray(x.dtype, turned(x.dims));
  const [rows, columns] = x.dims.slice(-2);
  for (let i = 0; i < x.data.length; i += 1) {
    const [plane, at] = [Math.floor(i / (rows * columns)), i % (rows * columns)];
    result.data[plane * rows * columns + (at % columns) * rows + Math.floor(at / columns)] = x.data[i];
  }
  return result;
}

/** MatMul that reads A or B transposed, without copying it. Lowerings for onnxruntime use it. */
export const FusedMatMul: OpDefinition = defineOp({
  opType: 'FusedMatMul',
  domain: 'com.microsoft',
  infer: (context) => {
    const [a, b] = context.inputs;
    const [transA, transB] = [intOf(context.attributes, 'transA', 0) === 1, intOf(context.attributes, 'transB', 0) === 1];
    return MatMul.infer({ ...context, inputs: [turnedType(a, transA), turnedType(b, transB)] });
  },
  gradient: { forbidden: 'it appears in lowered graphs alone.' },
  kernel: (context) => {
    const [a, b] = context.inputs;
    const [transA, transB] = [intOf(context.attributes, 'transA', 0) === 1, intOf(context.attributes, 'transB', 0) === 1];
    return MatMul.kernel({ ...context, inputs: [turnedArray(given(a), transA), turnedArray(given(b), transB)] });
  },
  samples: [
    { name: 'matrices', inputs: [{ dims: [3, 2] }, { dims: [4, 3] }], attributes: { transA: int(1), transB: int(1) } },
    { name: 'batches', inputs: [{ dims: [2, 3, 2, 5] }, { dims: [2, 3, 4, 5] }], attributes: { transB: int(1) } },
  ],
});
