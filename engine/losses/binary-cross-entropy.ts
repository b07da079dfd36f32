import { field } from '../layers/parameters.ts';
import { defineLoss } from './definition.ts';
import { expectTwoSided } from './fit.ts';
import { alignTarget, meanOf } from './number-targets.ts';

/** Mean of −p·t ln σ(y) − (1 − t) ln(1 − σ(y)) as (1 − t)·y + (1 + (p − 1)·t)·softplus(−y), which is finite for any y. */
export const binaryCrossEntropy = defineLoss({
  id: 'binaryCrossEntropy',
  title: 'Binary cross-entropy',
  synonyms: ['BCE', 'BCEWithLogits', 'logistic loss', 'sigmoid'],
  formula: 'L = -\\frac{1}{N F}\\sum_{n,k} \\Big[p\\, t_{nk} \\ln \\sigma(y_{nk}) + (1 - t_{nk}) \\ln\\big(1 - \\sigma(y_{nk})\\big)\\Big]',
  explanation:
    'Compares the sigmoid of each output by itself with a target between 0 and 1: one of two classes with a single output, several labels that may hold at once, or brightness of pixels. It takes raw scores (logits), so no Sigmoid layer goes before it.',
  source: 'Bishop 2006, 4.3.2',
  link: 'sigmoid',
  parameters: {
    positiveWeight: field.float({
      label: 'Positive weight p',
      help: 'Factor for targets of 1, where they are rarer than 0.',
      default: 1,
      min: 0,
      max: 1e6,
      advanced: true,
    }),
  },
  check(prediction, target) {
    const counterpart = { id: 'crossEntropy', title: 'cross-entropy' };
    return expectTwoSided({ title: 'Binary cross-entropy', prediction, target, counterpart });
  },
  limits: ({ classes }) => (classes === undefined ? { kind: 'range', min: 0, max: 1 } : undefined),
  lower(e, prediction, target, { positiveWeight }) {
    const t = alignTarget(e, prediction, target);
    const surprise = e.op('Softplus', [e.neg(prediction)]);
    const weight = positiveWeight === 1 ? undefined : e.addScalar(e.mulScalar(t, positiveWeight - 1), 1);
    const negative = e.mul(e.sub(e.scalar(1, t), t), prediction);
    return meanOf(e, e.add(negative, weight === undefined ? surprise : e.mul(weight, surprise)));
  },
  examples: [
    { name: 'one output for two classes', prediction: [1], target: [], classes: 2 },
    { name: 'positive weight', parameters: { positiveWeight: 3 }, prediction: [1], target: [], classes: 2 },
    { name: 'per pixel', parameters: { positiveWeight: 0.5 }, prediction: [1, 3, 4], target: [3, 4], classes: 2 },
    { name: 'several labels', prediction: [4], target: [4] },
    { name: 'a single number', prediction: [1], target: [] },
    { name: 'pixels', parameters: { positiveWeight: 2 }, prediction: [1, 4, 4], target: [1, 4, 4] },
  ],
});
