import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { censusOf, censusText, type Kind, kinds } from './census.ts';

const layers: Kind = {
  title: 'layers',
  names: ['Add', 'Conv2D'],
  files: /conformance\/layers[^/]*\.test\.ts$/,
  golden: /conformance\/layers-golden\.test\.ts$/,
};

function reportOf(tests: readonly (readonly [file: string, status: string, fullName: string])[]): string {
  const testResults = tests.map(([file, status, fullName]) => ({
    name: `/x/engine/conformance/${file}`,
    assertionResults: [{ status, fullName }],
  }));
  return JSON.stringify({ testResults });
}

const whole = [
  ['layers.test.ts', 'passed', 'every layer Add, two, batch 1: emits the shapes that it infers'],
  ['layers.test.ts', 'passed', 'every layer Conv2D, same, batch 1: emits the shapes that it infers'],
  ['layers-golden.test.ts', 'passed', 'layers equal PyTorch Conv2D, same, batch 1'],
  ['layers-golden.test.ts', 'passed', 'layers equal PyTorch Add, two, batch 3'],
  ['operators.test.ts', 'passed', 'operators Add: scalars'],
] as const;

it('counts the tests that name a definition, and golden cases among them', () => {
  const [count] = censusOf(reportOf(whole), [layers]);
  expect(count).toEqual({ title: 'layers', definitions: 2, checks: 4, goldenCases: 2, leftOut: [] });
  expect(censusText([count])).toBe('Conformance\n  layers  2  4 checks  2 golden cases\n  2 golden cases in all\n  none is left out');
});

it('names what no passed test names, and what lacks a golden case', () => {
  const failed = whole.map(([file, status, name]) => [file, name.includes('Conv2D') ? 'failed' : status, name] as const);
  expect(censusOf(reportOf(failed), [layers])[0].leftOut).toEqual(['Conv2D']);
  const withoutGolden = whole.filter(([file, , name]) => !(file === 'layers-golden.test.ts' && name.includes('Add')));
  const counts = censusOf(reportOf(withoutGolden), [layers]);
  expect(counts[0].leftOut).toEqual(['Add']);
  expect(censusText(counts)).toContain('left out of the layers: Add');
});

it('does not take a part of a name for the name', () => {
  const other = [['layers.test.ts', 'passed', 'every layer AddMore and SeparableConv2D']] as const;
  expect(censusOf(reportOf(other), [layers])[0].checks).toBe(0);
});

it('counts every registry, in files that exist', () => {
  const files = readdirSync(new URL('../../engine', import.meta.url), { recursive: true, encoding: 'utf8' }).map(
    (name) => `engine/${name}`,
  );
  for (const { title, names, files: pattern, golden } of kinds) {
    expect(names.length, title).toBeGreaterThan(0);
    expect(new Set(names).size, title).toBe(names.length);
    for (const wanted of [pattern, ...(golden === undefined ? [] : [golden])])
      expect(
        files.some((file) => wanted.test(file)),
        `${title}: ${wanted}`,
      ).toBe(true);
  }
});
