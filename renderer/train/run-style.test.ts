import { expect, it } from 'vitest';
import { runStyle } from './run-style.ts';

it('twelve runs in a row look different', () => {
  const looks = Array.from({ length: 12 }, (_, i) => JSON.stringify(runStyle(i + 1)));
  expect(new Set(looks).size).toBe(12);
});
