import { describe, expect, it } from 'vitest';
import { bursts } from './bursts.ts';

const LENGTH = 256;
const { info, train } = bursts.generate([]);

/** Energy around each value after a filter for waves of a period. */
function energy(signal: Float32Array, period: number): number[] {
  const at = (t: number) => {
    let [re, im] = [0, 0];
    for (let d = -12; d <= 12; d += 1) {
      const value = signal[t + d] ?? 0;
      const weight = Math.exp(-((d / 6) ** 2) / 2);
      re += weight * value * Math.cos((2 * Math.PI * d) / period);
      im += weight * value * Math.sin((2 * Math.PI * d) / period);
    }
    return re * re + im * im;
  };
  return Array.from({ length: LENGTH }, (_, t) => at(t));
}

function peak(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

describe('bursts', () => {
  it('have the order and the distance that their class names', () => {
    const signals = Float32Array.from(train.fields.get('signal') ?? [], Number);
    const labels = [...(train.fields.get('arrangement') ?? [])].map(Number);
    const right = Array.from({ length: 200 }, (_, i) => {
      const signal = signals.subarray(i * LENGTH, (i + 1) * LENGTH);
      const distance = peak(energy(signal, 6)) - peak(energy(signal, 16));
      return (Math.abs(distance) > 100 ? 2 : 0) + (distance > 0 ? 0 : 1) === labels[i];
    });
    expect(right.filter(Boolean).length).toBeGreaterThan(195);
    expect(info.fields[1].classes).toHaveLength(4);
  });

  it('are the same each time', () => {
    const [once, again] = [train, bursts.generate([]).train].map(({ fields }) => fields.get('signal')?.slice(0, 10_000));
    expect(again).toEqual(once);
  });
});
