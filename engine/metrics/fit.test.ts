import { describe, expect, it } from 'vitest';
import { type Compared, fittingMetrics, unfitness } from './fit.ts';
import { meanAbsolutePercentageError } from './regression.ts';

const loss: Compared['loss'] = { title: 'Mean squared error', link: 'identity' };
const percentage = (target: Compared['target']) => unfitness(meanAbsolutePercentageError, { loss, target });

describe('the percentage error', () => {
  it('is offered for a number and a vector', () => {
    expect(percentage({ shape: [] })).toBeUndefined();
    expect(percentage({ shape: [3], role: 'target' })).toBeUndefined();
  });

  it('is not offered for images, nor for an input that is reconstructed', () => {
    expect(percentage({ shape: [1, 28, 28], name: 'image' })).toContain('0 is usual in the target “image”');
    expect(percentage({ shape: [3], role: 'input' })).toContain('choose mean absolute error');
    expect(fittingMetrics({ loss, target: { shape: [1, 28, 28] } }).map(({ id }) => id)).toEqual([
      'meanAbsoluteError',
      'rootMeanSquaredError',
      'meanSquaredError',
      'r2',
    ]);
  });
});
