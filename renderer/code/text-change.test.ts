import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textChange } from './text-change.ts';

it('replaces only what differs', () => {
  expect(textChange('units: 64, bias', 'units: 10, bias')).toEqual({ start: 7, end: 9, text: '10' });
  expect(textChange('same', 'same')).toBeUndefined();
});

it('turns any text into any other', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'ab', '\n')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (former, next) => {
      const change = textChange(former, next) ?? { start: 0, end: 0, text: '' };
      expect(former.slice(0, change.start) + change.text + former.slice(change.end)).toBe(next);
    }),
  );
});
