import { defineLoss } from './definition.ts';
import { expectNumbers } from './fit.ts';
import { errorsOf, meanOf } from './number-targets.ts';

/** Mean of ln cosh(y − t) as |d| + softplus(−2|d|) − ln 2, which overflows for no d. */
export const logCosh = defineLoss({
  id: 'logCosh',
  title: 'Log-cosh',
  synonyms: ['robust'],
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} \\ln \\cosh (y_{nk} - t_{nk})',
  explanation:
    'Half the squared error near the target, the absolute error far from it, without a corner between. Its gradient is tanh(y − t).',
  source: 'Green 1990',
  link: 'identity',
  parameters: {},
  check: (prediction, target) => expectNumbers({ title: 'Log-cosh', prediction, target }),
  lower(e, prediction, target) {
    const distance = e.abs(errorsOf(e, prediction, target));
    const correction = e.op('Softplus', [e.mulScalar(distance, -2)]);
    return meanOf(e, e.addScalar(e.add(distance, correction), -Math.LN2));
  },
  examples: [
    { name: 'vectors', prediction: [4], target: [4] },
    { name: 'a single number', prediction: [1], target: [] },
    { name: 'images', prediction: [2, 3, 4], target: [2, 3, 4] },
  ],
});
