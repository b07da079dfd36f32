import { sizeOf } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { emitPresent, expectTokens } from './embedding.ts';
import { sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort } from './ports.ts';

/** True for each token that is not padding: the mask that attention, recurrent layers and pooling over time take. */
export const PaddingMask = defineLayer({
  type: 'PaddingMask',
  version: 1,
  category: 'sequence',
  title: 'Padding mask',
  summary: 'which tokens are no padding',
  synonyms: ['mask', 'masking', 'key padding mask', 'attention mask', 'padding', '掩码', '填充掩码'],
  parameters: {
    paddingToken: field.int({
      label: 'Padding token',
      help: 'Number of the token that fills up short texts; Tokenise takes 0.',
      default: 0,
      min: 0,
    }),
  },
  inputs: inputPort('integer'),
  outputs: [{ name: 'out', label: 'mask' }],
  infer({ inputs: [x] }) {
    const problem = expectTokens(x, 'PaddingMask');
    if (problem !== undefined) return { problem };
    return { outputs: [{ dtype: 'bool', shape: x.shape }], flops: sizeOf(sampleShape(x)) };
  },
  lower: ({ e, parameters: { paddingToken }, inputs: [x] }) => [emitPresent(e, x, paddingToken)],
  formula: 'm_t = [x_t \\ne p]',
  explanation:
    'Says of each token whether it is there, or padding: number {paddingToken}. Wired to the mask of attention, recurrent layers or pooling over time, it keeps them from reading what fills up short texts.',
  display: ['paddingToken'],
  examples: [
    { name: 'padded at the end', inputs: [{ dtype: 'int64', shape: [4], values: [3, 1, 0, 0, 2, 2, 2, 2] }] },
    {
      name: 'padding alone, another token',
      parameters: { paddingToken: 2 },
      inputs: [{ dtype: 'int64', shape: [3], values: [2, 2, 2, 0, 2, 1] }],
    },
    { name: 'one token', inputs: [{ dtype: 'int64', shape: [1], values: [5, 0] }] },
  ],
});
