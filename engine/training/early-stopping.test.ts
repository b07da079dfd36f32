import { describe, expect, it } from 'vitest';
import { EarlyStopping } from './early-stopping.ts';

/** The epoch after which it stops; 0 where it doesn't. */
function stopsAfter(costs: readonly number[], { patience = 2, minDelta = 0, firstEpoch = 1 } = {}): number {
  const stopping = new EarlyStopping({ patience, minDelta }, firstEpoch);
  for (const [index, cost] of costs.entries()) {
    stopping.add(index + 1, cost);
    if (stopping.exhausted) return index + 1;
  }
  return 0;
}

describe('EarlyStopping', () => {
  it('waits for as many epochs as it has patience', () => {
    expect(stopsAfter([3, 2, 2, 2, 1])).toBe(4);
    expect(stopsAfter([3, 2, 4, 1, 5, 6], { patience: 2 })).toBe(6);
    expect(stopsAfter([3, 4], { patience: 1 })).toBe(2);
    expect(stopsAfter([5, 4, 3, 2, 1])).toBe(0);
  });

  it('takes a change smaller than the least for none, and measures from the lowest', () => {
    expect(stopsAfter([1, 0.75, 0.5], { patience: 1, minDelta: 0.25 })).toBe(0);
    expect(stopsAfter([1, 0.875, 0.75, 0.625], { patience: 1, minDelta: 0.25 })).toBe(2);
    expect(stopsAfter([1, 0.875, 0.75, 0.625, 0.5], { patience: 2, minDelta: 0.25 })).toBe(0);
  });

  it('takes no number for no improvement', () => {
    expect(stopsAfter([Number.NaN, Number.NaN])).toBe(2);
    expect(stopsAfter([Number.NaN, 1, Number.NaN, Number.NaN])).toBe(4);
  });

  it('leaves the epochs before the first out', () => {
    expect(stopsAfter([1, 2, 3, 4, 5], { firstEpoch: 3 })).toBe(5);
    expect(stopsAfter([0, 9, 9, 5, 4, 3], { firstEpoch: 3 })).toBe(0);
  });

  it('tells the epoch that improved last', () => {
    const stopping = new EarlyStopping({ patience: 9, minDelta: 0 }, 1);
    expect(stopping.lastImprovement).toBeUndefined();
    for (const [index, cost] of [3, 2, 2.5].entries()) stopping.add(index + 1, cost);
    expect(stopping.lastImprovement).toBe(2);
  });
});
