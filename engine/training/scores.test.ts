import { describe, expect, it } from 'vitest';
import type { PredictionOutput } from '../compile/program.ts';
import type { TensorData } from '../graph/types.ts';
import { startOf } from './position.ts';
import { noSums, type ScoredOutput, Scores, type ScoreSums } from './scores.ts';
import type { ProgramSource } from './programs.ts';
import { epochsOf, record, resumeFrom, settings, STEPS_PER_EPOCH } from './testing/recorded-run.ts';
import { softmaxRegression } from './testing/softmax-regression.ts';

function scored(nodeId: string, ...metrics: string[]): ScoredOutput {
  const prediction: PredictionOutput = {
    nodeId,
    output: `${nodeId}.logits`,
    activated: `${nodeId}.logits`,
    target: 'label',
    dataset: 'blobs',
    targetField: 'label',
    limits: { kind: 'classes', count: 3 },
    loss: 'crossEntropy',
    metrics,
  };
  return { prediction, reading: { link: 'softmax', classes: 3, width: 3, columns: 3 } };
}

/** Samples that are called the given classes. */
function batch(truths: readonly number[], called: readonly number[]): (value: string) => TensorData {
  const logits = Float32Array.from(called.flatMap((k) => [0, 1, 2].map((j) => (j === k ? 2 : 0.5 * j))));
  return (value) =>
    value === 'label'
      ? { dtype: 'int64', dims: [truths.length], data: BigInt64Array.from(truths, BigInt) }
      : { dtype: 'float32', dims: [truths.length, 3], data: logits };
}

describe('Scores', () => {
  it('are those of all samples at once, not the mean of the batches’ scores', () => {
    const scores = new Scores([scored('a', 'precisionMacro', 'accuracy')]);
    expect(scores.add(2, 1, batch([0, 0], [0, 1]))).toEqual({ loss: 1, accuracy: 0.5 });
    expect(scores.add(4, 4, batch([1, 1, 2, 2], [1, 1, 1, 2]))).toEqual({ loss: 4, accuracy: 0.75 });
    // Class 0: 1 of 1, class 1: 2 of 4, class 2: 1 of 1.
    expect(scores.values()).toEqual({ loss: 3, precisionMacro: (1 + 0.5 + 1) / 3, accuracy: 4 / 6 });
  });

  it('of several outputs have their nodes’ names, and no accuracy of a step', () => {
    const scores = new Scores([scored('left', 'accuracy'), scored('right', 'accuracy', 'f1Macro')]);
    expect(scores.add(3, 1, batch([0, 1, 2], [0, 1, 2]))).toEqual({ loss: 1 });
    expect(scores.values()).toEqual({ loss: 1, 'left.accuracy': 1, 'right.accuracy': 1, 'right.f1Macro': 1 });
  });

  it('of training batches go on from their sums and leave out what is an order of all samples', () => {
    const outputs = [scored('a', 'rocAuc', 'logLoss', 'expectedCalibrationError', 'f1Macro')];
    const whole = new Scores(outputs, { training: { sums: noSums } });
    const first = new Scores(outputs, { training: { sums: noSums } });
    for (const scores of [whole, first]) scores.add(3, 1.25, batch([0, 1, 2], [0, 1, 1]));
    const sums: ScoreSums = JSON.parse(JSON.stringify(first.sums()));
    const second = new Scores(outputs, { training: { sums } });
    for (const scores of [whole, second]) scores.add(2, 0.1, batch([2, 2], [2, 0]));
    expect(second.values()).toEqual(whole.values());
    expect(Object.keys(whole.values())).toEqual(['loss', 'logLoss', 'expectedCalibrationError', 'f1Macro']);
    expect(new Scores(outputs).values()).toHaveProperty('rocAuc');
  });

  it('average losses by what they are means of, in batches of any size', () => {
    const output = {
      ...scored('a'),
      prediction: { ...scored('a').prediction, ownLoss: { output: 'loss', counted: 'counted', weight: 0.5 } },
    };
    // Five samples of which 1 + 2 count, with the losses 4 and 1 each.
    const values = (...batches: readonly (readonly [size: number, mean: number, counted: number])[]) => {
      const scores = new Scores([output]);
      for (const [size, mean, counted] of batches) {
        const tensors = new Map([
          ['loss', { dtype: 'float32', dims: [], data: Float32Array.of(mean) } as const],
          ['counted', { dtype: 'float32', dims: [], data: Float32Array.of(counted) } as const],
        ]);
        scores.add(size, 0.5 * mean, (name) => tensors.get(name) ?? batch([0], [0])(name));
      }
      return scores.values();
    };
    expect(values([5, 2, 3])).toEqual({ loss: 1 });
    expect(values([3, 4, 1], [2, 1, 2])).toEqual({ loss: 1 });
    expect(values([1, 0, 0], [2, 4, 1], [1, 1, 1], [1, 1, 1])).toEqual({ loss: 1 });
  });

  it('refuse sums of another network', () => {
    const other = { samples: 4, sums: { loss: 1 }, outputs: { a: { confusion: [1, 2, 3, 4] } } };
    expect(() => new Scores([scored('a', 'accuracy')], { training: { sums: other } })).toThrow('Start a new run');
  });

  it('of a checkpoint from before there were sums of metrics tell the loss of that epoch alone', () => {
    const old = { samples: 4, sums: { loss: 2, accuracy: 3 } };
    const scores = new Scores([scored('a', 'accuracy')], { training: { sums: old } });
    scores.add(1, 3, batch([0], [0]));
    expect(scores.values()).toEqual({ loss: 1 });
  });

  it('start at nothing', () => {
    expect(startOf(settings).means).toBe(noSums);
    expect(new Scores([scored('a', 'accuracy')], { training: { sums: noSums } }).sums()).toBe(noSums);
  });
});

describe('a run that is stopped in the middle of an epoch and resumed', () => {
  const metrics = ['accuracy', 'f1Macro', 'matthewsCorrelation', 'logLoss', 'expectedCalibrationError', 'rocAuc'];
  const measured = ({ training, evaluation }: ProgramSource): ProgramSource => ({
    training: (size) => withMetrics(training(size)),
    evaluation: (size) => withMetrics(evaluation(size)),
  });
  const withMetrics = <P extends { readonly predictions: readonly PredictionOutput[] }>(program: P): P => ({
    ...program,
    predictions: program.predictions.map((prediction) => ({ ...prediction, metrics })),
  });
  const programs = measured(softmaxRegression);

  it('tells the same metrics of all its training samples', async () => {
    const whole = record({ programs });
    await whole.run();
    const stopped = record(
      { programs },
      { before: (count, trainer) => count === STEPS_PER_EPOCH - 2 && trainer.control({ type: 'stop' }) },
    );
    await stopped.run();
    const resumed = record({ programs, resume: resumeFrom(stopped.saved) });
    await resumed.run();
    expect([...epochsOf(stopped.events), ...epochsOf(resumed.events)]).toEqual(epochsOf(whole.events));
    expect(Object.keys(epochsOf(whole.events)[0]?.train ?? {})).toEqual(['loss', ...metrics.slice(0, -1)]);
    expect(Object.keys(epochsOf(whole.events)[0]?.validation ?? {})).toEqual(['loss', ...metrics]);
  });

  it('can’t be judged by a metric that training batches don’t tell where nothing is held back', () => {
    const judged = { ...settings, monitor: 'rocAuc', validationFraction: 0 };
    expect(() => record({ programs, settings: judged })).toThrow('Raise the validation share');
    expect(() => record({ programs, settings: { ...judged, validationFraction: 0.25 } })).not.toThrow();
  });
});
