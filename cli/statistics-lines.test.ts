import { describe, expect, it } from 'vitest';
import { sparkline, statisticsLines } from './statistics-lines.ts';

const histogram = { min: 0, max: 4, counts: [1, 8, 0, 4] };

describe('statistics on the command line', () => {
  it('draw a histogram in one line, of at most sixteen signs', () => {
    expect(sparkline(histogram)).toBe('▁█ ▄');
    expect(sparkline({ min: 0, max: 64, counts: Array.from({ length: 64 }, (_, i) => i) })).toBe('▁▁▂▂▃▃▄▄▅▅▆▆▇▇██');
    expect(sparkline({ min: 0, max: 1, counts: [0] })).toBe(' ');
  });

  it('are tables of columns and classes', () => {
    const lines = statisticsLines({
      split: 'train',
      samples: 13,
      columns: [
        {
          field: 'row',
          name: 'size',
          unit: 'mm',
          missing: 1,
          numbers: { min: 1, max: 4, mean: 2.5, deviation: 1.25, quartiles: [1, 2, 3], histogram },
        },
        { field: 'row', name: 'none', missing: 13 },
        { field: 'row', name: 'sex', missing: 0, categories: { values: ['f', 'm'], counts: [12, 1] } },
      ],
      balance: [{ field: 'kind', classes: ['低', '高'], counts: [0, 13], counted: 'samples' }],
      lengths: [{ field: 'text', unit: 'characters', mean: 12.345678, max: 40, histogram }],
      characters: [
        { text: '月', count: 5 },
        { text: ' ', count: 3 },
      ],
      correlation: { names: ['a', 'b', 'c'], coefficients: [1, 0.5, -0.75, 0.5, 1, NaN, -0.75, NaN, 1] },
    });
    expect(lines).toEqual([
      '',
      '13 samples for training',
      '',
      'column    missing  min  ¼  median  ¾  max  mean  deviation',
      'size, mm  1        1    1  2       3  4    2.5   1.25       ▁█ ▄',
      'none: all values are missing',
      '',
      'sex',
      'f  12  92.3 %  ████████████████████████',
      'm  1   7.7 %   ██',
      '',
      'samples of kind',
      '低  0   0.0 %',
      '高  13  100.0 %  ████████████████████████',
      '',
      'length              mean   max',
      'characters of text  12.35  40   ▁█ ▄',
      '',
      'most frequent characters: 月 5 " " 3',
      '',
      'correlation',
      'a and c      -0.750',
      'a and b      0.500',
    ]);
  });
});
