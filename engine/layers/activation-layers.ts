import { sizeOf } from '../graph/shape.ts';
import { Activation } from './activation.ts';
import { type ActivationFunctionId, activationOf } from './activations.ts';
import { defineLayer, type LayerDefinition, type LayerExample } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import type { ParameterSchema, ParametersOf } from './parameters.ts';
import { celu, elu, gelu, leakyRelu, type ParametricActivation } from './parametric-activations.ts';
import { inputPort, outputPort } from './ports.ts';
import { PReLU } from './prelu.ts';
import { LogSoftmax, Softmax } from './softmax.ts';

interface ElementwiseLayer<S extends ParameterSchema> extends ParametricActivation<S> {
  /** Further cases for the conformance suite. */
  readonly examples?: readonly LayerExample<ParametersOf<S>>[];
}

/** A layer that keeps its input's shape and has no weights. */
function elementwiseLayer<const S extends ParameterSchema>(layer: ElementwiseLayer<S>): LayerDefinition {
  const { title, parameters, lower, squashes, examples = [], ...texts } = layer;
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
    squashes: () => squashes,
    lower: (context) => [lower(context.e, context.inputs[0], context.parameters)],
    display: Object.keys(parameters),
    examples: [{ name: 'features', inputs: [{ shape: [7] }] }, { name: 'image', inputs: [{ shape: [2, 3, 4] }] }, ...examples],
  });
}

/** The layer of an activation without parameters. */
function plainLayer(id: ActivationFunctionId): LayerDefinition {
  const { id: _, lower, ...texts } = activationOf(id);
  return elementwiseLayer({ ...texts, parameters: {}, lower: (e, x) => lower(e, x) });
}

const Linear = elementwiseLayer({
  title: 'Linear',
  summary: 'passes values on as they are',
  synonyms: ['identity', 'none', 'pass through'],
  formula: 'y = x',
  explanation: 'The identity: values pass unchanged. It has no weights; a Dense layer has.',
  parameters: {},
  lower: (_, x) => x,
});

const LeakyReLU = elementwiseLayer({
  ...leakyRelu,
  examples: [
    { name: 'slope 0.2', parameters: { slope: 0.2 }, inputs: [{ shape: [3, 4] }] },
    { name: 'slope 0', parameters: { slope: 0 }, inputs: [{ shape: [5] }] },
    { name: 'slope 1', parameters: { slope: 1 }, inputs: [{ shape: [5] }] },
  ],
});

const ELU = elementwiseLayer({
  ...elu,
  examples: [
    { name: 'alpha 0.5', parameters: { alpha: 0.5 }, inputs: [{ shape: [3, 4] }] },
    { name: 'alpha 3', parameters: { alpha: 3 }, inputs: [{ shape: [5] }] },
  ],
});

const CELU = elementwiseLayer({
  ...celu,
  examples: [
    { name: 'alpha 0.3', parameters: { alpha: 0.3 }, inputs: [{ shape: [3, 4] }] },
    { name: 'alpha 2', parameters: { alpha: 2 }, inputs: [{ shape: [5] }] },
  ],
});

const GELU = elementwiseLayer({
  ...gelu,
  examples: [{ name: 'by tanh', parameters: { approximation: 'tanh' }, inputs: [{ shape: [3, 4] }] }],
});

/** One node with a choice of function, and every activation as a layer of its own. */
export const activationLayers: readonly LayerDefinition[] = [
  Activation,
  Linear,
  plainLayer('relu'),
  LeakyReLU,
  PReLU,
  ELU,
  plainLayer('selu'),
  CELU,
  GELU,
  plainLayer('silu'),
  plainLayer('mish'),
  plainLayer('softplus'),
  plainLayer('softsign'),
  plainLayer('sigmoid'),
  plainLayer('hardSigmoid'),
  plainLayer('tanh'),
  plainLayer('hardSwish'),
  Softmax,
  LogSoftmax,
];
