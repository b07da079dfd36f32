import { defineLoss } from './definition.ts';
import { expectNumbers } from './fit.ts';
import { errorsOf, meanOf } from './number-targets.ts';

/** Mean of |prediction − target| over batch and outputs; its gradient at 0 is 0. */
export const meanAbsoluteError = defineLoss({
  id: 'meanAbsoluteError',
  title: 'Mean absolute error',
  synonyms: ['MAE', 'L1 loss', 'least absolute deviations'],
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} |y_{nk} - t_{nk}|',
  explanation:
    'Mean distance between prediction and target. Its gradient has one size however far off a prediction is, so that outliers don’t take over.',
  link: 'identity',
  parameters: {},
  check: (prediction, target) => expectNumbers({ title: 'Mean absolute error', prediction, target }),
  lower: (e, prediction, target) => meanOf(e, e.abs(errorsOf(e, prediction, target))),
  examples: [
    { name: 'vectors', prediction: [3], target: [3] },
    { name: 'a single number', prediction: [1], target: [] },
    { name: 'images', prediction: [2, 3, 4], target: [2, 3, 4] },
  ],
});
