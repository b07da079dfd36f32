import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { JsonLines } from './json-lines.ts';
import { Parquet } from './parquet.ts';
import { TextSamples } from './text-samples.ts';
import { asTable, fixture, fixtureBytes, refusal, rowsOf, textFile } from './testing/files.ts';

describe('JSON lines', () => {
  const read = async (text: string, settings = {}) => rowsOf(asTable(await JsonLines.open(textFile('data.jsonl', text), settings)));

  it('reads values of every kind, inner objects by path and lists whole', async () => {
    const rows = await read('{"文本":"好","n":1.5,"ok":true,"none":null,"in":{"a":{"b":2}},"list":[1,[2]]}\n\n{"文本":"x"}\n');
    expect(rows[0]).toEqual({ 文本: '好', n: 1.5, ok: true, none: null, 'in.a.b': 2, list: [1, [2]] });
    expect(rows[1]).toEqual({ 文本: 'x', n: null, ok: null, none: null, 'in.a.b': null, list: null });
  });

  it('reads one array of objects', async () => {
    expect(await read('[\n {"a": 1},\n {"a": 2}\n]')).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('keeps apart what JavaScript would mix up', async () => {
    expect(await read('{"__proto__": 1, "constructor": 2}\n')).toHaveLength(1);
    expect((await read('{"constructor": 2}\n{}\n'))[1].constructor).toBe(null);
  });

  it('names the line that is no JSON or no object', async () => {
    expect(await refusal(() => read('{"a":1}\n{"a":\n'))).toMatch(/^bad-file: data.jsonl, line 2: JSON was expected/);
    expect(await refusal(() => read('{"a":1}\n\n3\n'))).toMatch(/line 3: an object with named values was expected/);
    expect(await refusal(() => read('[1, 2]'))).toMatch(/row 1: an object/);
    expect(await refusal(() => read('  \n'))).toMatch(/blank/);
  });

  it('reads the columns that are listed and passes others over', async () => {
    expect(await read('{"a":1,"b":2}\n{"a":3,"c":4}\n', { columns: ['a'] })).toEqual([{ a: 1 }, { a: 3 }]);
  });
});

describe('Parquet', () => {
  it.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'])('reads every type from a file packed with %s', async (codec) => {
    const table = asTable(await Parquet.open(fixture(`${codec}.parquet`), {}));
    const rows = await rowsOf(table);
    expect(table.rowCount).toBe(50);
    expect(rows).toHaveLength(50);
    expect(rows[41]).toEqual({
      id: 41,
      price: 41 / 4,
      ratio: 41 / 8,
      名称: '第1类',
      good: false,
      large: (2n ** 60n + 41n).toString(),
      day: '1970-02-11T00:00:00.000Z',
      time: '1970-01-01T00:00:41.000Z',
      list: [41, 42],
      'image.bytes': Uint8Array.of(41, 255, 0),
      'image.path': '41.png',
      kind: 'b',
    });
    expect(rows[23].price).toBe(null);
  });

  it('reads some columns', async () => {
    const table = asTable(await Parquet.open(fixture('snappy.parquet'), {}));
    expect((await rowsOf(table, ['image.path', 'id']))[49]).toEqual({ 'image.path': '49.png', id: 49 });
  });

  it('refuses a file that is cut short, another kind of file, and a footer that lies', async () => {
    const bytes = fixtureBytes('snappy.parquet');
    const open = (changed: Uint8Array) => refusal(() => Parquet.open(memoryFile('x.parquet', changed), {}));
    expect(await open(bytes.slice(0, 500))).toMatch(/begins and ends with PAR1/);
    expect(await open(bytes.slice(0, 5))).toMatch(/at least 12 bytes/);
    const lying = bytes.slice();
    lying.fill(255, lying.length - 8, lying.length - 4);
    expect(await open(lying)).toMatch(/its footer claims 4294967295 bytes/);
  });
});

describe('text samples', () => {
  const read = async (text: string) => rowsOf(asTable(await TextSamples.open(textFile('data.txt', text), {})));

  it('takes each line for a sample', async () => {
    expect(await read('To be, or not to be.\n\n床前明月光\n')).toEqual([{ text: 'To be, or not to be.' }, { text: '床前明月光' }]);
  });

  it('sees a label before a tab', async () => {
    const text = 'ham\tSee you at 5\nspam\tWin a prize\nham\tOk\nham\tCall me\n';
    expect((await read(text))[1]).toEqual({ label: 'spam', text: 'Win a prize' });
  });

  it('names the line without a label', async () => {
    const labelled = 'ham\tSee you at five\nspam\tWin a prize\n'.repeat(2000);
    expect(await refusal(() => read(`${labelled}no tab here\n`))).toMatch(/line 4001: a label, a tab and a text were expected/);
  });
});
