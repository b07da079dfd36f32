import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatClock,
  formatLoss,
  formatMagnitude,
  formatMoment,
  formatPercent,
  formatRate,
  formatUnit,
} from './format.ts';

describe('numbers on the screen', () => {
  it('shortens magnitudes to three digits', () => {
    expect([0, 650, 999.6, 15_100_000, 2_345_000_000].map(formatMagnitude)).toEqual(['0', '650', '1 k', '15.1 M', '2.35 G']);
  });

  it('keeps a space between number and unit', () => {
    expect([0, 650, 452_000].map((value) => formatUnit(value, 'FLOPs'))).toEqual(['0 FLOPs', '650 FLOPs', '452 kFLOPs']);
  });

  it('gives bytes in decimal units', () => {
    expect([512, 98_000, 314_000, 1_600_000].map(formatBytes)).toEqual(['512 B', '98 KB', '310 KB', '1.6 MB']);
  });

  it('gives time as a clock', () => {
    expect([0, 9.6, 264, 3729].map(formatClock)).toEqual(['0:00', '0:10', '4:24', '1:02:09']);
  });

  it('never shows a small loss as zero', () => {
    expect([0.0891, 1953.44, 260_123.4, 8.21e10, 0.00004, 0, Number.NaN, Infinity, undefined].map(formatLoss)).toEqual([
      '0.0891',
      '1953.4',
      '260,123',
      '8.21e10',
      '4.00e-5',
      '0.0000',
      'NaN',
      '∞',
      '–',
    ]);
  });

  it('gives rates and fractions as people write them', () => {
    expect([0.0015, 0.00001, 0.1, 5e-4].map(formatRate)).toEqual(['0.0015', '1e-5', '0.1', '0.0005']);
    expect([0.9814, 12, 3.5e14, undefined].map(formatPercent)).toEqual(['98.1%', '1200.0%', '3.5e16%', '–']);
  });

  it('tells moments of one minute apart where it is asked to', () => {
    const saved = new Date(2024, 9, 1, 20, 31, 7).getTime();
    expect(formatMoment(saved)).toBe('1 Oct 2024, 20:31');
    expect(formatMoment(saved, { seconds: true })).toBe('1 Oct 2024, 20:31:07');
  });

  it('says how long ago', () => {
    const now = new Date(2025, 10, 20, 12, 0).getTime();
    const ago = (hours: number) => formatAge(now - hours * 3_600_000, now);
    expect([0, 0.5, 3, 20, 72, 144].map(ago)).toEqual(['just now', '30 min ago', '3 h ago', 'Yesterday', 'Monday', 'Friday']);
    expect(formatAge(new Date(2025, 9, 1).getTime(), now)).toBe('1 Oct');
    expect(formatAge(new Date(2024, 9, 1).getTime(), now)).toBe('1 Oct 2024');
  });
});
