import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer } from './definition.ts';
import { sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { emitExclusion, expectMask, expectSequence, maskPort } from './sequences.ts';

/** What is kept of the steps. */
type Kept = 'mean' | 'max' | 'sum' | 'first' | 'last';

/** One vector for a whole sequence N×T×F; steps that a mask leaves out don't count, and where none is left all is 0. */
export const SequencePool = defineLayer({
  type: 'SequencePool',
  version: 1,
  category: 'sequence',
  title: 'Pooling over time',
  summary: 'one vector for a sequence',
  synonyms: [
    'global average pooling',
    'mean pooling',
    'max over time',
    'last step',
    'masked mean',
    'cls token',
    'readout',
    '时间池化',
    '池化',
  ],
  parameters: {
    keep: field.choice<Kept>({
      label: 'Keep',
      help: 'What is kept of the steps, feature by feature.',
      default: 'mean',
      options: [
        { value: 'mean', label: 'mean' },
        { value: 'max', label: 'largest' },
        { value: 'sum', label: 'sum' },
        { value: 'first', label: 'first step' },
        { value: 'last', label: 'last step' },
      ],
    }),
  },
  inputs: [...inputPort('sequence'), maskPort('steps that count')],
  outputs: outputPort,
  infer({ inputs: [x], optional }) {
    const problem = expectSequence(x, 'SequencePool') ?? expectMask(optional?.mask, Number(x.shape[1]), 'SequencePool');
    if (problem !== undefined) return { problem };
    const [steps, features] = sampleShape(x);
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], features] }],
      flops: (optional?.mask === undefined ? 1 : 2) * steps * features,
    };
  },
  lower({ e, parameters: { keep }, inputs: [x], optional }) {
    const mask = optional?.mask;
    if (mask === undefined) return [pooled(e, keep, x)];
    return [keep === 'max' ? maximum(e, x, mask) : weighted(e, x, stepWeights(e, keep, e.cast(mask, x.type.dtype)))];
  },
  formula: 'y = \\frac{\\sum_t m_t x_t}{\\max(1, \\sum_t m_t)}',
  explanation:
    'Makes one vector of all steps of a sequence: for each feature its {keep}. Where a mask is wired, only the steps count of which it is true; of a sequence without any, 0 remains. It takes N×T×F, the features last, as embeddings, recurrent layers and attention give them.',
  presets: [
    {
      id: 'max',
      name: 'Max over time',
      summary: 'largest value of each feature',
      synonyms: ['max pooling', 'global max'],
      parameters: { keep: 'max' },
      explanation: 'Keeps of each feature the largest value over all steps: whether something occurs in the sequence, wherever that is.',
      describes: ({ keep }) => keep === 'max',
    },
    {
      id: 'last',
      name: 'Last step',
      summary: 'the last step that counts',
      synonyms: ['final state', 'many to one'],
      parameters: { keep: 'last' },
      explanation: 'Keeps the last step of each sequence; with a mask the last one that is no padding.',
      describes: ({ keep }) => keep === 'last',
    },
  ],
  display: ['keep'],
  examples: [
    ...(['mean', 'max', 'sum', 'first', 'last'] as const).flatMap((keep) => [
      { name: `${keep}`, parameters: { keep }, inputs: [{ shape: [5, 3] }] },
      {
        name: `${keep}, masked, the second sample wholly`,
        parameters: { keep },
        inputs: [{ shape: [4, 3] }],
        optional: { mask: { dtype: 'bool' as const, shape: [4], values: [0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1] } },
      },
    ]),
    { name: 'one step', inputs: [{ shape: [1, 2] }], optional: { mask: { dtype: 'bool', shape: [1], values: [1, 0] } } },
  ],
});

/** [N, T, F] → [N, F] over all steps. */
function pooled(e: Emitter, keep: Kept, x: Value): Value {
  const last = e.dim(x, 1) - 1;
  switch (keep) {
    case 'mean':
      return e.reduceMean(x, [1], false);
    case 'max':
      return e.reduceMax(x, [1], false);
    case 'sum':
      return e.reduceSum(x, [1], false);
    case 'first':
      return e.squeeze(e.slice(x, [0], [1], [1]), [1]);
    case 'last':
      return e.squeeze(e.slice(x, [last], [last + 1], [1]), [1]);
  }
}

/** Share of each step in the sum, [N, T], from a mask of 0 and 1. */
function stepWeights(e: Emitter, keep: Exclude<Kept, 'max'>, mask: Value): Value {
  if (keep === 'sum') return mask;
  if (keep === 'mean') return e.div(mask, e.max(e.reduceSum(mask, [1]), e.scalar(1, mask)));
  const before = e.op('CumSum', [mask, e.scalar(1, 'int64')], { exclusive: int(1), ...(keep === 'last' && { reverse: int(1) }) });
  return e.mul(mask, e.cast(e.equal(before, e.scalar(0, mask)), mask.type.dtype));
}

/** Σ_t w_t x_t: [N, 1, T] times [N, T, F]. */
function weighted(e: Emitter, x: Value, weights: Value): Value {
  return e.squeeze(e.matmul(e.unsqueeze(weights, [1]), x), [1]);
}

/** The largest values over the steps of the mask, 0 where there is none. */
function maximum(e: Emitter, x: Value, mask: Value): Value {
  const largest = e.reduceMax(e.add(x, e.unsqueeze(emitExclusion(e, mask), [2])), [1], false);
  return e.mul(largest, e.reduceMax(e.cast(mask, x.type.dtype), [1]));
}
