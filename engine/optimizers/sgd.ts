import { defineOptimizer } from './definition.ts';

/** Mini-batch stochastic gradient descent: θ ← θ − η g. */
export const SGD = defineOptimizer({
  type: 'SGD',
  title: 'SGD',
  parameters: {},
  formula: '\\theta_{t+1} = \\theta_t - \\eta\\, g_t',
  source: 'notes, eq. 2.4',
  state: () => ({}),
  scalars: (_, learningRate) => ({ learningRate }),
  step: ({ e, parameter, gradient, scalars }) => ({
    parameter: e.sub(parameter, e.mul(scalars.learningRate, gradient)),
    state: {},
  }),
});
