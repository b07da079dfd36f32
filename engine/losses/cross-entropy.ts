import { int } from '../graph/attributes.ts';
import { formatShape } from '../graph/shape.ts';
import type { LayerFix } from '../layers/definition.ts';
import { defineLoss } from './definition.ts';

/** Mean of −ln softmax(logits)[target] over the batch; logits [N, K], targets [N] int64. */
export const crossEntropy = defineLoss({
  id: 'crossEntropy',
  title: 'Cross-entropy',
  formula: 'L = -\\frac{1}{N}\\sum_{n=1}^{N} \\ln \\frac{e^{y_{n,t_n}}}{\\sum_k e^{y_{nk}}}',
  explanation:
    'Compares the softmax of the outputs with the true class: the surer of the right class, the smaller. It takes raw scores (logits), so no Softmax layer goes before it.',
  link: 'softmax',
  parameters: {},
  check(prediction, target) {
    if (target.classes === undefined) {
      return {
        code: 'loss-target',
        parameter: 'loss',
        message: 'Cross-entropy needs a class as its target. Choose mean squared error for numbers.',
        expected: 'a category',
        actual: `numbers ${formatShape(target.shape)}`,
        fixes: [{ label: 'Use mean squared error', set: { loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] } }],
      };
    }
    if (prediction.shape.length !== 2 || prediction.shape[1] !== target.classes) {
      return {
        code: 'loss-shape',
        port: 'in',
        message: `Cross-entropy needs one output for each of the ${target.classes} classes. Set the last layer to ${target.classes} units.`,
        expected: `N×${target.classes}`,
        actual: formatShape(prediction.shape),
        fixes: lastLayerFixes(prediction.shape.length, target.classes),
      };
    }
    return undefined;
  },
  lower(e, prediction, target) {
    const logProbabilities = e.op('LogSoftmax', [prediction], { axis: int(1) });
    const picked = e.op('GatherElements', [logProbabilities, e.unsqueeze(target, [1])], { axis: int(1) }); // [N, 1]
    return e.neg(e.reduceMean(picked, undefined, false));
  },
  examples: [
    { name: 'five classes', prediction: [5], target: [], classes: 5 },
    { name: 'two classes', prediction: [2], target: [], classes: 2 },
  ],
});

function lastLayerFixes(rank: number, units: number): readonly LayerFix[] {
  if (rank !== 2) {
    return [
      { label: 'Insert Flatten', insert: 'Flatten' },
      { label: 'Insert GlobalAveragePool', insert: 'GlobalAveragePool' },
    ];
  }
  return [
    { label: `Set ${units} units`, setSource: { units } },
    { label: `Insert Dense with ${units} units`, insert: 'Dense', parameters: { units } },
  ];
}
