import { type ByteFile, extensionOf, headOf } from './byte-file.ts';
import { columnNames } from './column-names.ts';
import { decodeText, linesOf } from './decode-text.ts';
import type { FileReader, RawTable, TableBatch } from './definition.ts';
import { Delimited, looksBinary } from './delimited.ts';
import { fileError } from './failure.ts';
import { namesEnds, readGraph } from './graph.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';
import { detectEncoding } from './text-encoding.ts';
import type { Encoding, TableSettings } from './table-settings.ts';
import { chosenColumns, placeByLine, SAMPLE_BYTES, textSource, type TextSource } from './table-stream.ts';

/** A graph by its edges alone. */
export const EdgeList: FileReader = {
  id: 'edge-list',
  title: 'Edge list',
  description:
    'Two nodes a line with blanks, tabs or commas between them, and a weight behind them where there is one; lines with # or % are comments.',
  takes: 'file',
  forms: ['graph'],
  extensions: ['edges', 'edgelist', 'el'],
  gzip: true,
  settings: ['encoding', 'separator', 'header'],
  sniff: (head, { name }) => {
    if (head.length === 0 || looksBinary(head)) return 0;
    const plain = name.replace(/\.gz$/i, '');
    if (['edges', 'edgelist', 'el'].includes(extensionOf(plain))) return 0.95;
    return /edge/i.test(plain) && ['csv', 'tsv', 'txt'].includes(extensionOf(plain)) ? 0.91 : 0;
  },
  open: async (file, settings) => readGraph(file.name, await edgeTable(file, settings)),
};

/** A table of edges: delimited, or with blanks between nodes. */
export async function edgeTable(file: ByteFile, settings: TableSettings): Promise<RawTable> {
  const source = await textSource(file);
  const encoding = settings.encoding ?? (await detectEncoding(source.sample));
  const sample = new TextDecoder(encoding).decode(await headOf(source.sample, SAMPLE_BYTES), { stream: true });
  const lines = sample.split(/\r\n?|\n/, 100).filter((line) => !isComment(line));
  const isDelimited = settings.separator !== undefined || lines.some((line) => /[,;|]/.test(line));
  if (isDelimited) return Delimited.open(file, { ...settings, encoding }).then(asTable);
  const first = fieldsOf(lines[0] ?? '');
  const header = settings.header ?? namesEnds(first);
  const columns = header ? columnNames(first, settings, source.name, {}) : numberedEnds(first.length);
  const batches: RawTable['batches'] = (wanted) =>
    fieldBatches(source, encoding, header, columns, chosenColumns(columns, wanted, source.name));
  return { form: 'table', title: source.name, columns, settings: { encoding, header }, notes: [], batches };
}

function numberedEnds(count: number): readonly string[] {
  const names = ['source', 'target', 'weight'];
  return Array.from({ length: count }, (_, i) => names[i] ?? `column ${i + 1}`);
}

function asTable(data: Awaited<ReturnType<FileReader['open']>>): RawTable {
  if (data.form === 'table') return data;
  throw fileError('bad-file', data.title, {}, 'a table was expected.');
}

function isComment(line: string): boolean {
  return /^\s*([#%]|$)/.test(line);
}

function fieldsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/);
}

async function* fieldBatches(
  source: TextSource,
  encoding: Encoding,
  header: boolean,
  columns: readonly string[],
  chosen: readonly number[],
): AsyncGenerator<TableBatch> {
  let start = 0;
  let passed = !header;
  for await (const { first, lines } of linesOf(decodeText(source.stream(), encoding, source.name), source.name, MAX_ROW_CHARACTERS)) {
    const written = lines.flatMap((line, i) => (isComment(line) ? [] : [{ fields: fieldsOf(line), line: first + i }]));
    const filled = passed ? written : written.slice(1);
    passed ||= written.length > 0;
    const wrong = filled.find(({ fields }) => fields.length !== columns.length);
    if (wrong !== undefined)
      throw fileError(
        'bad-file',
        source.name,
        { line: wrong.line },
        `${columns.length} values were expected, as in the lines before; came ${wrong.fields.length}.`,
      );
    if (filled.length === 0) continue;
    const cells = chosen.map((column) => filled.map(({ fields }) => fields[column]));
    yield { start, length: filled.length, columns: cells, place: placeByLine(filled.map(({ line }) => line)), skipped: [] };
    start += filled.length;
  }
}
