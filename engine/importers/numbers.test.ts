import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberOf } from './numbers.ts';

const cases: readonly (readonly [string, number | undefined])[] = [
  ['1', 1],
  [' -2.50 ', -2.5],
  ['+.5', 0.5],
  ['3.', 3],
  ['1e3', 1000],
  ['0e0', 0],
  ['2.E-2', 0.02],
  ['1e400', Infinity],
  ['-inf', -Infinity],
  ['Infinity', Infinity],
  ['∞', Infinity],
  ['', undefined],
  ['.', undefined],
  ['-', undefined],
  ['0x1f', undefined],
  ['0b1', undefined],
  ['0O7', undefined],
  ['1_000', undefined],
  ['1 000', undefined],
  ['1,5', undefined],
  ['12n', undefined],
  ['1e', undefined],
  ['--1', undefined],
  ['NaN', undefined],
];

it.each(cases)('reads "%s"', (text, value) => {
  expect(numberOf(text, '.')).toBe(value);
});

it('reads decimal commas, and no points beside them', () => {
  expect(['1,5', '-,5', '1.5', '1.000,5', '1,2,3', ','].map((text) => numberOf(text, ','))).toEqual([
    1.5,
    -0.5,
    1.5,
    undefined,
    undefined,
    undefined,
  ]);
});

it('takes what a decimal number is written like, and nothing else', () => {
  const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const text = fc.string({ unit: fc.constantFrom(...'0123456789+-.eExXbBoOn_ fa,'), maxLength: 8 });
  fc.assert(
    fc.property(text, (written) => {
      const trimmed = written.trim();
      expect(numberOf(written, '.')).toBe(decimal.test(trimmed) ? Number(trimmed) : undefined);
    }),
    { seed: 3, numRuns: 20_000 },
  );
});
