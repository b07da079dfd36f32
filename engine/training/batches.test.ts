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

  it('holds the last windows of a series back, and trains on none that shares a step with them', () => {
    const window = { length: 4, horizon: 2, stride: 2, step: 'day' } as const;
    const { training, validation } = splitTraining(3, 20, 0.25, window);
    expect([...validation]).toEqual([15, 16, 17, 18, 19]);
    expect([...training]).toEqual([...indices(13)]);
    const lastSeen = window.stride * 12 + window.length + window.horizon - 1;
    expect(lastSeen).toBeLessThan(window.stride * 15);
    expect(lastSeen + window.stride).toBeGreaterThanOrEqual(window.stride * 15);
  });

  it('trains on all windows of a series of which none is held back', () => {
    const window = { length: 4, horizon: 1, stride: 1, step: 'day' } as const;
    expect(splitTraining(3, 5, 0, window)).toEqual({ training: indices(5), validation: indices(0) });
  });

  it('leaves nothing to train on of a series that is too short', () => {
    expect(splitTraining(3, 10, 0.5, { length: 9, horizon: 1, stride: 1, step: 'day' }).training).toHaveLength(0);
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
