import { floatOf, float, intOf } from '../graph/attributes.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { defineOp, type GradientContext } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';

const defaultEpsilon = 1e-5;

/** A value per channel as [C, 1, …], so that it broadcasts over x's spatial axes. */
const perChannel = (e: Emitter, values: Value, x: Value): Value =>
  e.reshape(values, [e.dim(values, 0), ...x.type.shape.slice(2).map(() => 1)]);

/** Gradients with the statistics held constant, as in inference. */
function gradient({ e, inputs, attributes, gradients: [g], wants }: GradientContext): readonly (Value | undefined)[] {
  const [x, scale, mean, variance, dy] = [
    given(inputs[0], 'X'),
    given(inputs[1], 'scale'),
    given(inputs[3], 'mean'),
    given(inputs[4], 'var'),
    given(g, 'dY'),
  ];
  const deviation = e.sqrt(e.addScalar(variance, floatOf(attributes, 'epsilon', defaultEpsilon)));
  const channelSum = (value: Value): Value => e.op('ChannelSum', [value], {}, { domain: 'netloom' });
  return [
    wants(0) ? e.mul(dy, perChannel(e, e.div(scale, deviation), x)) : undefined,
    wants(1) ? e.div(channelSum(e.mul(dy, e.sub(x, perChannel(e, mean, x)))), deviation) : undefined,
    wants(2) ? channelSum(dy) : undefined,
  ];
}

/** y = scale · (x − mean) / √(var + ε) + bias per channel of [N, C, …], with given statistics. */
export const BatchNormalization = defineOp({
  opType: 'BatchNormalization',
  infer: (context) => {
    const x = floatInput(context, 0, 'X', 2);
    const [channels] = knownDims(x.shape.slice(0, 2), 1, 'X');
    if (intOf(context.attributes, 'training_mode', 0) !== 0) throw typeMistake('training_mode 0', '1');
    for (const [index, name] of ['scale', 'B', 'mean', 'var'].entries()) {
      const { shape } = floatInput(context, index + 1, name);
      if (shape.length !== 1 || shape[0] !== channels) throw typeMistake(`${channels} numbers as ${name}`, formatShape(shape));
    }
    return [x];
  },
  gradient,
  kernel: ({ inputs, attributes }) => {
    const [x, scale, bias, mean, variance] = ['X', 'scale', 'B', 'mean', 'var'].map((name, index) => given(inputs[index], name).data);
    const { dtype, dims } = given(inputs[0], 'X');
    const epsilon = floatOf(attributes, 'epsilon', defaultEpsilon);
    const size = sizeOf(dims.slice(2));
    const y = ndarray(dtype, dims);
    for (let i = 0; i < y.data.length; i += 1) {
      const c = Math.floor(i / size) % dims[1];
      y.data[i] = (scale[c] * (x[i] - mean[c])) / Math.sqrt(variance[c] + epsilon) + bias[c];
    }
    return [y];
  },
  samples: [
    { name: 'images', dims: [2, 3, 2, 4] },
    { name: 'rows', dims: [5, 3] },
    { name: 'sequences, batch 1', dims: [1, 2, 5] },
  ].map(({ name, dims }) => ({
    name,
    inputs: [{ dims }, { dims: [dims[1]] }, { dims: [dims[1]] }, { dims: [dims[1]] }, { dims: [dims[1]], range: [0.5, 2] as const }],
    attributes: { epsilon: float(1e-3) },
    differentiate: [0, 1, 2],
  })),
});
