import { type ByteFile, extensionOf, headOf } from './byte-file.ts';
import { decodeText, linesOf } from './decode-text.ts';
import type { FileReader, RawTable, TableBatch } from './definition.ts';
import { looksBinary } from './delimited.ts';
import { fileError } from './failure.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';
import { detectEncoding, encodingOfBytes } from './text-encoding.ts';
import type { Encoding, TableSettings } from './table-settings.ts';
import { chosenColumns, placeByLine, SAMPLE_BYTES, textSource, type TextSource } from './table-stream.ts';

const SAMPLE_LINES = 200;

/** Plain text: one sample a line, or a label, a tab and a text. */
export const TextSamples: FileReader = {
  id: 'text',
  title: 'Text, one sample a line',
  description: 'Each line that isn’t blank is a sample; where every line is a short label, a tab and a text, the label is a column.',
  takes: 'file',
  forms: ['table'],
  extensions: ['txt', 'text', 'md'],
  gzip: true,
  settings: ['encoding'],
  sniff: (head, { name }) => {
    if (head.length === 0 || looksBinary(head)) return 0;
    const known = ['txt', 'text', 'md'].includes(extensionOf(name.replace(/\.gz$/i, '')));
    const text = new TextDecoder(encodingOfBytes(head, false)).decode(head);
    if (isLabelled(text)) return known ? 0.8 : 0.6;
    return known ? 0.45 : 0.2;
  },
  open: openText,
};

/** Whether every line of a sample is a short label, one tab and a text, and labels come back. */
function isLabelled(sample: string): boolean {
  const lines = sample.split(/\r\n?|\n/, SAMPLE_LINES).filter((line) => line.trim() !== '');
  const whole = lines.length > 1 && lines.length < SAMPLE_LINES ? lines.slice(0, -1) : lines;
  const parts = whole.map((line) => line.split('\t'));
  if (!parts.every((cells) => cells.length === 2 && cells[0].trim() !== '' && cells[0].length <= 64)) return false;
  const texts = parts.filter(([, text]) => /\p{L}/u.test(text)).length;
  return texts >= parts.length * 0.9 && (parts.length < 4 || new Set(parts.map(([label]) => label)).size < parts.length);
}

async function openText(file: ByteFile, settings: TableSettings): Promise<RawTable> {
  const source = await textSource(file);
  const encoding = settings.encoding ?? (await detectEncoding(source.sample));
  const sample = new TextDecoder(encoding).decode(await headOf(source.sample, SAMPLE_BYTES), { stream: true });
  if (sample.trim() === '') throw fileError('bad-file', source.name, {}, 'lines of text were expected, the file is blank.');
  const labelled = isLabelled(sample);
  const columns = labelled ? ['label', 'text'] : ['text'];
  return {
    form: 'table',
    title: source.name,
    columns,
    settings: { ...settings, encoding },
    notes: [],
    batches: (wanted) => batches(source, encoding, labelled, chosenColumns(columns, wanted, source.name)),
  };
}

async function* batches(source: TextSource, encoding: Encoding, labelled: boolean, chosen: readonly number[]): AsyncGenerator<TableBatch> {
  let start = 0;
  for await (const { first, lines } of linesOf(decodeText(source.stream(), encoding, source.name), source.name, MAX_ROW_CHARACTERS)) {
    const filled = lines.flatMap((text, i) => (text.trim() === '' ? [] : [{ text, line: first + i }]));
    if (filled.length === 0) continue;
    const rows = filled.map(({ text, line }) => (labelled ? labelAndText(text, line, source.name) : [text]));
    const columns = chosen.map((column) => rows.map((row) => row[column]));
    yield { start, length: rows.length, columns, place: placeByLine(filled.map(({ line }) => line)), skipped: [] };
    start += rows.length;
  }
}

function labelAndText(line: string, number: number, file: string): readonly [string, string] {
  const tab = line.indexOf('\t');
  if (tab > 0) return [line.slice(0, tab), line.slice(tab + 1)];
  throw fileError('bad-file', file, { line: number }, 'a label, a tab and a text were expected, as in the lines before. Mend the line.');
}
