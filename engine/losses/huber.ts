import { field } from '../layers/parameters.ts';
import { defineLoss } from './definition.ts';
import { expectNumbers } from './fit.ts';
import { errorsOf, meanOf } from './number-targets.ts';

/** Square for errors up to δ, a line beyond: c·(|d| − c/2) with c = min(|d|, δ). */
export const huber = defineLoss({
  id: 'huber',
  title: 'Huber',
  synonyms: ['smooth L1', 'huber loss', 'robust'],
  formula:
    'L = \\frac{1}{N F}\\sum_{n,k} \\begin{cases} \\tfrac12 d_{nk}^2 & |d_{nk}| \\le \\delta \\\\ \\delta\\,(|d_{nk}| - \\tfrac12 \\delta) & \\text{else} \\end{cases},\\quad d = y - t',
  explanation: 'Squared error near the target and absolute error from a distance of δ on: smooth at the target, calm about outliers.',
  source: 'Huber 1964',
  link: 'identity',
  parameters: {
    delta: field.float({
      label: 'Threshold δ',
      help: 'Errors above it count in proportion, those below by their square.',
      default: 1,
      min: 1e-6,
      max: 1e6,
    }),
  },
  check: (prediction, target) => expectNumbers({ title: 'Huber', prediction, target }),
  lower(e, prediction, target, { delta }) {
    const distance = e.abs(errorsOf(e, prediction, target));
    const cut = e.min(distance, e.scalar(delta, distance));
    return meanOf(e, e.mul(cut, e.sub(distance, e.mulScalar(cut, 0.5))));
  },
  examples: [
    { name: 'vectors', prediction: [5], target: [5] },
    { name: 'a small threshold', parameters: { delta: 0.3 }, prediction: [4], target: [4] },
    { name: 'a large threshold', parameters: { delta: 2.5 }, prediction: [2, 3, 4], target: [2, 3, 4] },
    { name: 'a single number', prediction: [1], target: [] },
  ],
});
