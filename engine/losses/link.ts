import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';

/**
 * What turns predictions into what people read: `softmax` over the axis of the classes gives probabilities of exclusive classes, `sigmoid` the
 * probability of each output by itself, `identity` leaves values, distances and margins as they are.
 */
export type Link = 'softmax' | 'sigmoid' | 'identity';

/** Emits what is exported and shown as the prediction; `undefined` where that is the prediction itself. */
export function activate(e: Emitter, link: Link, prediction: Value, classAxis = 1): Value | undefined {
  if (link === 'identity') return undefined;
  return link === 'softmax' ? e.op('Softmax', [prediction], { axis: int(classAxis) }) : e.op('Sigmoid', [prediction]);
}

/**
 * The scores of a sample's classes from what people read of it. Of a single output for two classes they are its probability and what is
 * missing to 1, or the margin and its opposite.
 */
export function classScores(link: Link, read: ArrayLike<number>): readonly number[] {
  if (read.length !== 1) return Array.from(read);
  return link === 'sigmoid' ? [1 - read[0], read[0]] : [-read[0], read[0]];
}
