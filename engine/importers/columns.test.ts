import { describe, expect, it } from 'vitest';
import { guessColumns } from './columns.ts';
import { Delimited } from './delimited.ts';
import { Parquet } from './parquet.ts';
import { asTable, fixture, textFile } from './testing/files.ts';

async function guess(header: string, rows: readonly string[], settings = {}) {
  const table = asTable(await Delimited.open(textFile('data.csv', `${[header, ...rows].join('\n')}\n`), { header: true, ...settings }));
  return guessColumns(table);
}

const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i));

describe('guesses of columns', () => {
  it('tells numbers, classes, booleans, dates, texts, identifiers and nothing apart', async () => {
    const columns = await guess(
      'id,price,class,label,good,day,review,none',
      rows(
        60,
        (i) =>
          `${i + 1},${i * 1.5},${i % 3},${['猫', '狗'][i % 2]},${i % 2 === 0},2026-01-${String((i % 28) + 1).padStart(2, '0')},review number ${i} of many words,NA`,
      ),
    );
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['id', 'identifier'],
      ['price', 'number'],
      ['class', 'category'],
      ['label', 'category'],
      ['good', 'boolean'],
      ['day', 'date'],
      ['review', 'text'],
      ['none', 'empty'],
    ]);
    expect(columns[1].numbers).toEqual({ count: 60, min: 0, max: 88.5, mean: 44.25, allIntegers: false });
    expect(columns[2].alternatives).toEqual(['number']);
    expect(columns[3].values).toEqual([
      { value: '狗', count: 30 },
      { value: '猫', count: 30 },
    ]);
    expect(columns[7]).toMatchObject({ rows: 60, missing: 60 });
  });

  it.each(['', 'NA', 'NaN', 'null', '?', 'N/A', ' nan '])('takes %j for missing', async (missing) => {
    const [, column] = await guess('k,x', ['a,1.5', `b,${missing}`, 'c,2.25']);
    expect(column).toMatchObject({ kind: 'number', rows: 3, missing: 1 });
  });

  it('takes for missing what the settings say', async () => {
    const [, column] = await guess('k,x', ['a,1.5', 'b,-999', 'c,none'], { missing: ['-999', 'none'] });
    expect(column).toMatchObject({ kind: 'number', missing: 2, numbers: { min: 1.5 } });
  });

  it('reads decimal commas', async () => {
    const [, column] = await guess('k;x', ['a;1,5', 'b;2,25'], { separator: ';' });
    expect(column.numbers).toMatchObject({ min: 1.5, max: 2.25 });
  });

  it('names the cells that keep a column from being numbers', async () => {
    const [, column] = await guess('k,x', ['a,1', 'b,2', 'c,three', 'd,4']);
    expect(column.kind).toBe('text');
    expect(column.exceptions).toEqual([{ place: 'line 4', cell: 'three' }]);
  });

  it('finds the order of day and month where a day decides it', async () => {
    const orders = async (days: readonly string[]) =>
      (
        await guess(
          'k,x',
          days.map((day, i) => `${i},${day}`),
        )
      )[1].dateOrder;
    expect(await orders(['01/02/2026', '25/02/2026'])).toBe('dmy');
    expect(await orders(['01/02/2026', '02/25/2026'])).toBe('mdy');
    expect(await orders(['01/02/2026', '03/04/2026'])).toBe('either');
    expect((await guess('k,x', ['1,2026-02-30', '2,2026-02-01']))[1].kind).toBe('text');
  });

  it('doesn’t take hexadecimal, grouped digits or units for numbers', async () => {
    const [column] = await guess('x,y', ['0x10,1', '1 000,2', '5 kg,3']);
    expect(column.kind).toBe('text');
    expect(column.numbers).toBe(undefined);
  });

  it('stops counting unlike values, and says so', async () => {
    const [, column] = await guess(
      'i,x',
      rows(3000, (i) => `${i},word${i}`),
    );
    expect(column).toMatchObject({ kind: 'text', distinct: undefined });
    expect(column.values).toHaveLength(20);
  });

  it('reads no further than asked', async () => {
    const table = asTable(await Delimited.open(textFile('a.csv', `x\n${'1.5\n'.repeat(200_000)}`), {}));
    expect((await guessColumns(table, 1000))[0].rows).toBeLessThan(100_000);
  });

  it('sees typed columns of Parquet', async () => {
    const columns = await guessColumns(asTable(await Parquet.open(fixture('none.parquet'), {})));
    expect(Object.fromEntries(columns.map(({ name, kind }) => [name, kind]))).toEqual({
      id: 'identifier',
      price: 'number',
      ratio: 'number',
      名称: 'category',
      good: 'boolean',
      large: 'number',
      day: 'date',
      time: 'date',
      list: 'list',
      'image.bytes': 'bytes',
      'image.path': 'text',
      kind: 'category',
    });
  });
});
