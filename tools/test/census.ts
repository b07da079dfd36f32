import { z } from 'zod';
import { augmentations } from '../../engine/augmentations/registry.ts';
import { layers } from '../../engine/layers/registry.ts';
import { losses } from '../../engine/losses/registry.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import { nchwcDomain } from '../../engine/ops/blocked.ts';
import { operators } from '../../engine/ops/registry.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';
import { preprocessings } from '../../engine/preprocessing/registry.ts';
import { schedules } from '../../engine/schedules/registry.ts';

/** Definitions of one kind, and the test files whose titles name them. */
export interface Kind {
  readonly title: string;
  readonly names: readonly string[];
  readonly files: RegExp;
  /** Files of cases whose numbers another program gave; every definition has some where there are any. */
  readonly golden?: RegExp;
}

/** How often the tests that passed named the definitions of one kind. */
export interface Count {
  readonly title: string;
  readonly definitions: number;
  readonly checks: number;
  readonly goldenCases: number;
  /** Definitions that no passed test names, or no golden case where the kind has them. */
  readonly leftOut: readonly string[];
}

const suites = (name: string) => ({
  files: new RegExp(`engine/conformance/${name}[^/]*\\.test\\.ts$`),
  golden: new RegExp(`engine/conformance/${name}-golden\\.test\\.ts$`),
});

/**
 * The registries, but for what other tests reach: Input and Output, the ends of a network, emit nothing, and whole projects
 * test them; operators over blocked channels stand in lowered graphs alone, and are tested as what they were lowered from.
 */
export const kinds: readonly Kind[] = [
  {
    title: 'operators',
    names: operators.filter(({ domain }) => domain !== nchwcDomain).map(({ opType }) => opType),
    files: /engine\/conformance\/operators\.test\.ts$/,
  },
  { title: 'layers', names: layers.map(({ type }) => type).filter((type) => type !== 'Input' && type !== 'Output'), ...suites('layers') },
  { title: 'losses', names: losses.map(({ id }) => id), ...suites('losses') },
  { title: 'optimisers', names: optimizers.map(({ type }) => type), ...suites('optimizers') },
  { title: 'schedules', names: schedules.map(({ type }) => type), ...suites('schedules') },
  { title: 'metrics', names: metrics.map(({ id }) => id), ...suites('metrics') },
  {
    title: 'augmentations',
    names: augmentations.map(({ type }) => type),
    files: /engine\/(conformance\/)?augmentations[^.]*\.test\.ts$/,
  },
  {
    title: 'preprocessing',
    names: preprocessings.map(({ type }) => type),
    files: /engine\/conformance\/preprocessing\.test\.ts$/,
  },
];

const report = z.object({
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

/** Counts the checks of each kind in Vitest's JSON report: tests that passed and whose title holds a definition's name. */
export function censusOf(json: string, counted: readonly Kind[] = kinds): readonly Count[] {
  const passed = report
    .parse(JSON.parse(json))
    .testResults.flatMap(({ name: file, assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => ({ file, words: wordsOf(fullName) })),
    );
  return counted.map(({ title, names, files, golden }) => {
    const checks = tally(names, wordsIn(passed, files));
    const cases = tally(names, golden === undefined ? [] : wordsIn(passed, golden));
    const unseen = golden === undefined ? checks : cases;
    return {
      title,
      definitions: names.length,
      checks: sum(checks),
      goldenCases: sum(cases),
      leftOut: names.filter((name) => checks.get(name) === 0 || unseen.get(name) === 0),
    };
  });
}

/** The block that closes a test run: a line for each kind, the golden cases of all, and what was left out. */
export function censusText(counts: readonly Count[]): string {
  const rows = counts.map(({ title, definitions, checks, goldenCases }) => [
    title,
    String(definitions),
    `${checks} checks`,
    goldenCases === 0 ? '' : `${goldenCases} golden cases`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')}`.trimEnd(),
  );
  const golden = counts.reduce((total, { goldenCases }) => total + goldenCases, 0);
  const missed = counts.flatMap(({ title, leftOut }) =>
    leftOut.length === 0 ? [] : [`  left out of the ${title}: ${leftOut.join(', ')}`],
  );
  const verdict = missed.length === 0 ? ['  none is left out'] : missed;
  return ['Conformance', ...lines, `  ${golden} golden cases in all`, ...verdict].join('\n');
}

interface Passed {
  readonly file: string;
  readonly words: ReadonlySet<string>;
}

function wordsOf(title: string): ReadonlySet<string> {
  return new Set(title.split(/\W+/));
}

function wordsIn(passed: readonly Passed[], files: RegExp): readonly ReadonlySet<string>[] {
  return passed.filter(({ file }) => files.test(file.replaceAll('\\', '/'))).map(({ words }) => words);
}

function tally(names: readonly string[], titles: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  return new Map(names.map((name) => [name, titles.filter((words) => words.has(name)).length]));
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
