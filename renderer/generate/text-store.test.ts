import { expect, it } from 'vitest';
import { withPieces } from './text-store.ts';

const pieces = (count: number, first = 0) => Array.from({ length: count }, (_, i) => ({ text: `${first + i} `, probability: 1 }));

it('goes on with a long text without touching its earlier parts', () => {
  let parts = withPieces([], pieces(70));
  expect(parts.map(({ length }) => length)).toEqual([64, 6]);
  const [first] = parts;
  parts = withPieces(parts, pieces(130, 70));
  expect(parts.map(({ length }) => length)).toEqual([64, 64, 64, 8]);
  expect(parts[0]).toBe(first);
  expect(parts.flat()).toEqual(pieces(200));
  expect(withPieces(parts, [])).toEqual(parts);
});

it('fills the last part to its end before it opens another', () => {
  const parts = withPieces(withPieces([], pieces(64)), pieces(1, 64));
  expect(parts.map(({ length }) => length)).toEqual([64, 1]);
});
