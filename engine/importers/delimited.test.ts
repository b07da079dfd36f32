import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { Delimited } from './delimited.ts';
import type { TableSettings } from './table-settings.ts';
import { asTable, gzipped, refusal, rowsOf, textFile } from './testing/files.ts';

async function read(text: string | Uint8Array, settings: TableSettings = {}) {
  const file = typeof text === 'string' ? textFile('data.csv', text) : memoryFile('data.csv', text);
  const table = asTable(await Delimited.open(file, settings));
  return { table, rows: await rowsOf(table) };
}

function utf16(text: string, mark: boolean, little: boolean): Uint8Array {
  const codes = [...(mark ? '\ufeff' : ''), ...text].flatMap((letter) => letter.split('').map((unit) => unit.charCodeAt(0)));
  return Uint8Array.from(codes.flatMap((code) => (little ? [code & 255, code >> 8] : [code >> 8, code & 255])));
}

describe('separators and headers', () => {
  it.each([
    [',', 'a,b\n1,x\n2,y\n'],
    [';', 'a;b\n1;x\n2;y\n'],
    ['\t', 'a\tb\n1\tx\n2\ty\n'],
    ['|', 'a|b\n1|x\n2|y\n'],
  ] as const)('finds the separator %j', async (separator, text) => {
    const { table, rows } = await read(text);
    expect(table.settings).toMatchObject({ separator, header: true });
    expect(rows).toEqual([
      { a: '1', b: 'x' },
      { a: '2', b: 'y' },
    ]);
  });

  it('prefers a semicolon to commas within numbers, and sees the decimal comma', async () => {
    const { table, rows } = await read('Höhe;Breite\n1,5;2,25\n3,75;4,0\n');
    expect(table.settings).toMatchObject({ separator: ';', decimal: ',' });
    expect(rows[0]).toEqual({ Höhe: '1,5', Breite: '2,25' });
  });

  it('numbers the columns where the first row holds values', async () => {
    const { table, rows } = await read('5.1,3.5,setosa\n4.9,3.0,setosa\n');
    expect(table.columns).toEqual(['column 1', 'column 2', 'column 3']);
    expect(rows).toHaveLength(2);
    expect(table.notes).toHaveLength(1);
  });

  it('takes a first row of texts for a header unless it comes back below', async () => {
    expect((await read('name,city\nAda,London\nEmmy,Erlangen\n')).table.settings.header).toBe(true);
    expect((await read('yes,no\nno,no\nyes,yes\n')).table.settings.header).toBe(false);
  });

  it('follows the settings against its own guess', async () => {
    const { table } = await read('a,b\n1,2\n', { header: false, separator: ';' });
    expect(table.columns).toEqual(['column 1']);
  });

  it('reads one column', async () => {
    expect((await read('word\nfirst\nsecond\n')).rows).toEqual([{ word: 'first' }, { word: 'second' }]);
  });

  it('reads a last line without a line break', async () => {
    expect((await read('a,b\n1,2')).rows).toEqual([{ a: '1', b: '2' }]);
  });

  it('reads thousands of columns', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `c${i}`);
    const { table, rows } = await read(`${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`);
    expect(table.columns).toHaveLength(5000);
    expect(rows[0].c4999).toBe('4999');
  });
});

describe('quotes and line breaks', () => {
  it('keeps separators, doubled quotes and line breaks within quotes', async () => {
    const { rows } = await read('a,b\n"x, y","He said ""hi"""\n"two\nlines",z\n');
    expect(rows).toEqual([
      { a: 'x, y', b: 'He said "hi"' },
      { a: 'two\nlines', b: 'z' },
    ]);
  });

  it.each(['\r\n', '\r', '\n'])('reads lines that end with %j', async (end) => {
    expect((await read(['a,b', '1,2', '3,4', ''].join(end))).rows).toEqual([
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ]);
  });

  it('names the line of a row behind quoted line breaks and empty lines', async () => {
    const text = 'a,b\n"1\n2\n3",x\n\n4\n';
    expect(await refusal(() => read(text))).toMatch(/^bad-file: data.csv, line 6: the row has 1 values instead of 2/);
  });

  it('refuses a quote that is never closed, and text behind a closing one', async () => {
    expect(await refusal(() => read('a,b\n1,"x\n2,y\n'))).toMatch(/line 2: a quote that begins a value in this row is never closed/);
    expect(await refusal(() => read('a,b\n1,2\n"x"y,2\n'))).toMatch(/line 3: a separator or the end of the line was expected/);
  });

  it('joins rows that chunks of reading cut apart, line breaks of two characters too', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},"v, ${i}"`);
    const { rows } = await read(`n,v\r\n${lines.join('\r\n')}`);
    expect(rows).toHaveLength(60_000);
    expect(rows.every((row, i) => row.n === String(i) && row.v === `v, ${i}`)).toBe(true);
  });
});

describe('encodings', () => {
  const text = '城市,人口\n北京,2189\n上海市浦东新区,2487\n广州天河,1868\n';
  // "城市,人口" and the rest in GB 18030 and Big5, as Python encodes them.
  const gbk = Uint8Array.from(
    Buffer.from('b3c7cad02cc8cbbfda0ab1b1bea92c323138390ac9cfbaa3cad0c6d6b6abd0c2c7f82c323438370ab9e3d6ddccecbad32c313836380a', 'hex'),
  );

  it.each([
    ['utf-8', new TextEncoder().encode(text)],
    ['utf-8', new TextEncoder().encode(`\ufeff${text}`)],
    ['utf-16le', utf16(text, true, true)],
    ['utf-16be', utf16(text, true, false)],
    ['utf-16le', utf16(text, false, true)],
    ['gb18030', gbk],
  ] as const)('reads Chinese columns and cells in %s', async (encoding, bytes) => {
    const { table, rows } = await read(bytes);
    expect(table.settings.encoding).toBe(encoding);
    expect(rows[0]).toEqual({ 城市: '北京', 人口: '2189' });
  });

  it('reads Big5 when told, and when it is long enough to tell', async () => {
    const sentence = Buffer.from('b3a5a5aab0eaaab0', 'hex');
    const told = await read(Uint8Array.from([...Buffer.from('a,b\n'), ...sentence, ...Buffer.from(',1\n')]), { encoding: 'big5' });
    expect(told.rows[0].a).toHaveLength(4);
  });

  it('reads Western text that isn’t UTF-8', async () => {
    const { table, rows } = await read(Uint8Array.from(Buffer.from('stadt,größe\nKöln,1\nDüsseldorf,2\nZürich,3\n', 'latin1')));
    expect(table.settings.encoding).toBe('windows-1252');
    expect(rows[1]).toEqual({ stadt: 'Düsseldorf', größe: '2' });
  });

  it('finds an encoding that shows itself far behind the beginning', async () => {
    const ascii = new TextEncoder().encode(`a,b\n${'plain text,1\n'.repeat(40_000)}`);
    const chinese = gbk.slice(gbk.indexOf(10) + 1);
    const bytes = new Uint8Array(ascii.length + 3000 * chinese.length);
    bytes.set(ascii);
    for (let i = 0; i < 3000; i++) bytes.set(chinese, ascii.length + i * chinese.length);
    expect((await read(bytes)).table.settings.encoding).toBe('gb18030');
  });

  it('names line and byte where the text is not in the encoding', async () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('a,b\n1,é\n'), 0xff, ...new TextEncoder().encode(',2\n')]);
    expect(await refusal(() => read(bytes, { encoding: 'utf-8' }))).toMatch(/^bad-encoding: data.csv, line 3, byte 9: .*utf-8/);
  });
});

describe('bad tables', () => {
  it('refuses ragged rows, or skips them, or fills the short ones', async () => {
    const text = 'a,b,c\n1,2,3\n4,5\n6,7,8\n';
    expect(await refusal(() => read(text))).toBe(
      'bad-file: data.csv, line 3: the row has 2 values instead of 3. Mend it, choose another separator, or skip such rows or fill short ones.',
    );
    expect((await read(text, { raggedRows: 'skip' })).rows.map(({ a }) => a)).toEqual(['1', '6']);
    expect((await read(text, { raggedRows: 'fill' })).rows[1]).toEqual({ a: '4', b: '5', c: null });
    expect(await refusal(() => read('a,b\n1,2\n1,2,3\n', { raggedRows: 'fill' }))).toMatch(/line 3: the row has 3 values instead of 2/);
  });

  it('tells which rows it skipped', async () => {
    const { table } = await read('a,b\n1,2\n3\n', { raggedRows: 'skip' });
    for await (const { skipped } of table.batches()) expect(skipped).toEqual([{ line: 3, reason: '1 values instead of 2' }]);
  });

  it('refuses columns of one name, or numbers them', async () => {
    const text = 'x,y,x\n1,2,3\n';
    expect(await refusal(() => read(text))).toMatch(/line 1: each column needs a name of its own, "x" stands at column 1 and at column 3/);
    expect((await read(text, { duplicateColumns: 'number' })).table.columns).toEqual(['x', 'y', 'x (2)']);
  });

  it('refuses an empty file and one of empty lines', async () => {
    expect(await refusal(() => read(''))).toMatch(/the file is empty/);
    expect(await refusal(() => read('\n\n\n'))).toMatch(/empty lines only/);
  });

  it('refuses a row of a million columns, and one that never ends', async () => {
    expect(await refusal(() => read('1,'.repeat(1_000_000)))).toMatch(/^file-limit: data.csv, line 1: at most 100000 columns are read/);
    expect(await refusal(() => read(`a,b\n1,"${'x'.repeat(2 ** 24 + 10)}`))).toMatch(/^file-limit: data.csv, line 2: a row goes on/);
  });

  it('refuses a column that isn’t there', async () => {
    const { table } = await read('a,b\n1,2\n');
    expect(await refusal(() => rowsOf(table, ['c']))).toMatch(/there is no column "c". It has a, b/);
  });
});

it('reads some columns, in the order asked for, as often as asked', async () => {
  const { table } = await read('a,b,c\n1,2,3\n');
  expect(await rowsOf(table, ['c', 'a'])).toEqual([{ c: '3', a: '1' }]);
  expect(await rowsOf(table, ['b'])).toEqual([{ b: '2' }]);
});

it('reads a packed table, and refuses one that is cut short or damaged', async () => {
  const plain = new TextEncoder().encode(`a,b\n${Array.from({ length: 5000 }, (_, i) => `${i},${(i * i) % 97}`).join('\n')}\n`);
  const packed = gzipped(textFile('data.csv', ''), plain);
  expect(await rowsOf(asTable(await Delimited.open(packed, {})))).toHaveLength(5000);
  const bytes = await packed.read(0, packed.size);
  const cut = memoryFile('data.csv.gz', bytes.slice(0, bytes.length - 20));
  expect(await refusal(async () => rowsOf(asTable(await Delimited.open(cut, {}))))).toMatch(/^bad-file: data.csv.gz/);
  bytes[bytes.length - 6] ^= 1;
  expect(await refusal(async () => rowsOf(asTable(await Delimited.open(memoryFile('data.csv.gz', bytes), {}))))).toMatch(/checksum/);
});
