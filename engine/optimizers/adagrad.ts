import { field } from '../layers/parameters.ts';
import { defineOptimizer } from './definition.ts';
import { epsilonFields, rootOf } from './epsilon.ts';

/** v ← v + g²; θ ← θ − η g / √(v + ε). */
export const AdaGrad = defineOptimizer({
  type: 'AdaGrad',
  title: 'AdaGrad',
  synonyms: ['adaptive gradient', '自适应梯度'],
  parameters: {
    initialSquare: field.float({
      label: 'First v',
      help: 'What the sum of squares begins with: more than 0 makes the first steps smaller.',
      default: 0,
      min: 0,
      max: 1000,
      advanced: true,
    }),
    ...epsilonFields,
  },
  formula: 'v_t = v_{t-1} + g_t^2,\\quad \\theta_{t+1} = \\theta_t - \\frac{\\eta}{\\sqrt{v_t + \\epsilon}}\\, g_t',
  explanation:
    'Divides each weight’s step by the root of the sum of all its squared gradients: weights that rarely get a gradient take larger steps. The steps only ever get smaller, so long runs may stall.',
  source: 'notes, eq. 2.6; Duchi, Hazan & Singer 2011',
  learningRate: 0.01,
  weightDecay: 'coupled',
  state: ({ initialSquare }) => ({ square: { kind: 'constant', value: initialSquare } }),
  scalars: (_, learningRate) => ({ learningRate }),
  step({ e, parameters: { epsilon, epsilonInside }, parameter, gradient, state, scalars }) {
    const square = e.add(state.square, e.square(gradient));
    const move = e.div(e.mul(scalars.learningRate, gradient), rootOf(e, epsilonInside, square, epsilon));
    return { parameter: e.sub(parameter, move), state: { square } };
  },
  examples: [
    { name: 'plain', learningRate: 0.25 },
    { name: 'ε inside', parameters: { epsilon: 2 ** -5 }, learningRate: 0.25 },
    { name: 'ε outside', parameters: { epsilon: 2 ** -5, epsilonInside: false }, learningRate: 0.25 },
    {
      name: 'first v, weight decay',
      parameters: { epsilonInside: false, initialSquare: 0.5 },
      learningRate: 0.25,
      weightDecay: 0.125,
    },
  ],
});
