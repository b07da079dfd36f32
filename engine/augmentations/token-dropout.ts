import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';

const PADDING = 0;
const UNKNOWN = 1;

export const TokenDropout = defineAugmentation({
  type: 'TokenDropout',
  title: 'Token dropout',
  synonyms: ['word dropout', 'character dropout', 'unknown'],
  explanation:
    'Replaces tokens of a text by the unknown one at random: the network learns to read on where it does not know a word. Padding stays.',
  source: 'Iyyer et al., "Deep unordered composition rivals syntactic methods for text classification", 2015',
  parameters: {
    probability: field.float({ label: 'Probability', help: 'Of each token to be replaced.', default: 0.1, min: 0, max: 1 }),
  },
  ranks: [1],
  tokens: true,
  geometric: false,
  identity: { probability: 0 },
  examples: [{ name: 'all', parameters: { probability: 1 } }],
  apply({ probability }, { values, random }) {
    for (let i = 0; i < values.length; i += 1) if (random() < probability && values[i] !== PADDING) values[i] = UNKNOWN;
  },
});
