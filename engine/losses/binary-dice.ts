import { defineLoss } from './definition.ts';
import { diceDistance } from './dice.ts';
import { smoothing } from './fields.ts';
import { expectTwoSided } from './fit.ts';
import { alignTarget } from './number-targets.ts';

/** 1 − Dice between sigmoid and target, sums over batch and outputs. */
export const binaryDice = defineLoss({
  id: 'binaryDice',
  title: 'Binary Dice',
  synonyms: ['dice loss', 'overlap'],
  formula: 'L = 1 - \\frac{2\\sum_{n,k} \\sigma(y_{nk})\\, t_{nk} + s}{\\sum_{n,k} \\sigma(y_{nk}) + \\sum_{n,k} t_{nk} + s}',
  explanation:
    'One minus the overlap of the predicted and the true region, of one channel: what lies outside of both counts for nothing. The sums run over the whole batch.',
  source: 'Milletari et al. 2016; Sudre et al. 2017',
  link: 'sigmoid',
  parameters: { smoothing },
  check(prediction, target) {
    return expectTwoSided({ title: 'Binary Dice', prediction, target, counterpart: { id: 'dice', title: 'Dice' } });
  },
  limits: ({ classes }) => (classes === undefined ? { kind: 'range', min: 0, max: 1 } : undefined),
  lower(e, prediction, target, parameters) {
    return diceDistance(e, e.op('Sigmoid', [prediction]), alignTarget(e, prediction, target), [], parameters.smoothing);
  },
  examples: [
    { name: 'one output for two classes', prediction: [1], target: [], classes: 2 },
    { name: 'per pixel', parameters: { smoothing: 0.01 }, prediction: [1, 4, 5], target: [4, 5], classes: 2 },
    { name: 'a mask', prediction: [1, 4, 5], target: [1, 4, 5] },
  ],
});
