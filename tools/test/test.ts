import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { censusOf, censusText } from './census.ts';
import { findOrInstallChromium } from './chromium.ts';
import type { Totals } from './totals.ts';
import { addTotals, playwrightTotals, totalsOfRun, vitestTotals } from './totals.ts';

/** `npm test`: finds a browser, builds, runs Vitest and Playwright, and closes with what was tested and the totals of both. */
const reports = path.join('test-results', 'reports');
const bin = (name: string): string => path.join('node_modules', '.bin', name);

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function runReporting(
  command: string,
  args: readonly string[],
  report: string,
  env: Readonly<Record<string, string>>,
  parse: (json: string) => Totals,
): Totals {
  rmSync(report, { force: true });
  const endedWell = run(command, args, env);
  return totalsOfRun(existsSync(report) ? readFileSync(report, 'utf8') : undefined, endedWell, parse);
}

function fail(message: string): never {
  console.error(message);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

function browser(): string {
  try {
    return findOrInstallChromium();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

const chromium = browser();
console.log(`Browser: ${chromium}`);
if (!run('npm', ['run', '--silent', 'build'])) fail('The build failed.');
mkdirSync(reports, { recursive: true });

const vitestReport = path.join(reports, 'vitest.json');
const unit = runReporting(
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  vitestReport,
  {},
  vitestTotals,
);

const playwrightReport = path.resolve(reports, 'playwright.json');
const journeys = runReporting(
  bin('playwright'),
  ['test', '--reporter=list,json'],
  playwrightReport,
  { NETLOOM_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  playwrightTotals,
);

const census = existsSync(vitestReport) ? censusOf(readFileSync(vitestReport, 'utf8')) : [];
const leftOut = census.flatMap((count) => count.leftOut).length;
if (census.length > 0) console.log(`\n${censusText(census)}\n`);

const total = addTotals(addTotals(unit, journeys), { passed: 0, failed: leftOut, skipped: 0 });
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
