import { expect, it } from 'vitest';
import { fittingLabel, shapeParts } from './shape-label.ts';

const marked = (output: (number | string)[], input?: (number | string)[]) =>
  shapeParts(output, input)
    .map(({ text, changed }) => (changed ? `*${text}*` : text))
    .join('×');

it('marks the dimensions that a layer changed, never the batch', () => {
  expect(marked(['N', 32, 28, 28], ['N', 1, 28, 28])).toBe('N×*32*×28×28');
  expect(marked(['N', 1568], ['N', 32, 7, 7])).toBe('N×*1568*');
  expect(marked(['N', 10], ['N', 10])).toBe('N×10');
  expect(marked(['N', 1, 28, 28])).toBe('N×1×28×28');
});

it('leaves the batch out where room is short, and all where it is shorter', () => {
  const parts = shapeParts(['N', 64, 14, 14], undefined);
  const text = (room: number) =>
    fittingLabel(parts, room)
      .map((part) => part.text)
      .join('×');
  expect(text(Infinity)).toBe('N×64×14×14');
  expect(text(60)).toBe('64×14×14');
  expect(text(20)).toBe('');
});
