import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { oneHot } from './class-targets.ts';
import { defineLoss } from './definition.ts';
import { expectClassScores, expectNumbers } from './fit.ts';
import { errorsOf, meanOf } from './number-targets.ts';

/** Mean of (prediction − target)² over batch and outputs; of classes the target is 1 for the true one and 0 for the others. */
export const meanSquaredError = defineLoss({
  id: 'meanSquaredError',
  title: 'Mean squared error',
  formula: 'L = \\frac{1}{N F}\\sum_{n,k} (y_{nk} - t_{nk})^2',
  explanation:
    'Mean square of the distance between prediction and target. A few large errors outweigh many small ones. Where the target is a class, each output is compared with 1 for the true class and 0 for the others; it takes outputs as they are, so put Softmax or Sigmoid before it for probabilities. Cross-entropy usually learns classes faster.',
  link: 'identity',
  parameters: {},
  check(prediction, target) {
    const fitting = { title: 'Mean squared error', prediction, target };
    return target.classes === undefined ? expectNumbers(fitting) : expectClassScores(fitting);
  },
  lower: (e, prediction, target) => meanOf(e, e.square(errorsOf(e, prediction, asNumbers(e, prediction, target)))),
  examples: [
    { name: 'vectors', prediction: [3], target: [3] },
    { name: 'a single number', prediction: [1], target: [] },
    { name: 'images', prediction: [2, 3, 4], target: [2, 3, 4] },
    { name: 'classes', prediction: [4], target: [], classes: 4 },
    { name: 'per pixel', prediction: [3, 2, 4], target: [2, 4], classes: 3 },
  ],
});

/** Classes as 1 and 0 for each: they lack the axis along which the prediction has an output for each of several. */
function asNumbers(e: Emitter, prediction: Value, target: Value): Value {
  const { shape } = prediction.type;
  const areClasses = target.type.shape.length === shape.length - 1 && shape[1] !== 1;
  return areClasses ? oneHot(e, e.cast(target, 'int64'), prediction) : target;
}
