import { sizeOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerDefinition } from './definition.ts';
import { expectPlaces, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

interface Pooling {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly formula: string;
  readonly explanation: string;
  /** [N, C, …] → [N, C, 1, …] */
  readonly emit: (e: Emitter, x: Value) => Value;
}

function globalPool({ emit, ...texts }: Pooling): LayerDefinition {
  return defineLayer({
    ...texts,
    version: 1,
    category: 'pooling',
    parameters: {
      keepAxes: field.bool({
        label: 'Keep axes',
        help: 'Leave the pooled axes with size 1: N×C×1×1 can weigh the channels of an image by Multiply.',
        default: false,
      }),
    },
    inputs: inputPort('image', 'sequence'),
    outputs: outputPort,
    infer({ parameters: { keepAxes }, inputs: [x] }) {
      const problem = expectPlaces(x, texts.type);
      if (problem !== undefined) return { problem };
      const [channels, ...sizes] = sampleShape(x);
      const kept = keepAxes ? sizes.map(() => 1) : [];
      return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, ...kept] }], flops: channels * sizeOf(sizes) };
    },
    lower({ e, parameters: { keepAxes }, inputs: [x] }) {
      const pooled = emit(e, x);
      return [keepAxes ? pooled : e.reshape(pooled, [-1, e.dim(x, 1)])];
    },
    display: [],
    examples: [
      { name: 'odd image', inputs: [{ shape: [3, 5, 7] }] },
      { name: 'one pixel', inputs: [{ shape: [2, 1, 1] }] },
      { name: 'sequence', inputs: [{ shape: [3, 5] }] },
      { name: 'volume', inputs: [{ shape: [2, 2, 3, 3] }] },
      { name: 'axes kept', parameters: { keepAxes: true }, inputs: [{ shape: [3, 4, 5] }] },
      { name: 'axis of a sequence kept', parameters: { keepAxes: true }, inputs: [{ shape: [2, 4] }] },
    ],
  });
}

/** The mean of each channel. */
export const GlobalAveragePool = globalPool({
  type: 'GlobalAveragePool',
  title: 'Global average pooling',
  summary: 'one number for each channel',
  synonyms: ['gap', 'global avg pool', 'pooling', 'mean', 'squeeze', '全局平均池化', '池化'],
  formula: 'y_c = \\frac{1}{HW}\\sum_{i,j} X_{c,i,j}',
  explanation: 'Averages each channel over the whole image, sequence or volume, so that a vector remains and any size fits.',
  emit: (e, x) =>
    e.reduceMean(
      x,
      x.type.shape.flatMap((_, axis) => (axis > 1 ? [axis] : [])),
    ),
});

/** The largest value of each channel. */
export const GlobalMaxPool = globalPool({
  type: 'GlobalMaxPool',
  title: 'Global max pooling',
  summary: 'largest value of each channel',
  synonyms: ['gmp', 'pooling', 'maximum', '全局最大池化', '池化'],
  formula: 'y_c = \\max_{i,j} X_{c,i,j}',
  explanation:
    'Keeps the largest value of each channel: whether a pattern occurs, wherever that is. The gradient flows back to that value alone, the first of several.',
  emit: (e, x) => e.op('GlobalMaxPool', [x]),
});
