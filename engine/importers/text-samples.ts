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
  title: 'Text, one sample a line or paragraph',
  description:
    'Each line that isn’t blank is a sample, or each paragraph of a book; where every line is a short label, a tab and a text, the label is a column.',
  takes: 'file',
  forms: ['table'],
  extensions: ['txt', 'text', 'md'],
  gzip: true,
  settings: ['encoding', 'passages'],
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
  const passages = labelled ? 'lines' : (settings.passages ?? (isWrapped(sample) ? 'paragraphs' : 'lines'));
  const columns = labelled ? ['label', 'text'] : ['text'];
  const read = passages === 'paragraphs' ? paragraphs : batches;
  return {
    form: 'table',
    title: source.name,
    columns,
    settings: { ...settings, encoding, passages },
    notes: [],
    batches: (wanted) => read(source, encoding, labelled, chosenColumns(columns, wanted, source.name)),
  };
}

/** Whether lines are broken within paragraphs, as in books: blank lines between groups of lines, two and more in most of them. */
function isWrapped(sample: string): boolean {
  const groups = sample.split(/(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*/).filter((group) => group.trim() !== '');
  const broken = groups.filter((group) => /[\r\n]/.test(group.trim())).length;
  return groups.length >= 3 && broken > groups.length / 3;
}

/** The lines between blank ones as one text each. */
async function* paragraphs(
  source: TextSource,
  encoding: Encoding,
  _labelled: boolean,
  chosen: readonly number[],
): AsyncGenerator<TableBatch> {
  let start = 0;
  let open: string[] = [];
  let [openLine, characters] = [1, 0];
  for await (const { first, lines } of linesOf(decodeText(source.stream(), encoding, source.name), source.name, MAX_ROW_CHARACTERS)) {
    const done: { text: string; line: number }[] = [];
    for (const [i, line] of lines.entries()) {
      if (line.trim() !== '') {
        if (open.length === 0) openLine = first + i;
        open.push(line);
        characters += line.length + 1;
        if (characters > MAX_ROW_CHARACTERS)
          throw fileError(
            'file-limit',
            source.name,
            { line: openLine },
            `a paragraph goes on for more than ${MAX_ROW_CHARACTERS} characters. Read lines instead.`,
          );
      } else if (open.length > 0) {
        done.push({ text: open.join('\n'), line: openLine });
        [open, characters] = [[], 0];
      }
    }
    if (done.length > 0) yield paragraphBatch(done, start, chosen);
    start += done.length;
  }
  if (open.length > 0) yield paragraphBatch([{ text: open.join('\n'), line: openLine }], start, chosen);
}

function paragraphBatch(
  done: readonly { readonly text: string; readonly line: number }[],
  start: number,
  chosen: readonly number[],
): TableBatch {
  const columns = chosen.map(() => done.map(({ text }) => text));
  return { start, length: done.length, columns, place: placeByLine(done.map(({ line }) => line)), skipped: [] };
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
