import { describe, expect, it } from 'vitest';
import type { TensorArray } from '../graph/types.ts';
import type { DatasetField } from './dataset.ts';
import { checkTargets, type TargetLimits } from './target-limits.ts';

const field = (shape: readonly number[]): DatasetField => ({
  name: 'digit',
  label: 'Digit',
  role: 'target',
  semantics: 'category',
  dtype: 'int64',
  shape,
});

/** What is said of the targets of samples 10, 11, 12 … */
function fault(limits: TargetLimits, values: TensorArray, shape: readonly number[] = []): string | undefined {
  const samples = Array.from({ length: values.length }, (_, n) => 10 + n);
  try {
    checkTargets(limits, field(shape), samples, values, 'out');
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-target', nodeId: 'out' });
    return error instanceof Error ? error.message : undefined;
  }
}

const classes = (ignored?: number): TargetLimits => ({ kind: 'classes', count: 3, ...(ignored !== undefined && { ignored }) });

describe('targets', () => {
  it('may be any declared class, and the one that is left out', () => {
    expect(fault(classes(), new BigInt64Array([0n, 2n, 1n]))).toBeUndefined();
    expect(fault(classes(255), new BigInt64Array([0n, 255n]))).toBeUndefined();
  });

  it('outside of the classes are named with sample, field and value', () => {
    expect(fault(classes(), new BigInt64Array([0n, 1n, 3n]))).toBe(
      'Sample 12 has digit 3: expected a class from 0 to 2. Mend the data, or let the loss leave that class number out.',
    );
    expect(fault(classes(), new BigInt64Array([-1n]))).toContain('Sample 10 has digit -1');
    expect(fault(classes(255), new BigInt64Array([254n]))).toContain('a class from 0 to 2, or 255, which is left out');
  });

  it('of places are named by their sample', () => {
    expect(fault(classes(), new BigInt64Array([0n, 1n, 2n, 0n, 7n, 0n]), [2])).toContain('Sample 12 has digit 7');
  });

  it('of a binary loss are 0 or 1, or lie between', () => {
    expect(fault({ kind: 'labels' }, new Float32Array([0, 1]))).toBeUndefined();
    expect(fault({ kind: 'labels' }, new Float32Array([0, 0.5]))).toContain('Sample 11 has digit 0.5: expected 0 or 1.');
    expect(fault({ kind: 'range', min: 0, max: 1 }, new Float32Array([0, 0.5, 1]))).toBeUndefined();
    expect(fault({ kind: 'range', min: 0, max: 1 }, new Float32Array([0, 2]))).toContain('expected a number from 0 to 1');
    expect(fault({ kind: 'range', min: 0, max: 1 }, new Float32Array([Number.NaN]))).toContain('Sample 10 has digit NaN');
  });

  it('of a distribution sum to 1 along the first axis', () => {
    expect(fault({ kind: 'distribution' }, new Float32Array([0.25, 0.75, 0, 1]), [2])).toBeUndefined();
    expect(fault({ kind: 'distribution' }, new Float32Array([0.25, 0.9, 0.75, 0.1]), [2, 2])).toBeUndefined();
    expect(fault({ kind: 'distribution' }, new Float32Array([0.25, 0.75, 0.75, 0.75]), [2])).toContain(
      'Sample 11 has digit with the sum 1.5',
    );
    expect(fault({ kind: 'distribution' }, new Float32Array([-0.25, 1.25]), [2])).toContain('Sample 10 has digit -0.25');
  });
});
