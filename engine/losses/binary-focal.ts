import { field } from '../layers/parameters.ts';
import { defineLoss } from './definition.ts';
import { gamma } from './fields.ts';
import { expectTwoSided } from './fit.ts';
import { alignTarget, meanOf } from './number-targets.ts';

/**
 * Mean of −α_t (1 − p_t)^γ ln p_t with p = σ(y). With z = y for t = 1 and −y for t = 0 it is −ln p_t = softplus(−z) and
 * ln(1 − p_t) = −softplus(z), both finite for any y.
 */
export const binaryFocal = defineLoss({
  id: 'binaryFocal',
  title: 'Binary focal',
  synonyms: ['focal loss'],
  formula:
    'L = -\\frac{1}{N F}\\sum_{n,k} \\alpha_t (1 - p_t)^\\gamma \\ln p_t,\\quad p_t = \\begin{cases} \\sigma(y_{nk}) & t_{nk} = 1 \\\\ 1 - \\sigma(y_{nk}) & t_{nk} = 0 \\end{cases},\\quad \\alpha_t = \\begin{cases} \\alpha & t_{nk} = 1 \\\\ 1 - \\alpha & t_{nk} = 0 \\end{cases}',
  explanation:
    'Binary cross-entropy in which outputs that are already right count little. One output tells two classes apart, or each output a label that holds or not. α weighs the targets of 1, 1 − α those of 0.',
  source: 'Lin et al. 2017',
  link: 'sigmoid',
  parameters: {
    gamma,
    alpha: field.float({
      label: 'Balance α',
      help: 'Weight of targets of 1; those of 0 weigh 1 − α. At 0.5 both count half.',
      default: 0.25,
      min: 0,
      max: 1,
    }),
  },
  check(prediction, target) {
    return expectTwoSided({ title: 'Binary focal', prediction, target, counterpart: { id: 'focal', title: 'focal' } });
  },
  limits: ({ classes }) => (classes === undefined ? { kind: 'labels' } : undefined),
  lower(e, prediction, target, p) {
    const t = alignTarget(e, prediction, target);
    const towards = e.mul(prediction, e.addScalar(e.mulScalar(t, 2), -1)); // z
    const surprise = e.op('Softplus', [e.neg(towards)]);
    const focused = e.mul(e.exp(e.mulScalar(e.op('Softplus', [towards]), -p.gamma)), surprise);
    const balance = e.addScalar(e.mulScalar(t, 2 * p.alpha - 1), 1 - p.alpha);
    return meanOf(e, e.mul(balance, focused));
  },
  examples: [
    { name: 'one output for two classes', prediction: [1], target: [], classes: 2 },
    { name: 'several labels', parameters: { alpha: 0.6, gamma: 1 }, prediction: [4], target: [4] },
    { name: 'a weak focus', parameters: { alpha: 0.5, gamma: 0.5 }, prediction: [3], target: [3] },
    { name: 'no focus', parameters: { gamma: 0 }, prediction: [3], target: [3] },
    { name: 'per pixel', parameters: { gamma: 3, alpha: 0.9 }, prediction: [1, 3, 4], target: [3, 4], classes: 2 },
  ],
});
