import { oneHot, pickClass } from './class-targets.ts';
import { defineLoss } from './definition.ts';
import { margin } from './fields.ts';
import { expectClassScores } from './fit.ts';
import { meanOf } from './number-targets.ts';

/** Mean over samples and classes of max(0, margin − y_t + y_k) for k ≠ t; scores [N, K, …], targets [N, …] int64. */
export const hinge = defineLoss({
  id: 'hinge',
  title: 'Hinge',
  synonyms: ['hinge loss', 'multi-class margin', 'SVM'],
  formula: 'L = \\frac{1}{N K}\\sum_n \\sum_{k \\ne t_n} \\max(0,\\; m - y_{n t_n} + y_{nk})',
  explanation:
    'Asks that the true class’s score is ahead of every other by the margin m, and is content then. The outputs are scores, not probabilities.',
  source: 'Crammer & Singer 2001; Weston & Watkins 1999',
  link: 'identity',
  parameters: { margin },
  check(prediction, target) {
    return expectClassScores({ title: 'Hinge', prediction, target, counterpart: { id: 'binaryHinge', title: 'binary hinge' } });
  },
  lower(e, prediction, target, parameters) {
    const classes = e.cast(target, 'int64');
    const ofTrue = e.unsqueeze(pickClass(e, prediction, classes), [1]); // [N, 1, …]
    const lag = e.op('Relu', [e.addScalar(e.sub(prediction, ofTrue), parameters.margin)]);
    return meanOf(e, e.mul(lag, oneHot(e, classes, prediction, { on: 0, off: 1 })));
  },
  examples: [
    { name: 'five classes', prediction: [5], target: [], classes: 5 },
    { name: 'a small margin', parameters: { margin: 0.2 }, prediction: [3], target: [], classes: 3 },
    { name: 'per pixel', parameters: { margin: 2 }, prediction: [3, 2, 4], target: [2, 4], classes: 3 },
  ],
});
