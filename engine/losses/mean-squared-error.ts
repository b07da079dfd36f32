import { defineLoss } from './definition.ts';
import { expectNumbers } from './fit.ts';
import { errorsOf, meanOf } from './number-targets.ts';

/** Mean of (prediction − target)² over batch and outputs. */
export const meanSquaredError = defineLoss({
  id: 'meanSquaredError',
  title: 'Mean squared error',
  synonyms: ['MSE', 'L2 loss', 'least squares', '均方误差'],
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} (y_{nk} - t_{nk})^2',
  explanation:
    'Mean square of the distance between prediction and target: for numbers, not classes. A few large errors outweigh many small ones.',
  link: 'identity',
  parameters: {},
  check: (prediction, target) => expectNumbers({ title: 'Mean squared error', prediction, target }),
  lower: (e, prediction, target) => meanOf(e, e.square(errorsOf(e, prediction, target))),
  examples: [
    { name: 'vectors', prediction: [3], target: [3] },
    { name: 'a single number', prediction: [1], target: [] },
    { name: 'images', prediction: [2, 3, 4], target: [2, 3, 4] },
  ],
});
