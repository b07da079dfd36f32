import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer } from './definition.ts';
import { sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { expectSequence } from './sequences.ts';

/** Where the numbers that tell positions apart come from. */
type Encoding = 'sinusoidal' | 'learned';

/** y = x + P, P [T, F] of sines and cosines (Vaswani et al. 2017, section 3.5) or trained (Gehring et al. 2017). */
export const PositionalEncoding = defineLayer({
  type: 'PositionalEncoding',
  version: 1,
  category: 'sequence',
  title: 'Positional encoding',
  summary: 'tells each step its place',
  synonyms: ['position', 'position embedding', 'positional embedding', 'sinusoidal', 'sine', 'transformer', '位置编码'],
  parameters: {
    kind: field.choice<Encoding>({
      label: 'Kind',
      help: 'Sines and cosines of wavelengths from 2π steps on, or trained numbers for each place.',
      default: 'sinusoidal',
      options: [
        { value: 'sinusoidal', label: 'sinusoidal' },
        { value: 'learned', label: 'learned' },
      ],
    }),
    scale: field.bool({
      label: 'Scale input by √F',
      help: 'Multiply the input by the root of its number of features first, as the original Transformer does with its embeddings.',
      default: false,
    }),
    base: field.float({
      label: 'Base',
      help: 'The longest wavelength is 2π times it.',
      default: 10_000,
      min: 1,
      max: 1e9,
      scale: 'log',
      advanced: true,
      visible: ({ kind }) => kind === 'sinusoidal',
    }),
    deviation: field.float({
      label: 'Initial deviation',
      help: 'Standard deviation of the first values, which are normal with mean 0.',
      default: 0.02,
      min: 0,
      max: 1000,
      scale: 'log',
      advanced: true,
      visible: ({ kind }) => kind === 'learned',
    }),
  },
  inputs: inputPort('sequence'),
  outputs: outputPort,
  infer({ parameters: { kind, scale, deviation }, inputs: [x] }) {
    const problem = expectSequence(x, 'PositionalEncoding');
    if (problem !== undefined) return { problem };
    const [steps, features] = sampleShape(x);
    return {
      outputs: [x],
      weights:
        kind === 'learned'
          ? [{ name: 'positions', shape: [steps, features], initializer: { kind: 'normal', deviation }, trainable: true, kernel: false }]
          : [],
      flops: (scale ? 2 : 1) * steps * features,
    };
  },
  lower({ e, parameters: { kind, scale, base }, inputs: [x], weights }) {
    const [steps, features] = sampleShape(x.type);
    const positions = kind === 'learned' ? weights.positions : sinusoids(e, steps, features, base);
    return [e.add(scale ? e.mulScalar(x, Math.sqrt(features)) : x, positions)];
  },
  formula: 'y_t = x_t + p_t,\\quad p_{t,2i} = \\sin\\frac{t}{b^{2i/F}},\\ p_{t,2i+1} = \\cos\\frac{t}{b^{2i/F}}',
  explanation:
    'Attention and pooling see a set of steps without order. This adds to each step numbers that tell its place ({kind}): sines and cosines of many wavelengths, from which the distance of two steps can be read, or a trained vector for each place.',
  presets: [
    {
      id: 'learned',
      name: 'Learned positions',
      summary: 'a trained vector for each place',
      synonyms: ['position embedding', 'bert', 'gpt', 'vit'],
      parameters: { kind: 'learned' },
      explanation:
        'Adds a trained vector to each step, one for each place, as BERT and GPT do. It knows no more places than the sequences of the training have.',
      describes: ({ kind }) => kind === 'learned',
    },
  ],
  display: ['kind'],
  examples: [
    { name: 'sinusoidal', inputs: [{ shape: [5, 6] }] },
    { name: 'an odd number of features, scaled', parameters: { scale: true }, inputs: [{ shape: [7, 3] }] },
    { name: 'one step, one feature, base 10', parameters: { base: 10 }, inputs: [{ shape: [1, 1] }] },
    { name: 'learned', parameters: { kind: 'learned' }, inputs: [{ shape: [4, 3] }] },
    { name: 'learned, scaled, one step', parameters: { kind: 'learned', scale: true, deviation: 1 }, inputs: [{ shape: [1, 5] }] },
  ],
});

/** p[t, 2i] = sin(t / base^(2i/F)) and p[t, 2i + 1] = cos of the same: [T, F]. */
function sinusoids(e: Emitter, steps: number, features: number, base: number): Value {
  const values = Array.from({ length: steps * features }, (_, at) => {
    const [step, feature] = [Math.floor(at / features), at % features];
    const angle = step / base ** ((feature - (feature % 2)) / features);
    return feature % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
  return e.constant(tensorOf('float32', [steps, features], values), 'positions');
}
