import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { Link } from '../losses/link.ts';

/** How the numbers of one output are to be read. */
export interface Reading {
  /** What turns them into probabilities. */
  readonly link: Link;
  /** Number of classes of a target that is a class; absent where targets are numbers. */
  readonly classes?: number;
  /** A class number of the target that counts for nothing. */
  readonly ignored?: number;
  /** Of tokens of texts: how many characters each of the classes stands for; absent where that can't be told. */
  readonly characters?: Float64Array;
  /** Numbers in the prediction of one sample. */
  readonly width: number;
  /** Length of the prediction's axis along which classes or shares lie: `width` for vectors. */
  readonly columns: number;
  /** True where that is the last axis, and not axis 1. */
  readonly classesLast?: true;
}

/** Predictions as the loss sees them (scores before their link) and the targets of the same samples. */
export interface Batch {
  readonly samples: number;
  /** [N, F] for numbers; [N, K, P] or [N, P, K] for classes of P places, with K scores, or 1 for two classes. */
  readonly predictions: Float32Array | Float64Array;
  /** [N, F] or [N, P]. */
  readonly targets: TensorArray;
}

/** Sees one place of one sample: its scores are `predictions[at + k · stride]`. */
export type PlaceVisitor = (at: number, stride: number, truth: number, sample: number) => void;

/** Visits every place that counts. */
export function forEachPlace({ width, columns, ignored, classesLast }: Reading, { samples, targets }: Batch, visit: PlaceVisitor): void {
  const places = targets.length / samples;
  const [apart, stride] = classesLast === true ? [columns, 1] : [1, places];
  for (let sample = 0; sample < samples; sample += 1) {
    for (let place = 0; place < places; place += 1) {
      const truth = Number(targets[sample * places + place]);
      if (truth !== ignored) visit(sample * width + place * apart, stride, truth, sample);
    }
  }
}

/** How many places count. */
export function countPlaces(reading: Reading, batch: Batch): number {
  let count = 0;
  forEachPlace(reading, batch, () => {
    count += 1;
  });
  return count;
}

/** Number of classes of a target that is one: the scores are as many, or one for the second of two. */
export function classesOf({ classes, columns }: Reading): number {
  invariant(classes !== undefined, 'a metric of classes has a class as its target');
  invariant(columns === classes || (columns === 1 && classes === 2), `${columns} scores tell ${classes} classes apart`);
  return classes;
}

/** Position of the largest of `count` numbers; the first wins a tie. */
export function argMax(values: ArrayLike<number>, start: number, count: number, stride = 1): number {
  let best = 0;
  for (let i = 1; i < count; i += 1) if (values[start + i * stride] > values[start + best * stride]) best = i;
  return best;
}

/** The class that the scores of a place name. One score alone names the second class above 0, where its probability is above ½. */
export function predictedClass(scores: ArrayLike<number>, at: number, columns: number, stride: number): number {
  return columns === 1 ? Number(scores[at] > 0) : argMax(scores, at, columns, stride);
}
