import { sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerProblem, type WeightSpec } from './definition.ts';
import { describeType, expectFloats, sampleShape } from './expectations.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** One trained slope for all values, or one for each entry of axis 1. */
type Slopes = 'shared' | 'channel';

export const preluFields = {
  slopes: field.choice<Slopes>({
    label: 'Slopes',
    help: 'One trained slope for all values, or one for each channel of an image and each feature of a vector.',
    default: 'shared',
    options: [
      { value: 'shared', label: 'one' },
      { value: 'channel', label: 'per channel' },
    ],
  }),
  initial: field.float({ label: 'Initial slope', help: 'Slope before training.', default: 0.25, min: -1, max: 1 }),
} as const;

type PreluParameters = ParametersOf<typeof preluFields>;

/** A problem where there are no floats, or no channels that could have slopes of their own. */
export function expectSlopes(x: TensorType, { slopes }: PreluParameters): LayerProblem | undefined {
  const problem = expectFloats(x, 'PReLU');
  if (problem !== undefined || slopes === 'shared' || x.shape.length >= 2) return problem;
  return {
    code: 'shape-mismatch',
    parameter: 'slopes',
    message: 'PReLU has one slope per channel, and a single number for each sample has no channels.',
    expected: 'N×F or N×C×H×W',
    actual: describeType(x),
    fixes: [{ label: 'Use one slope', set: { slopes: 'shared' } }],
  };
}

/** The trained slopes: [1], or [C] where each channel has its own. */
export function preluWeights(x: TensorType, { slopes, initial }: PreluParameters): readonly WeightSpec[] {
  const shape = slopes === 'shared' ? [1] : [sampleShape(x)[0]];
  return [{ name: 'slope', shape, initializer: { kind: 'constant', value: initial }, trainable: true }];
}

/** y = x where x ≥ 0, else slope·x. */
export function prelu(e: Emitter, x: Value, slope: Value): Value {
  const channels = e.dim(slope, 0);
  const spread = [channels, ...x.type.shape.slice(2).map(() => 1)]; // [C, 1, …]
  return e.op('PRelu', [x, channels === 1 ? slope : e.reshape(slope, spread)]);
}

/** Leaky ReLU whose slope is trained (He et al. 2015). */
export const PReLU = defineLayer({
  type: 'PReLU',
  version: 1,
  category: 'activation',
  title: 'PReLU',
  summary: 'ReLU that learns its slope below 0',
  synonyms: ['parametric relu', 'trainable slope', 'leaky'],
  parameters: preluFields,
  inputs: inputPort(),
  outputs: outputPort,
  infer({ parameters, inputs: [x] }) {
    const problem = expectSlopes(x, parameters);
    if (problem !== undefined) return { problem };
    return { outputs: [x], weights: preluWeights(x, parameters), flops: sizeOf(sampleShape(x)) };
  },
  lower: ({ e, inputs: [x], weights }) => [prelu(e, x, weights.slope)],
  formula: 'y = x \\text{ if } x > 0 \\text{ else } a x',
  explanation: 'A leaky ReLU whose slope a below 0 is trained with the weights; it starts at {initial}. Weight decay leaves it alone.',
  display: ['slopes'],
  examples: [
    { name: 'features', inputs: [{ shape: [7] }] },
    { name: 'image, slope of each channel', parameters: { slopes: 'channel', initial: 0.1 }, inputs: [{ shape: [3, 4, 5] }] },
    { name: 'slope of each feature', parameters: { slopes: 'channel' }, inputs: [{ shape: [5] }] },
    { name: 'sequence, slope of each channel', parameters: { slopes: 'channel' }, inputs: [{ shape: [3, 4] }] },
    { name: 'one channel', parameters: { slopes: 'channel', initial: -0.5 }, inputs: [{ shape: [1, 3, 3] }] },
  ],
});
