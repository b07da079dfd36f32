import { expect, it } from 'vitest';
import { confusionCounts, hitsOf } from './confusion-matrix.ts';
import { metricOf } from './registry.ts';
import { Tally } from './tally.ts';

/** Scores of as many classes, of which those above the fifth are never true or named. */
function tallyOf(classes: number): Tally {
  const tally = new Tally({ link: 'softmax', classes, width: classes, columns: classes }, ['confusion']);
  const [samples, truths, named] = [6, [0, 1, 2, 3, 4, 4], [0, 1, 1, 3, 2, 4]];
  const predictions = new Float32Array(samples * classes);
  named.forEach((k, n) => (predictions[n * classes + k] = 1));
  tally.add({ samples, predictions, targets: Int32Array.from(truths) });
  return tally;
}

it('gives thousands of classes the same scores from fewer numbers', () => {
  const [few, many] = [tallyOf(512), tallyOf(2000)];
  expect(many.of('confusion')).toHaveLength(6000);
  expect(hitsOf(many)).toBe(hitsOf(few));
  expect(confusionCounts(many).classes.slice(0, 512)).toEqual(confusionCounts(few).classes);
  expect(confusionCounts(many)).toMatchObject({ hits: 4, total: 6 });
  for (const id of ['accuracy', 'f1Macro', 'balancedAccuracy', 'cohenKappa', 'matthewsCorrelation'])
    expect([id, metricOf(id).value(many)]).toEqual([id, metricOf(id).value(few)]);
});
