import { type ByteFile, extensionOf, headOf } from './byte-file.ts';
import { decodeText, linesOf } from './decode-text.ts';
import { looksBinary } from './delimited.ts';
import type { FileReader, RawTensor, RawTensors } from './definition.ts';
import { fileError } from './failure.ts';
import { MAX_ROW_CHARACTERS } from './limits.ts';
import { detectEncoding } from './text-encoding.ts';
import { SAMPLE_BYTES, textSource, type TextSource } from './table-stream.ts';
import { checkRows } from './tensor-file.ts';

/** Fewer numbers behind a word are no vector of it, unless a person says so. */
const LEAST_WIDTH = 4;
/** As many numbers have vectors of words in use, and few tables columns. */
const USUAL_WIDTH = 16;
const SAMPLE_LINES = 50;

/** Word vectors as text: a word a line and its numbers behind it, as GloVe, word2vec and fastText write them. */
export const WordVectors: FileReader = {
  id: 'word-vectors',
  title: 'Word vectors',
  description:
    'Each line is a word and the numbers of its vector, between spaces (GloVe), tabs or commas; a first line with the number of words and of numbers (word2vec, fastText) or with names of columns is passed over.',
  takes: 'file',
  forms: ['tensors'],
  extensions: ['vec'],
  gzip: true,
  settings: [],
  sniff: (head, { name }) => {
    if (head.length === 0 || looksBinary(head)) return 0;
    const lines = new TextDecoder().decode(head).split(/\r\n?|\n/, SAMPLE_LINES + 1);
    // The last line may be cut off.
    const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
    const form = formOf(whole);
    if (form === undefined || form.width < LEAST_WIDTH) return 0;
    const vectors = whole.slice(form.skipped).flatMap((line) => (line.trim() === '' ? [] : [parsed(line, form)]));
    const words = vectors.flatMap((vector) => (vector === undefined ? [] : [vector.word]));
    const isVocabulary = new Set(words).size === words.length && words.filter(isNumber).length <= words.length / 2;
    if (words.length < vectors.length || !isVocabulary) return 0;
    if (extensionOf(name.replace(/\.gz$/i, '')) === 'vec') return 0.95;
    // Tables have a first column of words, too.
    if (form.separator !== ' ') return 0.05;
    return form.width >= USUAL_WIDTH ? 0.85 : 0.5;
  },
  open,
};

interface Form {
  readonly separator: ' ' | '\t' | ',';
  /** Lines before the first vector. */
  readonly skipped: 0 | 1;
  readonly width: number;
}

interface WordVector {
  readonly word: string;
  readonly values: readonly number[];
}

/** By the second line, which is no header, and what the first one has in common with it. */
function formOf(lines: readonly string[]): Form | undefined {
  const typical = lines.at(1)?.trim() ? lines[1] : lines[0];
  const separator = ([' ', '\t', ','] as const).find((candidate) => {
    const cells = typical.trimEnd().split(candidate);
    return cells.length >= 2 && isNumber(cells[cells.length - 1]);
  });
  if (separator === undefined) return undefined;
  const width = numbersAtEnd(typical, separator);
  if (width < 1) return undefined;
  const form = { separator, width } as const;
  const isHeader = typical !== lines[0] && parsed(lines[0], { ...form, skipped: 0 }) === undefined;
  return { ...form, skipped: isHeader ? 1 : 0 };
}

/** Cells behind the first one: a word may look like a number. */
function numbersAtEnd(line: string, separator: string): number {
  const cells = line.trimEnd().split(separator);
  const words = cells.findLastIndex((cell) => !isNumber(cell));
  return cells.length - Math.max(1, words + 1);
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

/** The line's word and numbers, from its end: a word may hold the separator. */
function parsed(line: string, { separator, width }: Form): WordVector | undefined {
  const cells = line.trimEnd().split(separator);
  const word = unquoted(cells.slice(0, -width).join(separator), separator);
  const numbers = cells.slice(-width);
  if (word === '' || cells.length <= width || !numbers.every(isNumber)) return undefined;
  return { word, values: numbers.map(Number) };
}

/** RFC 4180's quotes, where there are commas: GloVe has a vector of the quote itself. */
function unquoted(word: string, separator: string): string {
  return separator === ',' && /^".*"$/.test(word) && word.length > 1 ? word.slice(1, -1).replaceAll('""', '"') : word;
}

async function open(file: ByteFile): Promise<RawTensors> {
  const source = await textSource(file);
  const encoding = await detectEncoding(source.sample);
  const sample = new TextDecoder(encoding).decode(await headOf(source.sample, SAMPLE_BYTES), { stream: true });
  const form = formOf(sample.split(/\r\n?|\n/));
  if (form === undefined)
    throw fileError('bad-file', source.name, { line: 1 }, 'a word and the numbers of its vector were expected on each line.');
  const vectors = () => vectorsOf(source, encoding, form);
  let count = 0;
  for await (const part of linesOf(decodeText(source.stream(), encoding, source.name), source.name, MAX_ROW_CHARACTERS))
    count += part.lines.filter((line, i) => isVectorLine(line, part.first + i, form)).length;
  const words: RawTensor = {
    name: 'words',
    dtype: 'text',
    shape: [count],
    role: 'input',
    rows: rowsOf('words', count, vectors, ({ word }) => word),
  };
  const numbers = rowsOf('vectors', count, vectors, ({ values }) => values);
  const values: RawTensor = {
    name: 'vectors',
    dtype: 'float32',
    shape: [count, form.width],
    role: 'target',
    rows: async (start, size) => Float32Array.from((await numbers(start, size)).flat()),
  };
  return { form: 'tensors', title: source.name, tensors: [words, values], notes: [] };
}

function isVectorLine(line: string, number: number, { skipped }: Form): boolean {
  return number > skipped && line.trim() !== '';
}

/** Throws `bad-file` naming the line that has another number of numbers. */
async function* vectorsOf(source: TextSource, encoding: Parameters<typeof decodeText>[1], form: Form): AsyncGenerator<WordVector> {
  const texts = decodeText(source.stream(), encoding, source.name);
  for await (const { first, lines } of linesOf(texts, source.name, MAX_ROW_CHARACTERS)) {
    for (const [i, line] of lines.entries()) {
      if (!isVectorLine(line, first + i, form)) continue;
      const vector = parsed(line, form);
      if (vector === undefined)
        throw fileError(
          'bad-file',
          source.name,
          { line: first + i },
          `a word and ${form.width} numbers were expected, as in the lines before.`,
        );
      yield vector;
    }
  }
}

/** Reads on where the last call ended; what lies before begins anew. */
function rowsOf<T>(name: string, count: number, vectors: () => AsyncGenerator<WordVector>, part: (vector: WordVector) => T) {
  let [reading, at] = [vectors(), 0];
  return async (start: number, size: number): Promise<T[]> => {
    checkRows(name, [count], start, size);
    if (start < at) [reading, at] = [vectors(), 0];
    const read: T[] = [];
    while (read.length < size) {
      const next = await reading.next();
      if (next.done === true) break;
      if (at >= start) read.push(part(next.value));
      at += 1;
    }
    return read;
  };
}
