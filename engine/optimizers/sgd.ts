import { defineOptimizer } from './definition.ts';

/** Mini-batch stochastic gradient descent: θ ← θ − η g. */
export const SGD = defineOptimizer({
  type: 'SGD',
  title: 'SGD',
  synonyms: ['stochastic gradient descent', '随机梯度下降', '梯度下降'],
  parameters: {},
  formula: '\\theta_{t+1} = \\theta_t - \\eta\\, g_t',
  explanation: 'Takes a step down the mean gradient of the mini-batch. One learning rate for all weights: slow in narrow valleys.',
  source: 'notes, eq. 2.4',
  learningRate: 0.1,
  weightDecay: 'coupled',
  state: () => ({}),
  scalars: (_, learningRate) => ({ learningRate }),
  step: ({ e, parameter, gradient, scalars }) => ({
    parameter: e.sub(parameter, e.mul(scalars.learningRate, gradient)),
    state: {},
  }),
  examples: [
    { name: 'plain', learningRate: 0.05 },
    { name: 'weight decay', learningRate: 0.05, weightDecay: 0.125 },
    { name: 'clipped values', learningRate: 0.05, clipValue: 0.5 },
    { name: 'clipped norm, weight decay', learningRate: 0.05, weightDecay: 0.125, clipNorm: 0.75 },
    { name: 'clipped values and norm', learningRate: 0.05, clipValue: 1.5, clipNorm: 1.25 },
  ],
});
