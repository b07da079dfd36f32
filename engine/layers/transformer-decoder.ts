import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { planAttention } from './attention.ts';
import { defineLayer, type LayerProblem, type Optional } from './definition.ts';
import { memoryPort } from './multi-head-attention.ts';
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

const layer = 'TransformerDecoder';

/** One block of a Transformer's decoder (Vaswani et al. 2017), as torch.nn.TransformerDecoderLayer; without memory it has no cross-attention. */
export const TransformerDecoder = defineLayer({
  type: layer,
  version: 1,
  category: 'sequence',
  title: 'Transformer decoder block',
  summary: 'causal self-attention, cross-attention, feed-forward',
  synonyms: ['transformer', 'decoder', 'gpt', 'cross-attention', 'causal attention', 'seq2seq', 'translation', '变换器', '解码器'],
  parameters: transformerFields,
  inputs: [
    ...inputPort('sequence'),
    { ...memoryPort, label: 'memory' },
    maskPort('steps that count'),
    maskPort('memory steps that count', 'memoryMask'),
  ],
  outputs: outputPort,
  infer({ parameters: p, inputs: [x], optional }) {
    const problem = fault(x, optional);
    if (problem !== undefined) return { problem };
    const parts = attentions(p, x, optional);
    if ('problem' in parts) return parts;
    return { outputs: [x], weights: blockWeights(p, parts), flops: blockFlops(p, parts) };
  },
  lower(context) {
    const { parameters: p, inputs, optional = {} } = context;
    const [x] = inputs;
    const { memory, mask, memoryMask } = optional;
    const parts = attentions(p, x.type, memory && { memory: memory.type });
    invariant(!('problem' in parts), 'the heads fit');
    const { attend, feedForward } = blockEmitter(context, p);
    const [own, other] = parts;
    const looked = attend(x, own, undefined, { causal: true, mask });
    return [feedForward(memory === undefined ? looked : attend(looked, other, memory, { causal: false, mask: memoryMask }))];
  },
  formula:
    'z = x + \\operatorname{Attention}_{\\le t}(\\operatorname{LN}(x)),\\quad u = z + \\operatorname{Attention}(\\operatorname{LN}(z), m),\\quad y = u + W_2\\,\\varphi(W_1 \\operatorname{LN}(u) + b_1) + b_2',
  explanation:
    'Lets each step look at itself and the steps before it, then at the memory that is wired to it, such as a sentence that an encoder has read, and sends it through a small network of its own: {heads} heads, and each part only adds to what comes in. Without memory that part is left out, which makes it the block of a language model.',
  presets: [
    {
      id: 'post-norm',
      name: 'Post-norm decoder block',
      summary: 'the decoder of the original Transformer',
      synonyms: ['attention is all you need', 'original transformer'],
      parameters: { norm: 'post', activation: 'relu' },
      explanation: 'Normalises after each sum and has ReLU, as the original Transformer. It wants a learning rate that warms up.',
      describes: ({ norm }) => norm === 'post',
    },
  ],
  display: ['heads', 'feedForward', 'norm'],
  examples: [
    { name: 'no memory', parameters: { heads: 2, dropout: 0, feedForward: 3 }, inputs: [{ shape: [4, 4] }] },
    {
      name: 'memory, norm first',
      parameters: { heads: 2, dropout: 0, feedForward: 3 },
      inputs: [{ shape: [3, 6] }],
      optional: { memory: { shape: [5, 6] } },
    },
    {
      name: 'memory, norm last, ReLU',
      parameters: { heads: 1, dropout: 0, norm: 'post', activation: 'relu', feedForward: 5 },
      inputs: [{ shape: [4, 3] }],
      optional: { memory: { shape: [2, 3] } },
    },
    {
      name: 'one step, memory of other features, no bias',
      parameters: { heads: 1, dropout: 0, bias: false, feedForward: 2 },
      inputs: [{ shape: [1, 3] }],
      optional: { memory: { shape: [1, 2] } },
    },
    {
      name: 'both padded',
      parameters: { heads: 2, dropout: 0, feedForward: 2 },
      inputs: [{ shape: [3, 4] }],
      optional: {
        memory: { shape: [2, 4] },
        mask: { dtype: 'bool', shape: [3], values: [0, 1, 1, 0, 0, 0, 1, 1, 0] },
        memoryMask: { dtype: 'bool', shape: [2], values: [1, 0, 1, 1, 0, 0] },
      },
    },
    {
      name: 'dropout',
      parameters: { heads: 2, dropout: 0.3, feedForward: 3 },
      inputs: [{ shape: [2, 4] }],
      optional: { memory: { shape: [3, 4] } },
    },
  ],
});

function fault(x: TensorType, { memory, mask, memoryMask }: Optional<TensorType> = {}): LayerProblem | undefined {
  const shape = expectSequence(x, layer) ?? (memory && expectSequence(memory, layer, 'memory'));
  const masked = shape ?? expectMask(mask, Number(x.shape[1]), layer);
  if (masked !== undefined || memoryMask === undefined) return masked;
  if (memory !== undefined) return expectMask(memoryMask, Number(memory.shape[1]), layer, 'memoryMask');
  return {
    code: 'missing-input',
    port: 'memoryMask',
    message: 'There is a mask of the memory, but nothing is wired to the memory itself. Connect it, or remove the mask’s wire.',
    expected: 'a sequence wired to the memory',
    actual: 'none',
  };
}

/** Self-attention, and attention to the memory where there is one. */
function attentions(
  p: TransformerParameters,
  x: TensorType,
  { memory, memoryMask }: Optional<TensorType> = {},
): readonly BlockAttention[] | { readonly problem: LayerProblem } {
  const sizes = { ...p, keySize: 0, valueSize: 0 };
  const own = planAttention(sizes, x, x);
  if ('problem' in own) return own;
  const self = { name: 'attention', plan: own, excludes: true };
  const other = memory === undefined ? undefined : planAttention(sizes, x, memory);
  if (other === undefined) return [self];
  return 'problem' in other ? other : [self, { name: 'memory', plan: other, excludes: memoryMask !== undefined }];
}
