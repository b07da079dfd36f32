import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLoss } from './definition.ts';
import { expectNumbers, expectWidth } from './fit.ts';
import { alignTarget, meanOf } from './number-targets.ts';

/** Squares of lengths up to this are those of a zero vector. */
const SHORTEST = 1e-16;

/** Mean of 1 − y·t / (|y| |t|) along axis 1. A zero vector has the cosine 0 with all; its gradient points to the target. */
export const cosine = defineLoss({
  id: 'cosine',
  title: 'Cosine distance',
  synonyms: ['cosine similarity', 'cosine embedding'],
  formula: 'L = \\frac{1}{N}\\sum_n \\Big(1 - \\frac{y_n \\cdot t_n}{\\lVert y_n \\rVert\\, \\lVert t_n \\rVert}\\Big)',
  explanation:
    'Compares directions and leaves lengths free: 0 for the same direction, 1 at a right angle, 2 for the opposite. A vector of zeros counts as at a right angle.',
  link: 'identity',
  parameters: {},
  check(prediction, target) {
    const fitting = { title: 'Cosine distance', prediction, target };
    return expectNumbers(fitting) ?? expectWidth(fitting, 2);
  },
  lower(e, prediction, target) {
    const t = alignTarget(e, prediction, target);
    const product = e.reduceSum(e.mul(prediction, t), [1], false);
    const similarity = e.div(product, e.mul(lengthOf(e, prediction), lengthOf(e, t)));
    return meanOf(e, e.sub(e.scalar(1, similarity), similarity));
  },
  examples: [
    { name: 'vectors', prediction: [5], target: [5] },
    { name: 'a vector at each place', prediction: [3, 2, 4], target: [3, 2, 4] },
  ],
});

/** Lengths along axis 1, 1 for zero vectors. */
function lengthOf(e: Emitter, x: Value): Value {
  const square = e.reduceSum(e.square(x), [1], false);
  const known = e.greater(square, e.scalar(SHORTEST, square));
  return e.sqrt(e.where(known, square, e.scalar(1, square)));
}
