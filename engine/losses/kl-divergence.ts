import { int } from '../graph/attributes.ts';
import { defineLoss } from './definition.ts';
import { expectNumbers, expectWidth } from './fit.ts';
import { alignTarget } from './number-targets.ts';

/** Added to shares whose logarithm is taken: 0·ln 0 is 0. */
const SMALLEST = 1e-30;

/** Σ t (ln t − ln softmax(y)) over axis 1 and places, divided by the batch; y are logits [N, K, …], t shares of the same shape. */
export const klDivergence = defineLoss({
  id: 'klDivergence',
  title: 'Kullback–Leibler divergence',
  synonyms: ['KL', 'KL divergence', 'relative entropy'],
  formula: 'L = \\frac{1}{N}\\sum_{n,k} t_{nk} \\ln \\frac{t_{nk}}{p_{nk}},\\quad p_{nk} = \\frac{e^{y_{nk}}}{\\sum_j e^{y_{nj}}}',
  explanation:
    'How far the softmax of the outputs is from a target that is a distribution itself: shares that sum to 1, such as another network’s probabilities. It takes raw scores (logits).',
  source: 'Kullback & Leibler 1951',
  link: 'softmax',
  parameters: {},
  check(prediction, target) {
    const fitting = { title: 'Kullback–Leibler divergence', prediction, target };
    return expectNumbers(fitting) ?? expectWidth(fitting, 2);
  },
  limits: () => ({ kind: 'distribution' }),
  lower(e, prediction, target) {
    const t = alignTarget(e, prediction, target);
    const logProbabilities = e.op('LogSoftmax', [prediction], { axis: int(1) });
    const logTarget = e.log(e.max(t, e.scalar(SMALLEST, t)));
    const total = e.reduceSum(e.mul(t, e.sub(logTarget, logProbabilities)), undefined, false);
    return e.mulScalar(total, 1 / e.dim(prediction, 0));
  },
  examples: [
    { name: 'four shares', prediction: [4], target: [4] },
    { name: 'shares at each place', prediction: [3, 2, 3], target: [3, 2, 3] },
  ],
});
