import { sizeOf } from '../graph/shape.ts';
import { float } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { type Activation, activations, softmax } from './activations.ts';
import { defineLayer, type LayerDefinition } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field, type ParameterSchema, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

interface ElementwiseLayer<S extends ParameterSchema> extends Omit<Activation, 'id' | 'lower'> {
  readonly parameters: S;
  readonly lower: (e: Emitter, x: Value, parameters: ParametersOf<S>) => Value;
}

/** A layer that keeps its input's shape and has no weights. */
function elementwiseLayer<const S extends ParameterSchema>({ title, parameters, lower, ...texts }: ElementwiseLayer<S>): LayerDefinition {
  return defineLayer({
    ...texts,
    type: title,
    title,
    version: 1,
    category: 'activation',
    parameters,
    inputs: inputPort(),
    outputs: outputPort,
    infer({ inputs: [x] }) {
      const problem = expectFloats(x, title);
      if (problem !== undefined) return { problem };
      return { outputs: [x], flops: sizeOf(sampleShape(x)) };
    },
    lower: (context) => [lower(context.e, context.inputs[0], context.parameters)],
    display: Object.keys(parameters),
    examples: [
      { name: 'features', inputs: [{ shape: [7] }] },
      { name: 'image', inputs: [{ shape: [2, 3, 4] }] },
    ],
  });
}

const LeakyReLU = elementwiseLayer({
  title: 'LeakyReLU',
  summary: 'lets a little of the negative through',
  formula: 'y = x \\text{ if } x > 0 \\text{ else } \\alpha x',
  explanation: 'ReLU that passes {slope} of negative values, so that no unit dies.',
  parameters: {
    slope: field.float({ label: 'Slope α', help: 'Factor of negative values.', default: 0.01, min: 0, max: 1 }),
  },
  lower: (e, x, { slope }) => e.op('LeakyRelu', [x], { alpha: float(slope) }),
});

const Softmax = elementwiseLayer({
  title: 'Softmax',
  summary: 'scores to probabilities',
  formula: 'y_k = \\frac{e^{x_k}}{\\sum_j e^{x_j}}',
  explanation:
    'Turns scores into probabilities that add up to 1, over the features of a vector or the channels of an image. Cross-entropy already contains it.',
  synonyms: ['probabilities', 'normalised exponential'],
  parameters: {},
  lower: (e, x) => softmax(e, x),
});

const LogSoftmax = elementwiseLayer({
  title: 'LogSoftmax',
  summary: 'logarithm of softmax',
  formula: 'y_k = x_k - \\ln \\sum_j e^{x_j}',
  explanation: 'The logarithm of softmax, computed so that nothing overflows.',
  parameters: {},
  lower: (e, x) => softmax(e, x, 'LogSoftmax'),
});

/** Every activation as a layer of its own. */
export const activationLayers: readonly LayerDefinition[] = [
  ...activations.map(({ id: _, lower, ...texts }) => elementwiseLayer({ ...texts, parameters: {}, lower: (e, x) => lower(e, x) })),
  LeakyReLU,
  Softmax,
  LogSoftmax,
];
