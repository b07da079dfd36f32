import { sizeOf } from '../graph/shape.ts';
import { float } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer } from './definition.ts';
import { describeType, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/**
 * Batch normalisation over axis 1 (Ioffe & Szegedy 2015). Training uses the batch's mean and biased variance; the running
 * statistics move by `momentum` towards the batch's mean and unbiased variance, as in PyTorch. A single value has no unbiased
 * variance: a last batch of one sample leaves the running one as it is.
 */
export const BatchNorm = defineLayer({
  type: 'BatchNorm',
  version: 1,
  category: 'norm',
  title: 'Batch normalisation',
  summary: 'mean 0, variance 1 for each channel',
  synonyms: ['bn', 'normalization', 'batch normalization'],
  parameters: {
    momentum: field.float({ label: 'Momentum', help: 'Share of the batch in the running statistics.', default: 0.1, min: 0, max: 1 }),
    epsilon: field.float({ label: 'ε', help: 'Added to the variance.', default: 1e-5, min: 1e-12, max: 1, scale: 'log', advanced: true }),
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
          expected: 'N×F or N×C×H×W',
          actual: describeType(x),
        },
      };
    }
    const sample = sampleShape(x);
    const shape = [sample[0]];
    return {
      outputs: [x],
      weights: [
        { name: 'scale', shape, initializer: { kind: 'ones' }, trainable: true },
        { name: 'shift', shape, initializer: { kind: 'zeros' }, trainable: true },
        { name: 'runningMean', shape, initializer: { kind: 'zeros' }, trainable: false },
        { name: 'runningVariance', shape, initializer: { kind: 'ones' }, trainable: false },
      ],
      flops: 4 * sizeOf(sample),
    };
  },
  lower({ e, parameters: { momentum, epsilon }, inputs: [x], weights, mode, updateState }) {
    const { scale, shift, runningMean, runningVariance } = weights;
    if (mode === 'inference') {
      return [e.op('BatchNormalization', [x, scale, shift, runningMean, runningVariance], { epsilon: float(epsilon) })];
    }
    const rank = x.type.shape.length;
    const axes = x.type.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
    const channels = e.dim(x, 1);
    const spread = [1, channels, ...Array.from({ length: rank - 2 }, () => 1)];
    const mean = e.reduceMean(x, axes); // [1, C, 1, …]
    const centred = e.sub(x, mean);
    const variance = e.reduceMean(e.square(centred), axes);
    const count = axes.reduce((product, axis) => product * e.dim(x, axis), 1);
    updateState('runningMean', movingAverage(e, runningMean, e.reshape(mean, [channels]), momentum));
    if (count > 1) {
      const unbiased = e.mulScalar(e.reshape(variance, [channels]), count / (count - 1));
      updateState('runningVariance', movingAverage(e, runningVariance, unbiased, momentum));
    }
    const normalised = e.div(centred, e.sqrt(e.addScalar(variance, epsilon)));
    return [e.add(e.mul(normalised, e.reshape(scale, spread)), e.reshape(shift, spread))];
  },
  formula: 'y = \\gamma\\, \\frac{x - \\mu_{\\mathcal{B}}}{\\sqrt{\\sigma^2_{\\mathcal{B}} + \\epsilon}} + \\beta',
  explanation:
    'Shifts and scales each channel to mean 0 and variance 1 over the batch, then by two trained numbers. After training it uses the running mean and variance.',
  display: ['momentum'],
  examples: [
    { name: 'features', inputs: [{ shape: [6] }] },
    { name: 'image', parameters: { momentum: 0.3 }, inputs: [{ shape: [3, 4, 5] }] },
    { name: 'sequence', inputs: [{ shape: [3, 7] }] },
  ],
});

function movingAverage(e: Emitter, running: Value, batch: Value, momentum: number): Value {
  return e.add(e.mulScalar(running, 1 - momentum), e.mulScalar(batch, momentum));
}
