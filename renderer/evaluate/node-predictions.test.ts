import { expect, it } from 'vitest';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import { nodePredictions } from './node-predictions.ts';

function reportOn(split: EvaluationReport['split'], rows: readonly (readonly [sample: number, truth: number, named: number])[]) {
  const column = (place: 0 | 1 | 2) => rows.map((row) => row[place]);
  const named = {
    sample: Uint32Array.from(column(0)),
    truth: Uint16Array.from(column(1)),
    named: Uint16Array.from(column(2)),
    certainty: Float32Array.from(rows, () => 0.75),
  };
  return {
    split,
    outputs: [
      {
        kind: 'classification',
        nodeId: 'out',
        target: 'Club',
        scores: {},
        classes: ['a', 'b'],
        confusion: new Float64Array(),
        perClass: [],
        named,
      },
    ],
  } as const;
}

it('counts the nodes of the test split after those of training', () => {
  const reports = [
    reportOn('test', [
      [1, 0, 1],
      [0, 1, 1],
    ]),
    reportOn('train', [[1, 0, 0]]),
    reportOn('validation', [[0, 1, 0]]),
  ];
  const { named, truth, split, certainty } = nodePredictions({ count: 5, trained: 2 }, reports, 'out');
  expect([...named]).toEqual([0, 0, 1, 1, -1]);
  expect([...truth]).toEqual([1, 0, 1, 0, -1]);
  expect(split).toEqual(['validation', 'train', 'test', 'test', undefined]);
  expect([...certainty]).toEqual([0.75, 0.75, 0.75, 0.75, 0]);
});

it('knows nothing of other outputs, and leaves out samples that there are not', () => {
  expect([...nodePredictions({ count: 2, trained: 1 }, [reportOn('test', [[0, 0, 0]])], 'other').named]).toEqual([-1, -1]);
  expect([...nodePredictions({ count: 2, trained: 1 }, [reportOn('test', [[7, 0, 0]])], 'out').named]).toEqual([-1, -1]);
});
