import { defineLoss } from './definition.ts';
import { margin } from './fields.ts';
import { expectTwoSided } from './fit.ts';
import { alignTarget, meanOf } from './number-targets.ts';

/** Mean of max(0, margin − s·y) with s = 1 for the target 1 and −1 for 0. */
export const binaryHinge = defineLoss({
  id: 'binaryHinge',
  title: 'Binary hinge',
  synonyms: ['hinge loss', 'SVM'],
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} \\max\\big(0,\\; m - (2 t_{nk} - 1)\\, y_{nk}\\big)',
  explanation:
    'Asks that each output lies at least the margin m on its target’s side of 0, as a support vector machine does. Above 0 means the second class.',
  source: 'Cortes & Vapnik 1995',
  link: 'identity',
  parameters: { margin },
  check(prediction, target) {
    return expectTwoSided({ title: 'Binary hinge', prediction, target, counterpart: { id: 'hinge', title: 'hinge' } });
  },
  limits: ({ classes }) => (classes === undefined ? { kind: 'labels' } : undefined),
  lower(e, prediction, target, parameters) {
    const side = e.addScalar(e.mulScalar(alignTarget(e, prediction, target), 2), -1);
    return meanOf(e, e.op('Relu', [e.sub(e.scalar(parameters.margin, prediction), e.mul(side, prediction))]));
  },
  examples: [
    { name: 'one output for two classes', prediction: [1], target: [], classes: 2 },
    { name: 'several labels, a small margin', parameters: { margin: 0.5 }, prediction: [4], target: [4] },
    { name: 'per pixel', parameters: { margin: 2 }, prediction: [1, 2, 4], target: [2, 4], classes: 2 },
  ],
});
