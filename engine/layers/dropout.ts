import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { defineLayer, type LowerContext } from './definition.ts';
import { expectFloats, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Emits x·m / (1 − p) while training, x itself afterwards. */
export function emitDropout({ e, mode, random }: Pick<LowerContext<unknown>, 'e' | 'mode' | 'random'>, x: Value, rate: number): Value {
  if (mode === 'inference' || rate === 0) return x;
  const mask = random({ distribution: { kind: 'bernoulli', probability: 1 - rate }, shape: staticShape(x.type.shape) });
  return e.mul(x, e.mulScalar(mask, 1 / (1 - rate)));
}

/** Inverted dropout (Srivastava et al. 2014): y = x·m / (1 − p) while training, y = x afterwards. */
export const Dropout = defineLayer({
  type: 'Dropout',
  version: 1,
  category: 'norm',
  title: 'Dropout',
  summary: 'silences random units while training',
  synonyms: ['regularisation', 'regularization', 'over-fitting', '随机失活', '丢弃'],
  parameters: {
    rate: field.float({ label: 'Rate p', help: 'Share of values set to 0 at each step.', default: 0.5, min: 0, max: 0.99 }),
  },
  inputs: inputPort(),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectFloats(x, 'Dropout');
    if (problem !== undefined) return { problem };
    return { outputs: [x], flops: sizeOf(sampleShape(x)) };
  },
  lower: (context) => [emitDropout(context, context.inputs[0], context.parameters.rate)],
  formula: 'y = \\frac{m \\odot x}{1 - p},\\quad m_i \\sim \\mathrm{Bernoulli}(1 - p)',
  explanation:
    'Sets a share of {rate} of the values to 0 at each training step and scales the rest up, so that no unit relies on one other. It does nothing afterwards.',
  display: ['rate'],
  examples: [
    { name: 'features', inputs: [{ shape: [16] }] },
    { name: 'image', parameters: { rate: 0.2 }, inputs: [{ shape: [2, 4, 5] }] },
    { name: 'off', parameters: { rate: 0 }, inputs: [{ shape: [5] }] },
  ],
});
