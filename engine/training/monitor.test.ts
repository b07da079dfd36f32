import { describe, expect, it } from 'vitest';
import type { PredictionOutput } from '../compile/program.ts';
import { isBetter, Monitor } from './monitor.ts';

const output = (nodeId: string, ...metrics: string[]): PredictionOutput => ({
  nodeId,
  output: nodeId,
  activated: nodeId,
  target: 'label',
  dataset: 'blobs',
  targetField: 'label',
  loss: 'crossEntropy',
  metrics,
});

describe('Monitor', () => {
  it('turns each metric so that smaller is better, by held-out samples where there are any', () => {
    const scores = { train: { loss: 3, accuracy: 0.5 }, validation: { loss: 2, accuracy: 0.75, rmse: 4 } };
    expect(new Monitor('loss', [output('a', 'accuracy')]).cost(scores)).toBe(2);
    expect(new Monitor('accuracy', [output('a', 'accuracy')]).cost(scores)).toBe(-0.75);
    expect(new Monitor('accuracy', [output('a', 'accuracy')]).cost({ train: scores.train })).toBe(-0.5);
  });

  it('takes the metrics of several outputs by the names of their nodes', () => {
    const outputs = [output('left', 'accuracy'), output('right', 'accuracy')];
    const scores = { train: { loss: 1, 'left.accuracy': 0.25, 'right.accuracy': 0.5 } };
    expect(new Monitor('right.accuracy', outputs).cost(scores)).toBe(-0.5);
    expect(() => new Monitor('accuracy', outputs)).toThrow('loss, left.loss, right.loss, left.accuracy, right.accuracy');
    expect(new Monitor('left.loss', outputs).cost({ train: { loss: 1, 'left.loss': 0.75 } })).toBe(0.75);
  });

  it('names what can be monitored where it is told something else', () => {
    expect(() => new Monitor('f1', [output('a', 'accuracy')])).toThrow('Expected one of loss, accuracy');
  });

  it('takes no number for worse than any', () => {
    const monitor = new Monitor('accuracy', [output('a', 'accuracy')]);
    expect(monitor.cost({ train: { loss: 1, accuracy: Number.NaN } })).toBeNaN();
    expect(monitor.cost({ train: { loss: 1 } })).toBeNaN();
    expect(isBetter(Number.NaN, 5)).toBe(false);
    expect(isBetter(5, Number.NaN)).toBe(true);
    expect(isBetter(Number.NaN, Number.NaN)).toBe(false);
    expect(isBetter(1, 1)).toBe(false);
  });
});
