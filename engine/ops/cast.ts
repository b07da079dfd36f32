import { int, intOf } from '../graph/attributes.ts';
import { EngineError } from '../graph/errors.ts';
import { dtypeOf, onnxDType } from '../graph/onnx/data-type.ts';
import { isFloat } from '../graph/shape.ts';
import type { DType } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { arrayOf, given, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** A number as the dtype holds it, but for rounding: the reference keeps floats in float64. */
function convert(dtype: DType): (value: number) => number {
  switch (dtype) {
    case 'bool':
      return (value) => (value !== 0 ? 1 : 0);
    case 'uint8':
      return (value) => Math.trunc(value) & 255;
    case 'int32':
    case 'int64':
      return Math.trunc;
    default:
      return (value) => value;
  }
}

const to = (dtype: DType) => ({ to: int(onnxDType[dtype]) });

/** Changes the dtype; between floating-point dtypes the gradient passes. */
export const Cast = defineOp({
  opType: 'Cast',
  infer: (context) => {
    const dtype = dtypeOf(intOf(context.attributes, 'to'));
    if (dtype === undefined) throw new EngineError('op-types', `expected a known dtype, came number ${intOf(context.attributes, 'to')}`);
    return [{ dtype, shape: typeOf(context, 0).shape }];
  },
  gradient: ({ e, inputs: [x], outputs: [y], gradients: [g] }) => [
    isFloat(y.type.dtype) ? e.cast(given(g), given(x).type.dtype) : undefined,
  ],
  kernel: (context) => {
    const x = arrayOf(context, 0);
    const { dtype } = context.outputTypes[0];
    return [ndarray(dtype, x.dims, x.data.map(convert(dtype)))];
  },
  samples: [
    { name: 'to float64', inputs: [{ dims: [2, 3] }], attributes: to('float64') },
    { name: 'to integers', inputs: [{ dims: [4], values: [-1.5, 1.5, 0.9, -0.9] }], attributes: to('int64'), differentiate: [] },
    { name: 'to bool', inputs: [{ dims: [3], values: [0, 2, -0.5] }], attributes: to('bool'), differentiate: [] },
    { name: 'bool to float', inputs: [{ dims: [2], dtype: 'bool', values: [0, 1] }], attributes: to('float32') },
    { name: 'integers to float', inputs: [{ dims: [2], dtype: 'int64', values: [-3, 7] }], attributes: to('float32') },
    { name: 'to bytes', inputs: [{ dims: [2], dtype: 'int64', values: [3, 200] }], attributes: to('uint8') },
  ],
});
