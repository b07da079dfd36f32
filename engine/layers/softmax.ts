import { int } from '../graph/attributes.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerDefinition, type LayerProblem } from './definition.ts';
import { describeType, expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** What is summed to 1: `auto` takes the channels of an image or volume and the last axis of all else. */
export type SoftmaxAxis = 'auto' | 'channels' | 'last';

export const softmaxAxisField = field.choice<SoftmaxAxis>({
  label: 'Axis',
  help: 'Along which the probabilities add up to 1; automatic takes the channels of an image and the last axis of all else.',
  default: 'auto',
  options: [
    { value: 'auto', label: 'automatic' },
    { value: 'channels', label: 'channels' },
    { value: 'last', label: 'last axis' },
  ],
});

/** Softmax or its logarithm along an axis of a batch. */
export function softmax(e: Emitter, x: Value, opType: 'Softmax' | 'LogSoftmax' = 'Softmax', axis: SoftmaxAxis = 'auto'): Value {
  const alongChannels = axis === 'channels' || (axis === 'auto' && x.type.shape.length >= 4);
  return e.op(opType, [x], { axis: int(alongChannels ? 1 : -1) });
}

/** A problem unless each sample has an axis of scores. */
export function expectScores(type: TensorType, layer: string): LayerProblem | undefined {
  const problem = expectFloats(type, layer);
  if (problem !== undefined || type.shape.length >= 2) return problem;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects several scores for each sample, one number has nothing to be compared with.`,
    expected: 'N×F, features',
    actual: describeType(type),
    fixes: [{ label: 'Use Sigmoid', replace: 'Sigmoid' }],
  };
}

interface SoftmaxTexts {
  readonly type: 'Softmax' | 'LogSoftmax';
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly formula: string;
  readonly explanation: string;
}

function softmaxLayer(texts: SoftmaxTexts): LayerDefinition {
  const { type } = texts;
  return defineLayer({
    ...texts,
    title: type,
    version: 1,
    category: 'activation',
    parameters: { axis: softmaxAxisField },
    inputs: inputPort(),
    outputs: outputPort,
    infer({ inputs: [x] }) {
      const problem = expectScores(x, type);
      if (problem !== undefined) return { problem };
      return { outputs: [x], flops: sizeOf(sampleShape(x)) };
    },
    squashes: () => (type === 'Softmax' ? 'softmax' : 'logSoftmax'),
    lower: ({ e, parameters: { axis }, inputs: [x] }) => [softmax(e, x, type, axis)],
    display: ['axis'],
    examples: [
      { name: 'features', inputs: [{ shape: [7] }] },
      { name: 'image', inputs: [{ shape: [2, 3, 4] }] },
      { name: 'one class', inputs: [{ shape: [1] }] },
      { name: 'sequence', inputs: [{ shape: [3, 4] }] },
      { name: 'channels of a sequence', parameters: { axis: 'channels' }, inputs: [{ shape: [3, 4] }] },
      { name: 'last axis of an image', parameters: { axis: 'last' }, inputs: [{ shape: [2, 3, 4] }] },
    ],
  });
}

export const Softmax = softmaxLayer({
  type: 'Softmax',
  summary: 'scores to probabilities',
  synonyms: ['probabilities', 'normalised exponential', '归一化指数'],
  formula: 'y_k = \\frac{e^{x_k}}{\\sum_j e^{x_j}}',
  explanation:
    'Turns scores into probabilities that add up to 1, over the features of a vector or the channels of an image. Cross-entropy already contains it.',
});

export const LogSoftmax = softmaxLayer({
  type: 'LogSoftmax',
  summary: 'logarithm of softmax',
  synonyms: ['log probabilities'],
  formula: 'y_k = x_k - \\ln \\sum_j e^{x_j}',
  explanation: 'The logarithm of softmax, computed so that nothing overflows.',
});
