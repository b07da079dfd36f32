import { formatShape, sameShape } from '../graph/shape.ts';
import { defineLoss } from './definition.ts';

/** Mean of (prediction − target)² over batch and outputs. */
export const meanSquaredError = defineLoss({
  id: 'meanSquaredError',
  title: 'Mean squared error',
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} (y_{nk} - t_{nk})^2',
  explanation: 'Mean square of the distance between prediction and target: for numbers, not classes.',
  link: 'identity',
  parameters: {},
  check(prediction, target) {
    if (target.classes !== undefined) {
      return {
        code: 'loss-target',
        parameter: 'loss',
        message: 'Mean squared error needs numbers as its target, this one is a class. Choose cross-entropy.',
        expected: 'numbers',
        actual: `a category of ${target.classes} classes`,
        fixes: [{ label: 'Use cross-entropy', set: { loss: 'crossEntropy', metrics: ['accuracy'] } }],
      };
    }
    const expected = ['N', ...target.shape];
    if (sameShape(prediction.shape, expected)) return undefined;
    return {
      code: 'loss-shape',
      port: 'in',
      message: `Mean squared error needs a prediction of the target’s shape ${formatShape(expected)}.`,
      expected: formatShape(expected),
      actual: formatShape(prediction.shape),
    };
  },
  lower(e, prediction, target) {
    return e.reduceMean(e.square(e.sub(prediction, target)), undefined, false);
  },
  examples: [{ name: 'vectors', prediction: [3], target: [3] }],
});
