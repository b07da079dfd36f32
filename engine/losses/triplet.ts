import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { meanOfKept } from './class-targets.ts';
import { defineLoss, type LossMean } from './definition.ts';
import { margin } from './fields.ts';
import { expectEmbedding } from './fit.ts';

/** Farther than any distance in float32. */
const FAR = 1e30;

/** Pulls samples of one class together, by triplets that are formed within the batch; embeddings [N, D], targets [N] int64. */
export const triplet = defineLoss({
  id: 'triplet',
  title: 'Triplet',
  synonyms: ['triplet loss', 'metric learning', 'embedding', 'siamese'],
  formula:
    'L = \\frac{1}{|\\mathcal{T}|}\\sum_{(a,p,n) \\in \\mathcal{T}} \\max\\big(0,\\; m + \\lVert y_a - y_p \\rVert - \\lVert y_a - y_n \\rVert\\big),\\quad t_a = t_p \\ne t_n',
  explanation:
    'Places samples so that those of one class lie nearer to each other than to any other class by the margin m: the outputs are points, not classes. “Batch hard” takes for each sample its farthest like and its nearest unlike in the batch, “batch all” every triplet that is not far enough apart. A batch without triplets gives 0, so batches must hold several samples of several classes.',
  source: 'Hermans et al. 2017; Schroff et al. 2015',
  link: 'identity',
  embeds: true,
  parameters: {
    mining: field.choice({
      label: 'Mining',
      help: 'Which triplets of a batch count.',
      default: 'hard',
      options: [
        { value: 'hard', label: 'Batch hard' },
        { value: 'all', label: 'Batch all' },
      ],
    }),
    margin,
  },
  // Pairs take N²·D numbers, triplets N³: about 1 GB each.
  largestBatch: ({ mining }) => (mining === 'hard' ? 2048 : 256),
  check: (prediction, target) => expectEmbedding({ title: 'Triplet', prediction, target }),
  lower(e, prediction, target, parameters) {
    const distances = distancesOf(e, prediction);
    const pairs = pairsOf(e, e.cast(target, 'int64'), prediction);
    return (parameters.mining === 'hard' ? batchHard : batchAll)(e, distances, pairs, parameters.margin);
  },
  examples: [
    { name: 'batch hard', prediction: [3], target: [], classes: 2 },
    { name: 'batch hard, a large margin', parameters: { margin: 4 }, prediction: [2], target: [], classes: 3 },
    { name: 'batch all', parameters: { mining: 'all' }, prediction: [3], target: [], classes: 2 },
    { name: 'batch all, a small margin', parameters: { mining: 'all', margin: 0.2 }, prediction: [4], target: [], classes: 2 },
  ],
});

/** Pairs of samples [N, N], 1 where they count. */
interface Pairs {
  /** Of one class and not the same sample. */
  readonly alike: Value;
  readonly unlike: Value;
}

/**
 * Distances [N, N] between embeddings [N, D]. They come from differences, not from products: |a|² + |b|² − 2ab loses all digits
 * of near points. At 0 the distance has the gradient 0.
 */
function distancesOf(e: Emitter, x: Value): Value {
  const squares = e.reduceSum(e.square(e.sub(e.unsqueeze(x, [1]), e.unsqueeze(x, [0]))), [2], false);
  const apart = e.greater(squares, e.scalar(0, squares));
  const lengths = e.sqrt(e.where(apart, squares, e.scalar(1, squares)));
  return e.mul(lengths, e.cast(apart, x.type.dtype));
}

function pairsOf(e: Emitter, classes: Value, like: Value): Pairs {
  const batch = e.dim(like, 0);
  const equal = e.equal(e.unsqueeze(classes, [1]), e.unsqueeze(classes, [0]));
  const numbers = e.int64s(Array.from({ length: batch }, (_, n) => n));
  const itself = e.equal(e.unsqueeze(numbers, [1]), e.unsqueeze(numbers, [0]));
  const alike = e.op('And', [equal, e.op('Not', [itself])]);
  return { alike: e.cast(alike, like.type.dtype), unlike: e.cast(e.op('Not', [equal]), like.type.dtype) };
}

/** Mean over the samples that have both a like and an unlike one. */
function batchHard(e: Emitter, distances: Value, { alike, unlike }: Pairs, gap: number): LossMean {
  const farthest = e.reduceMax(e.mul(distances, alike), [1], false); // [N]
  const beyond = e.mulScalar(e.sub(e.scalar(1, unlike), unlike), FAR);
  const nearest = e.op('ReduceMin', [e.add(e.mul(distances, unlike), beyond), e.int64s([1])], { keepdims: int(0) });
  const anchors = e.mul(e.reduceMax(alike, [1], false), e.reduceMax(unlike, [1], false));
  return meanOfKept(e, e.op('Relu', [e.addScalar(e.sub(farthest, nearest), gap)]), anchors);
}

/** Mean over the triplets [anchor, like, unlike] that are not yet far enough apart. */
function batchAll(e: Emitter, distances: Value, { alike, unlike }: Pairs, gap: number): LossMean {
  const lag = e.op('Relu', [e.addScalar(e.sub(e.unsqueeze(distances, [2]), e.unsqueeze(distances, [1])), gap)]);
  const triplets = e.mul(e.unsqueeze(alike, [2]), e.unsqueeze(unlike, [1]));
  const behind = e.cast(e.greater(lag, e.scalar(0, lag)), lag.type.dtype);
  return meanOfKept(e, lag, e.mul(triplets, behind));
}
