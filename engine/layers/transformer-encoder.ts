import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { causalField, planAttention } from './attention.ts';
import { defineLayer } from './definition.ts';
import { inputPort, outputPort } from './ports.ts';
import { expectMask, expectSequence, maskPort } from './sequences.ts';
import {
  type BlockAttention,
  blockEmitter,
  blockFlops,
  blockWeights,
  transformerFields,
  type TransformerParameters,
} from './transformer.ts';
import type { LayerProblem } from './definition.ts';

const layer = 'TransformerEncoder';

/** One block of a Transformer's encoder (Vaswani et al. 2017; norm first: Xiong et al. 2020), as torch.nn.TransformerEncoderLayer. */
export const TransformerEncoder = defineLayer({
  type: layer,
  version: 1,
  category: 'sequence',
  title: 'Transformer encoder block',
  summary: 'self-attention and feed-forward with shortcuts',
  synonyms: ['transformer', 'encoder', 'bert', 'vit', 'self-attention', 'attention block', 'pre-norm', 'post-norm', '变换器', '编码器'],
  parameters: { ...transformerFields, causal: causalField },
  inputs: [...inputPort('sequence'), maskPort('steps that count')],
  outputs: outputPort,
  infer({ parameters: p, inputs: [x], optional }) {
    const problem = expectSequence(x, layer) ?? expectMask(optional?.mask, Number(x.shape[1]), layer);
    if (problem !== undefined) return { problem };
    const part = selfAttention(p, x, p.causal || optional?.mask !== undefined);
    if ('problem' in part) return part;
    return { outputs: [x], weights: blockWeights(p, [part]), flops: blockFlops(p, [part]) };
  },
  looksAhead: ({ causal }) => (causal ? undefined : { causal: true }),
  lower(context) {
    const { parameters: p, inputs, optional } = context;
    const [x] = inputs;
    const part = selfAttention(p, x.type, false);
    invariant(!('problem' in part), 'the heads fit');
    const { attend, feedForward } = blockEmitter(context, p);
    return [feedForward(attend(x, part, undefined, { causal: p.causal, mask: optional?.mask }))];
  },
  formula: 'z = x + \\operatorname{Attention}(\\operatorname{LN}(x)),\\quad y = z + W_2\\,\\varphi(W_1 \\operatorname{LN}(z) + b_1) + b_2',
  explanation:
    'Lets each step look at all others by {heads} heads of self-attention, and then sends each through a small network of its own. Both parts only add to what comes in, so that the gradient flows past them and blocks can be stacked. Tell the steps their places before the first block. Steps that the mask leaves out are not looked at.',
  presets: [
    {
      id: 'causal',
      name: 'Causal Transformer block',
      summary: 'each step looks at those before it',
      synonyms: ['gpt', 'decoder only', 'language model', 'causal attention', 'autoregressive'],
      parameters: { causal: true },
      explanation:
        'Each step looks at itself and at the steps before it alone: the block of language models that write a text token by token.',
      describes: ({ causal }) => causal,
    },
    {
      id: 'post-norm',
      name: 'Post-norm Transformer block',
      summary: 'the block of the original Transformer',
      synonyms: ['attention is all you need', 'original transformer', 'bert'],
      parameters: { norm: 'post', activation: 'relu' },
      explanation: 'Normalises after each sum and has ReLU, as the original Transformer. It wants a learning rate that warms up.',
      describes: ({ norm, causal }) => norm === 'post' && !causal,
    },
  ],
  display: ['heads', 'feedForward', 'norm'],
  examples: [
    { name: 'norm first', parameters: { heads: 2, dropout: 0 }, inputs: [{ shape: [5, 4] }] },
    {
      name: 'norm last, ReLU',
      parameters: { heads: 2, dropout: 0, norm: 'post', activation: 'relu', feedForward: 5 },
      inputs: [{ shape: [3, 6] }],
    },
    { name: 'one step, one head, no bias', parameters: { heads: 1, dropout: 0, bias: false, feedForward: 2 }, inputs: [{ shape: [1, 3] }] },
    { name: 'causal', parameters: { heads: 2, dropout: 0, causal: true, feedForward: 3, epsilon: 1e-3 }, inputs: [{ shape: [4, 4] }] },
    {
      name: 'padded, the second sample wholly',
      parameters: { heads: 2, dropout: 0, feedForward: 3 },
      inputs: [{ shape: [4, 4] }],
      optional: { mask: { dtype: 'bool', shape: [4], values: [1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1] } },
    },
    { name: 'dropout', parameters: { heads: 2, dropout: 0.3, feedForward: 3 }, inputs: [{ shape: [3, 4] }] },
  ],
});

function selfAttention(p: TransformerParameters, x: TensorType, excludes: boolean): BlockAttention | { readonly problem: LayerProblem } {
  const plan = planAttention({ ...p, keySize: 0, valueSize: 0 }, x, x);
  return 'problem' in plan ? plan : { name: 'attention', plan, excludes };
}
