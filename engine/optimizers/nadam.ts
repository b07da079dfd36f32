import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';
import { rootOf } from './epsilon.ts';
import { momentFields } from './moments.ts';

/** μ_t = β₁ (1 − ½ · 0.96^{tψ}): the momentum warms up from β₁/2 to β₁. */
const momentumAt = (beta1: number, psi: number, t: number): number => beta1 * (1 - 0.5 * 0.96 ** (t * psi));

/** The last product of each pair of parameters, so that a step takes one multiplication and not t. */
const known = new Map<string, { readonly t: number; readonly product: number }>();

/** μ₁ μ₂ … μ_t, multiplied in this order. */
function momentumProduct(beta1: number, psi: number, t: number): number {
  const key = `${beta1},${psi}`;
  const last = known.get(key);
  const start = last !== undefined && last.t <= t ? last : { t: 0, product: 1 };
  let { product } = start;
  for (let i = start.t + 1; i <= t; i += 1) product *= momentumAt(beta1, psi, i);
  known.set(key, { t, product });
  return product;
}

/**
 * Adam with Nesterov's look-ahead, in the form with a momentum that warms up (Dozat 2016, algorithm 2; PyTorch's):
 * θ ← θ − η [ (1−μ_t)/(1−∏μ) g + μ_{t+1}/(1−∏μ·μ_{t+1}) m ] / √(v̂ + ε). The slot holds m/(1−β₁).
 */
export const NAdam = defineOptimizer({
  type: 'NAdam',
  title: 'NAdam',
  synonyms: ['nesterov adam'],
  parameters: {
    ...momentFields,
    momentumDecay: field.float({
      label: 'ψ',
      help: 'How fast the momentum rises from β₁/2 to β₁: μ_t = β₁ (1 − ½ · 0.96^(ψt)). 0 keeps it at β₁/2.',
      default: 0.004,
      min: 0,
      max: 1,
      advanced: true,
    }),
  },
  formula:
    '\\mu_t = \\beta_1\\big(1 - \\tfrac12\\, 0.96^{t\\psi}\\big),\\quad \\theta_{t+1} = \\theta_t - \\frac{\\eta}{\\sqrt{\\hat v_t + \\epsilon}} \\Big( \\frac{1-\\mu_t}{1-\\prod_{i\\le t}\\mu_i}\\, g_t + \\frac{\\mu_{t+1}}{1-\\prod_{i\\le t+1}\\mu_i}\\, m_t \\Big)',
  explanation:
    'Adam that looks ahead as Nesterov’s momentum does: the newest gradient counts more. Its momentum rises over the first steps.',
  source: 'Dozat 2016; notes, eq. 2.8–2.10',
  learningRate: 0.002,
  weightDecay: 'coupled',
  state: () => ({ mean: { kind: 'zeros' }, square: { kind: 'zeros' } }),
  scalars({ beta1, beta2, momentumDecay }, learningRate, t) {
    const product = momentumProduct(beta1, momentumDecay, t);
    const ahead = momentumAt(beta1, momentumDecay, t + 1);
    return {
      gradientStep: (learningRate * (1 - momentumAt(beta1, momentumDecay, t))) / (1 - product),
      meanStep: (learningRate * ahead * (1 - beta1)) / (1 - product * ahead),
      correction: (1 - beta2) / (1 - beta2 ** t),
    };
  },
  step({ e, parameters: { beta1, beta2, epsilon, epsilonInside }, parameter, gradient, state, scalars }) {
    const mean = e.add(e.mulScalar(state.mean, beta1), gradient);
    const square = e.add(e.mulScalar(state.square, beta2), e.square(gradient));
    const root = rootOf(e, epsilonInside, e.mul(scalars.correction, square), epsilon);
    const move = e.add(e.mul(scalars.gradientStep, gradient), e.mul(scalars.meanStep, mean));
    return { parameter: e.sub(parameter, e.div(move, root)), state: { mean, square } };
  },
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'ε inside', parameters: { beta1: 0.875, beta2: 0.9375, epsilon: 2 ** -7, momentumDecay: 0.25 }, learningRate: 0.05 },
    {
      name: 'ε outside, weight decay',
      parameters: { beta1: 0.875, beta2: 0.9375, epsilon: 2 ** -7, epsilonInside: false, momentumDecay: 0.25 },
      learningRate: 0.05,
      weightDecay: 0.125,
    },
  ],
});
