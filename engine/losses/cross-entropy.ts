import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { classLimits, meanOfKept, negated, orOne, pickClass, readClasses, weightsOf } from './class-targets.ts';
import { defineLoss } from './definition.ts';
import { classWeights, ignoreFields } from './fields.ts';
import { expectClassScores, expectClassWeights } from './fit.ts';

/** Mean of −ln softmax(logits)[target]; logits [N, K, …], targets [N, …] int64. */
export const crossEntropy = defineLoss({
  id: 'crossEntropy',
  title: 'Cross-entropy',
  synonyms: ['CE', 'categorical cross-entropy', 'softmax loss', 'NLL', 'negative log-likelihood', '交叉熵'],
  formula:
    'L = -\\frac{1}{\\sum_n w_{t_n}}\\sum_n \\Big[(1 - \\varepsilon)\\, w_{t_n} \\ln p_{n t_n} + \\frac{\\varepsilon}{K} \\sum_k w_k \\ln p_{nk}\\Big],\\quad p_{nk} = \\frac{e^{y_{nk}}}{\\sum_j e^{y_{nj}}}',
  explanation:
    'Compares the softmax of the outputs with the true class: the surer of the right class, the smaller. It takes raw scores (logits), so no Softmax layer goes before it. Where the target has a class for each place, n runs over samples and places. Without weights w and smoothing ε it is the mean of −ln of the true class’s probability.',
  source: 'Bishop 2006, 4.3.4; smoothing: Szegedy et al. 2016',
  link: 'softmax',
  perPlace: true,
  parameters: {
    labelSmoothing: field.float({
      label: 'Label smoothing ε',
      help: 'Share of the target that is spread over all classes, against outputs that are too sure.',
      default: 0,
      min: 0,
      max: 1,
      advanced: true,
    }),
    classWeights,
    ...ignoreFields,
  },
  check(prediction, target, parameters) {
    const fitting = {
      title: 'Cross-entropy',
      prediction,
      target,
      counterpart: { id: 'binaryCrossEntropy', title: 'binary cross-entropy' },
    };
    return expectClassScores(fitting) ?? expectClassWeights(fitting, parameters.classWeights);
  },
  limits: classLimits,
  lower(e, prediction, target, parameters) {
    const logProbabilities = e.op('LogSoftmax', [prediction], { axis: int(1) });
    const { classes, kept } = readClasses(e, target, parameters, prediction);
    const weights = weightsOf(e, parameters.classWeights, prediction);
    const picked = pickClass(e, logProbabilities, classes); // [N, …]
    const counted = weights === undefined ? kept : multiply(e, e.gather(weights, classes, 0), kept);
    const sharp = meanOfKept(e, picked, counted);
    const epsilon = parameters.labelSmoothing;
    if (epsilon === 0) return negated(e, sharp);
    const smooth = meanOverClasses(e, logProbabilities, weights, kept, counted);
    return negated(e, { ...sharp, mean: e.add(e.mulScalar(sharp.mean, 1 - epsilon), e.mulScalar(smooth, epsilon)) });
  },
  examples: [
    { name: 'five classes', prediction: [5], target: [], classes: 5 },
    { name: 'two classes', prediction: [2], target: [], classes: 2 },
    { name: 'class weights', parameters: { classWeights: [0.5, 0, 3, 1] }, prediction: [4], target: [], classes: 4 },
    { name: 'label smoothing', parameters: { labelSmoothing: 0.1 }, prediction: [3], target: [], classes: 3 },
    { name: 'class left out', parameters: { ignore: true, ignoreIndex: 2 }, prediction: [3], target: [], classes: 3 },
    { name: 'per pixel', prediction: [3, 4, 5], target: [4, 5], classes: 3 },
    {
      name: 'per step, with weights, smoothing and a number left out',
      parameters: { classWeights: [1, 2, 0.25], labelSmoothing: 0.2, ignore: true, ignoreIndex: -1 },
      prediction: [3, 7],
      target: [7],
      classes: 3,
    },
  ],
});

function multiply(e: Emitter, a: Value, b: Value | undefined): Value {
  return b === undefined ? a : e.mul(a, b);
}

/** Σ over what counts of mean_k w_k ln p_k, over the same sum of weights as the sharp part. */
function meanOverClasses(
  e: Emitter,
  logProbabilities: Value,
  weights: Value | undefined,
  kept: Value | undefined,
  counted: Value | undefined,
): Value {
  const perClass = logProbabilities.type.shape.map((_, axis) => (axis === 1 ? -1 : 1));
  const weighted = weights === undefined ? logProbabilities : e.mul(logProbabilities, e.reshape(weights, perClass));
  const means = e.reduceMean(weighted, [1], false); // [N, …]
  if (counted === undefined) return e.reduceMean(means, undefined, false);
  return e.div(e.reduceSum(multiply(e, means, kept), undefined, false), orOne(e, e.reduceSum(counted, undefined, false)));
}
