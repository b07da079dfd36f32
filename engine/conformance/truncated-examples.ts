import type { LayerExample } from '../layers/definition.ts';
import type { ParameterValues } from '../layers/parameters.ts';

interface TruncatedExample {
  readonly type: string;
  readonly example: LayerExample<ParameterValues>;
}

const inputs = [{ shape: [5, 2] }];
const shared = { units: 3, returns: 'sequence' };

/** Truncated and clipped back-propagation have other gradients than the loss: these examples are compared with PyTorch alone. */
export const truncatedExamples: readonly TruncatedExample[] = [
  { type: 'SimpleRNN', example: { name: 'cut every 2 steps', parameters: { ...shared, truncate: 2 }, inputs } },
  { type: 'SimpleRNN', example: { name: 'cut at every step', parameters: { ...shared, truncate: 1 }, inputs } },
  { type: 'GRU', example: { name: 'cut every 3 steps, backward', parameters: { ...shared, truncate: 3, direction: 'backward' }, inputs } },
  { type: 'LSTM', example: { name: 'cut every 2 steps', parameters: { ...shared, truncate: 2 }, inputs } },
  {
    type: 'LSTM',
    example: {
      name: 'cut every 2 steps, both directions, mask',
      parameters: { ...shared, truncate: 2, direction: 'both' },
      inputs,
      optional: { mask: { dtype: 'bool', shape: [5], values: [1, 1, 0, 1, 1] } },
    },
  },
  { type: 'SimpleRNN', example: { name: 'clipped', parameters: { ...shared, clip: 0.5 }, inputs } },
  {
    type: 'GRU',
    example: {
      name: 'clipped, backward, cut every 3 steps',
      parameters: { ...shared, clip: 1, truncate: 3, direction: 'backward' },
      inputs,
    },
  },
  { type: 'LSTM', example: { name: 'clipped, both directions', parameters: { ...shared, clip: 0.2, direction: 'both' }, inputs } },
  { type: 'LSTM', example: { name: 'longer than the sequence', parameters: { ...shared, truncate: 9 }, inputs } },
];
