import { z } from 'zod';

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
});

/** Totals of Vitest's JSON report; a file that fails before its first test counts as one failure. */
export function vitestTotals(json: string): Totals {
  const report = vitestReport.parse(JSON.parse(json));
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped: report.numPendingTests };
}

/** Totals of Playwright's JSON report; a flaky test and an error outside of any test are failures. */
export function playwrightTotals(json: string): Totals {
  const { stats, errors } = playwrightReport.parse(JSON.parse(json));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** What a runner adds to the sum: a runner that ended badly, or without a report, never counts as clean. */
export function totalsOfRun(json: string | undefined, endedWell: boolean, parse: (json: string) => Totals): Totals {
  const totals = json === undefined ? { passed: 0, failed: 0, skipped: 0 } : parse(json);
  const clean = endedWell && totals.passed > 0;
  return { ...totals, failed: totals.failed === 0 && !clean ? 1 : totals.failed };
}

export function addTotals(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
