import { int } from '../graph/attributes.ts';
import { classLimits, meanOfKept, negated, pickClass, readClasses, weightsOf } from './class-targets.ts';
import { defineLoss } from './definition.ts';
import { classWeights, gamma, ignoreFields } from './fields.ts';
import { expectClassScores, expectClassWeights } from './fit.ts';

/** Below it 1 − p counts as this: (1 − p)^γ has no slope at 0 for γ < 1. */
const SMALLEST = 1e-12;

/** Mean of −α_t (1 − p_t)^γ ln p_t with p the softmax; logits [N, K, …], targets [N, …] int64. */
export const focal = defineLoss({
  id: 'focal',
  title: 'Focal',
  synonyms: ['focal loss', 'imbalanced classes'],
  formula: 'L = -\\frac{1}{N}\\sum_n w_{t_n} (1 - p_{n t_n})^\\gamma \\ln p_{n t_n},\\quad p_{nk} = \\frac{e^{y_{nk}}}{\\sum_j e^{y_{nj}}}',
  explanation:
    'Cross-entropy in which samples that are already right count little, so that rare and hard ones lead. γ = 0 is cross-entropy. It is the mean over samples (and places) also with class weights.',
  source: 'Lin et al. 2017',
  link: 'softmax',
  perPlace: true,
  parameters: { gamma, classWeights, ...ignoreFields },
  check(prediction, target, parameters) {
    const counterpart = { id: 'binaryFocal', title: 'binary focal' };
    const fitting = { title: 'Focal', prediction, target, counterpart };
    return expectClassScores(fitting) ?? expectClassWeights(fitting, parameters.classWeights);
  },
  limits: classLimits,
  lower(e, prediction, target, parameters) {
    const { classes, kept } = readClasses(e, target, parameters, prediction);
    const logOfTrue = pickClass(e, e.op('LogSoftmax', [prediction], { axis: int(1) }), classes); // [N, …]
    const rest = e.max(e.scalar(SMALLEST, prediction), e.sub(e.scalar(1, prediction), e.exp(logOfTrue)));
    const focused = e.mul(e.op('Pow', [rest, e.scalar(parameters.gamma, prediction)]), logOfTrue);
    const weights = weightsOf(e, parameters.classWeights, prediction);
    const weighted = weights === undefined ? focused : e.mul(focused, e.gather(weights, classes, 0));
    return negated(e, meanOfKept(e, weighted, kept));
  },
  examples: [
    { name: 'four classes', prediction: [4], target: [], classes: 4 },
    { name: 'no focus', parameters: { gamma: 0 }, prediction: [3], target: [], classes: 3 },
    { name: 'a weak focus', parameters: { gamma: 0.5 }, prediction: [3], target: [], classes: 3 },
    { name: 'class weights', parameters: { gamma: 1.5, classWeights: [0.25, 1, 2] }, prediction: [3], target: [], classes: 3 },
    {
      name: 'per pixel, a class left out',
      parameters: { ignore: true, ignoreIndex: 0 },
      prediction: [3, 3, 4],
      target: [3, 4],
      classes: 3,
    },
  ],
});
