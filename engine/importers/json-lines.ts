import { type ByteFile, extensionOf } from './byte-file.ts';
import { columnNames } from './column-names.ts';
import { decodeText, linesOf } from './decode-text.ts';
import type { Cell, FileReader, RawTable, TableBatch } from './definition.ts';
import { fileError } from './failure.ts';
import { MAX_ROW_CHARACTERS, MAX_WHOLE_FILE } from './limits.ts';
import { detectEncoding } from './text-encoding.ts';
import type { Encoding, TableSettings } from './table-settings.ts';
import { chosenColumns, placeByLine, textSource, type TextSource } from './table-stream.ts';

/** Characters whose objects say which columns there are. */
const COLUMN_SAMPLE = 2 ** 23;
const MAX_DEPTH = 8;

/** JSON lines, and files that hold one JSON array of objects. */
export const JsonLines: FileReader = {
  id: 'json-lines',
  title: 'JSON lines',
  description:
    'One JSON object a line (.jsonl, .ndjson), or one array of objects (.json, up to 256 MiB). Objects within objects become columns named "outer.inner".',
  takes: 'file',
  forms: ['table'],
  extensions: ['jsonl', 'ndjson', 'json'],
  gzip: true,
  settings: ['encoding', 'missing', 'columns'],
  sniff: (head, { name }) => {
    const known = ['jsonl', 'ndjson', 'json'].includes(extensionOf(name.replace(/\.gz$/i, '')));
    const first = new TextDecoder('utf-8').decode(head.subarray(0, 256)).trimStart();
    const begins = /^(\{\s*["}]|\[\s*(\{|$))/.test(first);
    return begins ? (known ? 1 : 0.8) : known ? 0.4 : 0;
  },
  open: openJson,
};

async function openJson(file: ByteFile, settings: TableSettings): Promise<RawTable> {
  const source = await textSource(file);
  const encoding = settings.encoding ?? (await detectEncoding(source.sample));
  const isArray = (await firstCharacter(source, encoding)) === '[';
  const objects = isArray ? () => arrayObjects(source, encoding) : () => lineObjects(source, encoding);
  const columns = settings.columns ?? (await sampledColumns(source, objects));
  columnNames(columns, settings, source.name, {});
  return {
    form: 'table',
    title: source.name,
    columns,
    settings: { ...settings, encoding },
    notes: [],
    batches: (wanted) => batches(source, objects(), columns, chosenColumns(columns, wanted, source.name), settings.columns !== undefined),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

interface Objects {
  readonly objects: readonly JsonObject[];
  /** Line of each, or number of it in an array. */
  readonly at: readonly number[];
  readonly unit: 'line' | 'row';
  /** Characters read for them. */
  readonly characters: number;
}

async function firstCharacter(source: TextSource, encoding: Encoding): Promise<string> {
  for await (const text of decodeText(source.stream(), encoding, source.name)) {
    const trimmed = text.trimStart();
    if (trimmed !== '') return trimmed[0];
  }
  throw fileError('bad-file', source.name, {}, 'JSON objects were expected, the file is blank.');
}

async function* lineObjects(source: TextSource, encoding: Encoding): AsyncGenerator<Objects> {
  for await (const { first, lines } of linesOf(decodeText(source.stream(), encoding, source.name), source.name, MAX_ROW_CHARACTERS)) {
    const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [{ line, at: first + i }]));
    const objects = filled.map(({ line, at }) => asObject(parse(line, source.name, { line: at }), source.name, { line: at }));
    const characters = lines.reduce((sum, line) => sum + line.length, 0);
    yield { objects, at: filled.map(({ at }) => at), unit: 'line', characters };
  }
}

async function* arrayObjects(source: TextSource, encoding: Encoding): AsyncGenerator<Objects> {
  let text = '';
  for await (const part of decodeText(source.stream(), encoding, source.name)) {
    text += part;
    if (text.length > MAX_WHOLE_FILE)
      throw fileError('file-limit', source.name, {}, 'a JSON array of at most 256 MiB is read. Write it as JSON lines, one object a line.');
  }
  const value = parse(text, source.name, {});
  if (!Array.isArray(value)) throw fileError('bad-file', source.name, {}, 'an array of objects was expected.');
  const objects = value.map((item: unknown, i) => asObject(item, source.name, { row: i + 1 }));
  yield { objects, at: objects.map((_, i) => i + 1), unit: 'row', characters: text.length };
}

function parse(text: string, file: string, place: { line?: number }): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 160) : '';
    throw fileError('bad-file', file, place, `JSON was expected (${reason}). Mend it, or get the file again if it is cut short.`, error);
  }
}

function asObject(value: unknown, file: string, place: { line?: number; row?: number }): JsonObject {
  if (isObject(value)) return value;
  throw fileError('bad-file', file, place, 'an object with named values was expected, as in {"text": "…", "label": 1}.');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values by column: those of inner objects under "outer.inner". */
function flatten(object: JsonObject, into: Map<string, Cell>, prefix: string, depth: number): Map<string, Cell> {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (isObject(value) && depth < MAX_DEPTH) flatten(value, into, `${name}.`, depth + 1);
    else into.set(name, asCell(value, depth));
  }
  return into;
}

/** Lists stay lists; what lies too deep, and objects in lists, become their JSON text. */
function asCell(value: unknown, depth: number): Cell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value) && depth < MAX_DEPTH) return value.map((item: unknown) => asCell(item, depth + 1));
  return JSON.stringify(value);
}

async function sampledColumns(source: TextSource, objects: () => AsyncIterable<Objects>): Promise<readonly string[]> {
  const names = new Set<string>();
  let characters = 0;
  for await (const part of objects()) {
    for (const object of part.objects) for (const name of flatten(object, new Map(), '', 0).keys()) names.add(name);
    characters += part.characters;
    if (characters > COLUMN_SAMPLE) break;
  }
  if (names.size > 0) return [...names];
  throw fileError('bad-file', source.name, {}, 'objects with named values were expected, there are none.');
}

async function* batches(
  source: TextSource,
  parts: AsyncIterable<Objects>,
  columns: readonly string[],
  chosen: readonly number[],
  passOver: boolean,
): AsyncGenerator<TableBatch> {
  const known = new Set(columns);
  let start = 0;
  for await (const { objects, at, unit } of parts) {
    const rows = objects.map((object) => flatten(object, new Map(), '', 0));
    if (!passOver) rows.forEach((row, i) => checkKeys(row, known, source.name, { [unit]: at[i] }));
    const cells = chosen.map((column) => rows.map((row) => row.get(columns[column]) ?? null));
    const place = unit === 'line' ? placeByLine(at) : (row: number): string => `row ${at[row]}`;
    if (rows.length > 0) yield { start, length: rows.length, columns: cells, place, skipped: [] };
    start += rows.length;
  }
}

function checkKeys(row: ReadonlyMap<string, Cell>, known: ReadonlySet<string>, file: string, place: { line?: number; row?: number }): void {
  for (const name of row.keys()) {
    if (!known.has(name))
      throw fileError(
        'bad-file',
        file,
        place,
        `the value "${name}" comes up for the first time, far from the beginning. List the columns to read.`,
      );
  }
}
