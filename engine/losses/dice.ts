import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { classLimits, oneHot, readClasses } from './class-targets.ts';
import { defineLoss } from './definition.ts';
import { ignoreFields, smoothing } from './fields.ts';
import { expectClassScores } from './fit.ts';

/** 1 − (2 Σ p t + s) / (Σ p + Σ t + s), sums over all axes but `kept`. */
export function diceDistance(e: Emitter, probabilities: Value, target: Value, kept: readonly number[], s: number): Value {
  const axes = probabilities.type.shape.flatMap((_, axis) => (kept.includes(axis) ? [] : [axis]));
  const total = (x: Value): Value => e.reduceSum(x, axes, false);
  const overlap = e.addScalar(e.mulScalar(total(e.mul(probabilities, target)), 2), s);
  const quotient = e.div(overlap, e.addScalar(e.add(total(probabilities), total(target)), s));
  return e.sub(e.scalar(1, quotient), quotient);
}

/** Mean over classes of 1 − Dice between softmax and classes, sums over batch and places; logits [N, K, …], targets [N, …] int64. */
export const dice = defineLoss({
  id: 'dice',
  title: 'Dice',
  synonyms: ['dice loss', 'overlap', 'segmentation'],
  formula:
    'L = 1 - \\frac{1}{K}\\sum_k \\frac{2\\sum_n p_{nk} [t_n = k] + s}{\\sum_n p_{nk} + \\sum_n [t_n = k] + s},\\quad p_{nk} = \\frac{e^{y_{nk}}}{\\sum_j e^{y_{nj}}}',
  explanation:
    'One minus the overlap of predicted and true regions, for each class alike: a class of few pixels counts as much as the background. n runs over the batch’s samples and places, so larger batches give a steadier loss; that of an epoch is the mean of its batches’.',
  source: 'Milletari et al. 2016; Sudre et al. 2017',
  link: 'softmax',
  parameters: { smoothing, ...ignoreFields },
  check(prediction, target) {
    return expectClassScores({ title: 'Dice', prediction, target, counterpart: { id: 'binaryDice', title: 'binary Dice' } });
  },
  limits: classLimits,
  lower(e, prediction, target, parameters) {
    const { classes, kept } = readClasses(e, target, parameters, prediction);
    const counted = (x: Value): Value => (kept === undefined ? x : e.mul(x, e.unsqueeze(kept, [1])));
    const probabilities = counted(e.op('Softmax', [prediction], { axis: int(1) }));
    const perClass = diceDistance(e, probabilities, counted(oneHot(e, classes, prediction)), [1], parameters.smoothing);
    return e.reduceMean(perClass, undefined, false);
  },
  examples: [
    { name: 'classes of samples', prediction: [4], target: [], classes: 4 },
    { name: 'per pixel', parameters: { smoothing: 0.01 }, prediction: [3, 4, 5], target: [4, 5], classes: 3 },
    {
      name: 'per voxel, a number left out',
      parameters: { ignore: true, ignoreIndex: 255 },
      prediction: [2, 2, 3, 2],
      target: [2, 3, 2],
      classes: 2,
    },
  ],
});
