import { describe, expect, it } from 'vitest';
import { markedValue } from './marked-value.ts';

const LENGTH = 60;
const { train, test } = markedValue.generate([]);

describe('one marked value', () => {
  it.each([
    ['train', train],
    ['test', test],
  ])('has one mark in each sample of %s, anywhere, at a value of the class’s sign', (_, { size, fields }) => {
    const signals = Array.from(fields.get('signal') ?? [], Number);
    const labels = Array.from(fields.get('sign') ?? [], Number);
    const places = labels.map((label, i) => {
      const values = signals.slice(2 * i * LENGTH, (2 * i + 1) * LENGTH);
      const marks = signals.slice((2 * i + 1) * LENGTH, (2 * i + 2) * LENGTH);
      const place = marks.indexOf(1);
      expect(marks.reduce((sum, mark) => sum + mark)).toBe(1);
      expect(values[place] > 0 ? 1 : 0).toBe(label);
      expect(Math.abs(values[place])).toBeGreaterThanOrEqual(0.2 - 1e-6);
      return place;
    });
    expect(labels).toHaveLength(size);
    expect(new Set(places).size).toBe(LENGTH);
  });

  it('is the same each time', () => {
    const [once, again] = [train, markedValue.generate([]).train].map(({ fields }) => fields.get('signal')?.slice(0, 5000));
    expect(once).toEqual(again);
  });
});
