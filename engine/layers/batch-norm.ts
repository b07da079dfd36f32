import { sizeOf } from '../graph/shape.ts';
import { float } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LowerContext, type WeightSpec } from './definition.ts';
import { toVectorOfOne } from './agreeing.ts';
import { describeType, floatsFrom, sampleShape } from './expectations.ts';
import { countOf, emitAffine, emitStandardised, epsilonField, scaleWeight, shiftWeight } from './normalization.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

export const momentumField = field.float({
  label: 'Momentum',
  help: 'Share of the batch in the running statistics.',
  default: 0.1,
  min: 0,
  max: 1,
});

/** Scale, shift and running statistics of `channels` channels; `prefix` tells several norms of one layer apart. */
export function batchNormWeights(channels: number, prefix = ''): readonly WeightSpec[] {
  const running = { shape: [channels], trainable: false } as const;
  return [
    scaleWeight(`${prefix}scale`, [channels]),
    shiftWeight(`${prefix}shift`, [channels]),
    { ...running, name: `${prefix}runningMean`, initializer: { kind: 'zeros' } },
    { ...running, name: `${prefix}runningVariance`, initializer: { kind: 'ones' } },
  ];
}

/** With given statistics: centre, divide, scale, shift. */
export const batchNormFlops = (size: number): number => 4 * size;

/**
 * Emits batch normalisation over axis 1. Training uses the batch's mean and biased variance; the running statistics move by
 * `momentum` towards the batch's mean and unbiased variance, as in PyTorch. A single value has no unbiased variance: a last
 * batch of one sample leaves the running one as it is. Rows that are not `present` count for nothing.
 */
export function emitBatchNorm(
  { e, weights, mode, present, updateState }: Pick<LowerContext<unknown>, 'e' | 'weights' | 'mode' | 'present' | 'updateState'>,
  x: Value,
  { momentum, epsilon }: { readonly momentum: number; readonly epsilon: number },
  prefix = '',
): Value {
  const [scale, shift, runningMean, runningVariance] = ['scale', 'shift', 'runningMean', 'runningVariance'].map(
    (name) => weights[`${prefix}${name}`],
  );
  if (mode === 'inference') {
    return e.op('BatchNormalization', [x, scale, shift, runningMean, runningVariance], { epsilon: float(epsilon) });
  }
  const axes = x.type.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
  const channels = e.dim(x, 1);
  const { y, mean, variance } = emitStandardised(e, x, axes, epsilon, present); // [1, C, 1, …]
  updateState(`${prefix}runningMean`, movingAverage(e, runningMean, e.reshape(mean, [channels]), momentum));
  const next = nextVariance(e, x, axes, { running: runningVariance, biased: e.reshape(variance, [channels]), momentum, present });
  if (next !== undefined) updateState(`${prefix}runningVariance`, next);
  return emitAffine(e, y, [1], scale, shift);
}

interface Variances {
  readonly running: Value;
  readonly biased: Value;
  readonly momentum: number;
  readonly present: Value | undefined;
}

/** The running variance after this batch; `undefined` where a single value leaves it as it is. */
function nextVariance(e: Emitter, x: Value, axes: readonly number[], { running, biased, momentum, present }: Variances): Value | undefined {
  const perRow = axes.reduce((product, axis) => (axis === 0 ? product : product * e.dim(x, axis)), 1);
  if (present === undefined) {
    const count = perRow * e.dim(x, 0);
    return count > 1 ? movingAverage(e, running, e.mulScalar(biased, count / (count - 1)), momentum) : undefined;
  }
  const count = e.mulScalar(countOf(e, present), perRow);
  const one = e.scalar(1, count);
  const several = e.greater(count, one);
  const unbiased = e.mul(biased, e.div(count, e.where(several, e.sub(count, one), one)));
  return e.where(several, movingAverage(e, running, unbiased, momentum), running);
}

/** Batch normalisation over axis 1 (Ioffe & Szegedy 2015). */
export const BatchNorm = defineLayer({
  type: 'BatchNorm',
  version: 1,
  category: 'norm',
  title: 'Batch normalisation',
  summary: 'mean 0, variance 1 for each channel',
  synonyms: ['bn', 'normalization', 'batch normalization', '批归一化', '批标准化', '归一化'],
  parameters: {
    momentum: momentumField,
    epsilon: epsilonField(1e-5),
  },
  inputs: inputPort('features', 'image', 'sequence'),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    if (x.dtype !== 'float32' || x.shape.length < 2) {
      return {
        problem: {
          code: 'shape-mismatch',
          port: 'in',
          message: 'BatchNorm expects features or an image of floating-point numbers.',
          expected: 'N×F, N×C×T, N×C×H×W or N×C×D×H×W',
          actual: describeType(x),
          fixes: floatsFrom(x) ?? [toVectorOfOne],
        },
      };
    }
    const sample = sampleShape(x);
    return {
      outputs: [x],
      weights: batchNormWeights(sample[0]),
      flops: batchNormFlops(sizeOf(sample)),
    };
  },
  lower: (context) => [emitBatchNorm(context, context.inputs[0], context.parameters)],
  formula: 'y = \\gamma\\, \\frac{x - \\mu_{\\mathcal{B}}}{\\sqrt{\\sigma^2_{\\mathcal{B}} + \\epsilon}} + \\beta',
  explanation:
    'Shifts and scales each channel to mean 0 and variance 1 over the batch, then by two trained numbers. After training it uses the running mean and variance.',
  display: ['momentum'],
  examples: [
    { name: 'features', inputs: [{ shape: [6] }] },
    { name: 'image', parameters: { momentum: 0.3 }, inputs: [{ shape: [3, 4, 5] }] },
    { name: 'sequence', inputs: [{ shape: [3, 7] }] },
    { name: 'volume', parameters: { epsilon: 1e-3 }, inputs: [{ shape: [2, 3, 2, 3] }] },
  ],
});

function movingAverage(e: Emitter, running: Value, batch: Value, momentum: number): Value {
  return e.add(e.mulScalar(running, 1 - momentum), e.mulScalar(batch, momentum));
}
