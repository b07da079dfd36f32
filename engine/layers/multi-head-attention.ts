import type { TensorType } from '../graph/types.ts';
import {
  attentionDropoutField,
  attentionFlops,
  attentionInitializerField,
  attentionWeights,
  causalField,
  emitAttention,
  headsField,
  planAttention,
} from './attention.ts';
import { defineLayer, type LayerProblem, type Optional, type PortDefinition } from './definition.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort } from './ports.ts';
import { regularizationFields } from './regularization.ts';
import { expectMask, expectSequence, maskPort } from './sequences.ts';
import { invariant } from '../graph/errors.ts';

/** Which attention weights come out beside the result. */
type Shown = 'none' | 'mean' | 'heads';

const parameters = {
  heads: headsField,
  causal: causalField,
  dropout: attentionDropoutField(0, 'the attention weights'),
  keySize: field.int({
    label: 'Key size',
    help: 'Features of the queries and keys of each head; 0 shares the input’s features among the heads.',
    default: 0,
    min: 0,
    advanced: true,
  }),
  valueSize: field.int({
    label: 'Value size',
    help: 'Features of the values of each head; 0 shares the input’s features among the heads.',
    default: 0,
    min: 0,
    advanced: true,
  }),
  bias: field.bool({
    label: 'Bias',
    help: 'Add trained numbers to queries, values and the output. Those of keys would have no effect: softmax takes differences alone.',
    default: true,
  }),
  weights: field.choice<Shown>({
    label: 'Weights',
    help: 'A second output that tells how much each step looks at each other.',
    default: 'none',
    options: [
      { value: 'none', label: 'not shown' },
      { value: 'mean', label: 'mean of the heads' },
      { value: 'heads', label: 'of each head' },
    ],
  }),
  initializer: attentionInitializerField,
  ...regularizationFields,
} as const;

type Parameters = ParametersOf<typeof parameters>;

/** An optional input that keys and values are made of. */
export const memoryPort: PortDefinition = {
  name: 'memory',
  label: 'keys and values',
  accepts: ['sequence'],
  optional: true,
};

/** Multi-head attention (Vaswani et al. 2017), as torch.nn.MultiheadAttention: to itself, or to another sequence that is wired to `memory`. */
export const MultiHeadAttention = defineLayer({
  type: 'MultiHeadAttention',
  version: 1,
  category: 'sequence',
  title: 'Multi-head attention',
  summary: 'each step looks at all others',
  synonyms: [
    'self-attention',
    'cross-attention',
    'attention',
    'scaled dot-product attention',
    'query key value',
    'qkv',
    'mha',
    'transformer',
    '注意力',
    '自注意力',
    '多头注意力',
  ],
  parameters,
  inputs: [...inputPort('sequence'), memoryPort, maskPort('keys that count')],
  outputs: {
    of: ({ weights }) => [
      { name: 'out', label: 'output' },
      ...(weights === 'none' ? [] : [{ name: 'weights', label: weights === 'mean' ? 'mean weights' : 'weights of each head' }]),
    ],
  },
  infer({ parameters: p, inputs: [x], optional }) {
    const problem = fault(p, x, optional);
    if (problem !== undefined) return { problem };
    const plan = planAttention(p, x, optional?.memory ?? x);
    if ('problem' in plan) return plan;
    const looks = [plan.steps, plan.memorySteps];
    const shown = p.weights === 'mean' ? [looks] : [[plan.heads, ...looks]];
    return {
      outputs: [x, ...(p.weights === 'none' ? [] : shown.map((shape) => ({ dtype: x.dtype, shape: [x.shape[0], ...shape] })))],
      weights: attentionWeights(plan, p),
      flops: attentionFlops(plan, p.bias, p.causal || optional?.mask !== undefined),
    };
  },
  looksAhead: ({ causal }) => (causal ? undefined : { causal: true }),
  lower(context) {
    const { e, parameters: p, inputs, optional } = context;
    const [x] = inputs;
    const memory = optional?.memory ?? x;
    const plan = planAttention(p, x.type, memory.type);
    invariant(!('problem' in plan), 'the heads fit');
    const { y, weights } = emitAttention(context, plan, x, memory, { causal: p.causal, mask: optional?.mask, dropout: p.dropout });
    if (p.weights === 'none') return [y];
    return [y, p.weights === 'mean' ? e.reduceMean(weights(), [1], false) : weights()];
  },
  formula:
    'y = \\big[A_1 \\mid \\dots \\mid A_H\\big] W^O,\\quad A_h = \\operatorname{softmax}\\Big(\\frac{x W^Q_h\\,(m W^K_h)^\\top}{\\sqrt{d}}\\Big)\\, m W^V_h,\\quad m = x \\text{ or memory}',
  explanation:
    'Each step asks a question (query) and compares it with what all steps have to offer (keys); it takes up their values, weighted by how well they match. {heads} heads do so side by side. With nothing wired to keys and values a sequence looks at itself (self-attention), else at that other sequence (cross-attention). Steps that the mask leaves out are not looked at; a step that may look at none takes up nothing.',
  presets: [
    {
      id: 'causal',
      name: 'Causal self-attention',
      summary: 'each step looks at those before it',
      synonyms: ['causal attention', 'masked attention', 'autoregressive', 'decoder', 'gpt', 'look-ahead mask'],
      parameters: { causal: true },
      explanation:
        'Each step looks at itself and at the steps before it alone, so that a network that is to foretell the next token can’t read it.',
      describes: ({ causal }) => causal,
    },
    {
      id: 'single-head',
      name: 'Single-head attention',
      summary: 'one attention over all features',
      synonyms: ['scaled dot-product attention', 'one head'],
      parameters: { heads: 1 },
      explanation: 'One head compares all features at once: the plain scaled dot-product attention, whose weights are easily drawn.',
      describes: ({ heads, causal }) => heads === 1 && !causal,
    },
  ],
  display: ['heads', 'causal'],
  examples: [
    { name: 'self-attention', parameters: { heads: 2 }, inputs: [{ shape: [5, 6] }] },
    { name: 'one head, no bias, one step', parameters: { heads: 1, bias: false }, inputs: [{ shape: [1, 3] }] },
    { name: 'causal', parameters: { heads: 3, causal: true, weights: 'mean' }, inputs: [{ shape: [5, 6] }] },
    { name: 'dropout on the weights', parameters: { heads: 2, dropout: 0.3, weights: 'heads' }, inputs: [{ shape: [4, 4] }] },
    {
      name: 'cross-attention',
      parameters: { heads: 2, weights: 'heads' },
      inputs: [{ shape: [3, 4] }],
      optional: { memory: { shape: [5, 7] } },
    },
    {
      name: 'sizes of its own',
      parameters: { heads: 2, keySize: 3, valueSize: 1 },
      inputs: [{ shape: [4, 5] }],
      optional: { memory: { shape: [3, 2] } },
    },
    {
      name: 'padded, the second sample wholly',
      parameters: { heads: 2, weights: 'mean' },
      inputs: [{ shape: [4, 4] }],
      optional: { mask: { dtype: 'bool', shape: [4], values: [1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1] } },
    },
    {
      name: 'causal, padded at the start',
      parameters: { heads: 2, causal: true, weights: 'heads' },
      inputs: [{ shape: [4, 4] }],
      optional: { mask: { dtype: 'bool', shape: [4], values: [0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1] } },
    },
    {
      name: 'cross-attention to a padded sequence',
      parameters: { heads: 1 },
      inputs: [{ shape: [2, 4] }],
      optional: {
        mask: { dtype: 'bool', shape: [3], values: [1, 0, 0, 1, 1, 1, 0, 0, 0] },
        memory: { shape: [3, 4] },
      },
    },
  ],
});

function fault(p: Parameters, x: TensorType, optional: Optional<TensorType> = {}): LayerProblem | undefined {
  const { memory, mask } = optional;
  const layer = 'MultiHeadAttention';
  const sequence = expectSequence(x, layer) ?? (memory && expectSequence(memory, layer, 'memory'));
  if (sequence !== undefined) return sequence;
  if (p.causal && memory !== undefined) {
    return {
      code: 'causal-memory',
      parameter: 'causal',
      message: 'A causal attention compares steps of one sequence: those of another are neither before nor after them.',
      expected: 'nothing wired to keys and values, or causal switched off',
      actual: 'causal, with another sequence',
      fixes: [{ label: 'Switch causal off', set: { causal: false } }],
    };
  }
  return expectMask(mask, Number((memory ?? x).shape[1]), layer);
}
