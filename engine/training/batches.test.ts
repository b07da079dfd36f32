import { describe, expect, it } from 'vitest';
import { indices } from '../random/distributions.ts';
import { batchCount, batchOf, epochOrder, splitTraining } from './batches.ts';

describe('splitTraining', () => {
  it('parts the samples without overlap, the same way for the same seed', () => {
    const { training, validation } = splitTraining(5, 103, 0.25);
    expect(validation.length).toBe(25);
    expect([...training, ...validation].sort((a, b) => a - b)).toEqual([...indices(103)]);
    expect(splitTraining(5, 103, 0.25).validation).toEqual(validation);
    expect(splitTraining(6, 103, 0.25).validation).not.toEqual(validation);
  });

  it('holds nothing back for a fraction of 0', () => {
    expect(splitTraining(1, 4, 0)).toEqual({ training: indices(4), validation: indices(0) });
  });
});

describe('batches', () => {
  it('visit each sample once in each epoch, in another order', () => {
    const training = indices(10).map((i) => i * 3);
    const order = epochOrder(1, 1, training);
    const visited = Array.from({ length: batchCount(10, 4) }, (_, batch) => [...batchOf(order, batch, 4)]);
    expect(visited.map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(visited.flat().sort((a, b) => a - b)).toEqual([...training]);
    expect(epochOrder(1, 2, training)).not.toEqual(order);
    expect(epochOrder(1, 1, training)).toEqual(order);
  });
});
