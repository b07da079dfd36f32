import { float, floatOf, int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { broadcastShapes, formatShape, normalizeAxis, sameShape, sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import { defineOp, type GradientContext } from './definition.ts';
import { floatInput, given, typeMistake } from './inputs.ts';
import { broadcastStrides, forEachIndex, ndarray, offsetOf } from './ndarray.ts';

const defaultEpsilon = 1e-5;

function infer(context: InferContext): readonly TensorType[] {
  const x = floatInput(context, 0, 'X', 1);
  const axis = normalizeAxis(intOf(context.attributes, 'axis', -1), x.shape.length);
  const normalized = x.shape.slice(axis);
  for (const [index, name] of [
    [1, 'Scale'],
    [2, 'B'],
  ] as const) {
    if (index === 2 && context.inputs[2] === undefined) continue;
    const { shape } = floatInput(context, index, name);
    const fits = broadcastShapes(shape, normalized);
    if (fits === undefined || !sameShape(fits, normalized))
      throw typeMistake(`${name} that broadcasts to ${formatShape(normalized)}`, formatShape(shape));
  }
  const statistics: TensorType = { dtype: x.dtype, shape: x.shape.map((dim, at) => (at < axis ? dim : 1)) };
  return [x, statistics, statistics];
}

/** With x̂ = (x − μ)/σ and ĝ = dY · scale: dX = (ĝ − mean(ĝ) − x̂ · mean(ĝ · x̂)) / σ. */
function gradient({ e, inputs, outputs, attributes, gradients, wants }: GradientContext): readonly (Value | undefined)[] {
  const [dy, ...rest] = gradients;
  if (dy === undefined || rest.some((value) => value !== undefined)) {
    throw new EngineError('no-gradient', 'LayerNormalization cannot be differentiated through its mean and deviation outputs.');
  }
  const [x, scale] = [given(inputs[0], 'X'), given(inputs[1], 'Scale')];
  const [, mean, inverse] = outputs.length === 3 ? outputs : e.ops('LayerNormalization', inputs, 3, attributes);
  const rank = x.type.shape.length;
  const axis = normalizeAxis(intOf(attributes, 'axis', -1), rank);
  const axes = Array.from({ length: rank - axis }, (_, at) => axis + at);
  const normalized = e.mul(e.sub(x, mean), inverse);
  const scaled = e.mul(dy, scale);
  const centred = (): Value => {
    const correlated = e.mul(normalized, e.reduceMean(e.mul(scaled, normalized), axes));
    return e.mul(e.sub(e.sub(scaled, e.reduceMean(scaled, axes)), correlated), inverse);
  };
  return [wants(0) ? centred() : undefined, wants(1) ? e.mul(dy, normalized) : undefined, wants(2) ? dy : undefined];
}

/** y = scale · (x − μ) / √(σ² + ε) + bias over the axes from `axis` on; optional outputs: mean and 1 / deviation. */
export const LayerNormalization = defineOp({
  opType: 'LayerNormalization',
  infer,
  gradient,
  kernel: ({ inputs, attributes, outputTypes: [, statistics] }) => {
    const [x, scale, bias] = [given(inputs[0], 'X'), given(inputs[1], 'Scale'), inputs[2]];
    const axis = normalizeAxis(intOf(attributes, 'axis', -1), x.dims.length);
    const size = sizeOf(x.dims.slice(axis));
    const epsilon = floatOf(attributes, 'epsilon', defaultEpsilon);
    const y = ndarray(x.dtype, x.dims);
    const dims = x.dims.map((dim, at) => (at < axis ? dim : 1));
    const mean = ndarray(statistics?.dtype ?? x.dtype, dims);
    const inverse = ndarray(mean.dtype, dims);
    for (let row = 0; row < mean.data.length; row += 1) {
      const values = x.data.subarray(row * size, (row + 1) * size);
      const average = values.reduce((sum, value) => sum + value, 0) / size;
      mean.data[row] = average;
      inverse.data[row] = 1 / Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / size + epsilon);
    }
    const [scaleStrides, biasStrides] = [broadcastStrides(scale.dims, x.dims), broadcastStrides(bias?.dims ?? [], x.dims)];
    forEachIndex(x.dims, (flat, index) => {
      const row = Math.floor(flat / size);
      const normalized = (x.data[flat] - mean.data[row]) * inverse.data[row];
      y.data[flat] =
        normalized * scale.data[offsetOf(index, scaleStrides)] + (bias === undefined ? 0 : bias.data[offsetOf(index, biasStrides)]);
    });
    return [y, mean, inverse];
  },
  samples: [
    { name: 'rows', inputs: [{ dims: [3, 5] }, { dims: [5] }, { dims: [5] }] },
    { name: 'without bias, batch 1', inputs: [{ dims: [1, 2, 4] }, { dims: [4] }] },
    {
      name: 'two axes',
      inputs: [{ dims: [2, 3, 4] }, { dims: [3, 4] }, { dims: [3, 4] }],
      attributes: { axis: int(1), epsilon: float(1e-2) },
    },
    { name: 'statistics kept', inputs: [{ dims: [2, 6] }, { dims: [6] }, { dims: [6] }], outputs: 3, differentiate: [] },
  ],
});
