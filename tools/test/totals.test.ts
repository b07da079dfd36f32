import { describe, expect, it } from 'vitest';
import { addTotals, playwrightTotals, totalsOfRun, vitestTotals } from './totals.ts';

const file = (status: string, ...tests: readonly string[]) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

describe('test totals', () => {
  it('counts a file that cannot be loaded as a failure', () => {
    const json = JSON.stringify({
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      testResults: [file('passed', 'passed', 'pending'), file('failed', 'passed', 'failed'), file('failed')],
    });
    expect(vitestTotals(json)).toEqual({ passed: 2, failed: 2, skipped: 1 });
  });

  it('counts flaky tests and errors outside of tests as failures', () => {
    const json = JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no server' }] });
    expect(playwrightTotals(json)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  it('never takes a runner for clean that ended badly, wrote nothing or ran nothing', () => {
    const parse = (): { passed: number; failed: number; skipped: number } => ({ passed: 3, failed: 0, skipped: 0 });
    expect(totalsOfRun('{}', true, parse).failed).toBe(0);
    expect(totalsOfRun('{}', false, parse).failed).toBe(1);
    expect(totalsOfRun(undefined, true, parse).failed).toBe(1);
    expect(totalsOfRun('{}', true, () => ({ passed: 0, failed: 0, skipped: 4 })).failed).toBe(1);
  });

  it('adds up', () => {
    expect(addTotals({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
