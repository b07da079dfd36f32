import { type FileMetaData, parquetMetadataAsync, parquetScan, parquetSchema, type SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ByteFile } from './byte-file.ts';
import { columnNames } from './column-names.ts';
import type { Cell, FileReader, RawTable, TableBatch } from './definition.ts';
import { asFileError, fileError } from './failure.ts';
import { chosenColumns } from './table-stream.ts';

/** Bytes of the columns of one row group, which lie in memory together. */
const MAX_GROUP_BYTES = 2 ** 31;
const MAX_METADATA = 2 ** 27;
const MAX_PAGE_BYTES = 2 ** 29;
const BATCH_ROWS = 4096;

/** Tables of the Parquet format. */
export const Parquet: FileReader = {
  id: 'parquet',
  title: 'Parquet',
  description:
    'A typed table. Columns of structures become columns named "outer.inner"; lists and bytes, such as pictures, stay what they are.',
  takes: 'file',
  forms: ['table'],
  extensions: ['parquet', 'pq'],
  gzip: false,
  settings: ['missing'],
  sniff: (head) => (startsWith(head, 'PAR1') || startsWith(head, 'PARE') ? 1 : 0),
  open: async (file, settings) => {
    const metadata = await readMetadata(file);
    const columns = leaves(parquetSchema(metadata).children, []);
    const names = columnNames(
      columns.map(({ path }) => path.join('.')),
      settings,
      file.name,
      {},
    );
    const rowCount = Number(metadata.num_rows);
    return {
      form: 'table',
      title: file.name,
      columns: names,
      rowCount,
      settings,
      notes: [],
      batches: (wanted) =>
        batches(
          file,
          metadata,
          chosenColumns(names, wanted, file.name).map((index) => columns[index]),
        ),
    } satisfies RawTable;
  },
};

function startsWith(head: Uint8Array, magic: string): boolean {
  return [...magic].every((letter, i) => head[i] === letter.charCodeAt(0));
}

async function readMetadata(file: ByteFile): Promise<FileMetaData> {
  if (file.size < 12) throw fileError('bad-file', file.name, {}, 'a Parquet file has at least 12 bytes. It is cut short: get it again.');
  const [head, tail] = [await file.read(0, 4), await file.read(file.size - 8, 8)];
  if (startsWith(head, 'PARE')) throw fileError('unsupported-file', file.name, {}, 'it is encrypted. Write it without encryption.');
  if (!startsWith(head, 'PAR1') || !startsWith(tail.subarray(4), 'PAR1'))
    throw fileError('bad-file', file.name, {}, 'a Parquet file begins and ends with PAR1. It is cut short or another kind of file.');
  const length = new DataView(tail.buffer).getUint32(0, true);
  if (length > Math.min(MAX_METADATA, file.size - 12))
    throw fileError(
      'bad-file',
      file.name,
      { byte: file.size - 8 },
      `its footer claims ${length} bytes, more than it can have. It is damaged: get it again.`,
    );
  try {
    const metadata = await parquetMetadataAsync(asyncBuffer(file), { geoparquet: false });
    checkMetadata(file, metadata);
    return metadata;
  } catch (error) {
    throw asFileError(error, file.name, 'reading its footer');
  }
}

/** The counts that reading relies on must agree before anything is allocated by them. */
function checkMetadata(file: ByteFile, { row_groups: groups, num_rows: rows }: FileMetaData): void {
  const sum = groups.reduce((total, group) => total + group.num_rows, 0n);
  const sound = groups.every(
    (group) =>
      group.num_rows >= 0n &&
      group.columns.every(({ meta_data: column }) => column !== undefined && column.num_values >= 0n && column.num_values < 2n ** 31n),
  );
  if (!sound || sum !== rows || rows > BigInt(Number.MAX_SAFE_INTEGER))
    throw fileError(
      'bad-file',
      file.name,
      {},
      `its footer claims ${rows} rows and groups of ${sum} together. It is damaged: get it again.`,
    );
}

function asyncBuffer(file: ByteFile) {
  const slice = async (start: number, end = file.size): Promise<ArrayBuffer> => (await file.read(start, end - start)).buffer;
  return { byteLength: file.size, slice };
}

interface Leaf {
  readonly top: string;
  readonly path: readonly string[];
}

/** Columns by path: structures are taken apart, lists and maps stay one column. */
function leaves(children: readonly SchemaTree[], above: readonly string[]): readonly Leaf[] {
  return children.flatMap((child) => {
    const { element } = child;
    const path = [...above, element.name];
    const isStructure = child.children.length > 0 && element.converted_type === undefined && element.repetition_type !== 'REPEATED';
    return isStructure && element.logical_type === undefined ? leaves(child.children, path) : [{ top: path[0], path }];
  });
}

async function* batches(file: ByteFile, metadata: FileMetaData, columns: readonly Leaf[]): AsyncGenerator<TableBatch> {
  const tops = [...new Set(columns.map(({ top }) => top))];
  checkGroupSizes(file, metadata, new Set(tops));
  try {
    const scan = await parquetScan({
      file: asyncBuffer(file),
      metadata,
      columns: tops,
      compressors: boundedCompressors,
      utf8: false,
      parsers: { stringFromBytes: strictText },
    });
    for (const { rowStart, rowEnd } of scan.ranges) {
      const data = new Map<string, ArrayLike<unknown>>();
      for (const top of tops) data.set(top, await scan.readColumn({ column: top, rowStart, rowEnd }));
      for (const [top, values] of data) checkCount(file, top, values.length, rowEnd - rowStart);
      yield* groupBatches(columns, data, rowStart, rowEnd);
    }
  } catch (error) {
    throw asFileError(error, file.name, 'reading its rows');
  }
}

function* groupBatches(
  columns: readonly Leaf[],
  data: ReadonlyMap<string, ArrayLike<unknown>>,
  first: number,
  end: number,
): Generator<TableBatch> {
  for (let start = first; start < end; start += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, end - start);
    const cells = columns.map(({ top, path }) => {
      const values = data.get(top) ?? [];
      return Array.from({ length }, (_, row) => asCell(inner(values[start - first + row], path)));
    });
    yield { start, length, columns: cells, place: (row) => `row ${start + row + 1}`, skipped: [] };
  }
}

function checkGroupSizes(file: ByteFile, { row_groups: groups }: FileMetaData, tops: ReadonlySet<string>): void {
  for (const { columns } of groups) {
    const wanted = columns.flatMap(({ meta_data: column }) => (column !== undefined && tops.has(column.path_in_schema[0]) ? [column] : []));
    const bytes = wanted.reduce((sum, column) => sum + Number(column.total_uncompressed_size), 0);
    if (bytes > MAX_GROUP_BYTES)
      throw fileError(
        'file-limit',
        file.name,
        {},
        'the rows of one group are read together, and this one unpacks to more than 2 GiB. Write smaller row groups, or choose fewer columns.',
      );
  }
}

function checkCount(file: ByteFile, column: string, came: number, expected: number): void {
  if (came !== expected)
    throw fileError(
      'bad-file',
      file.name,
      {},
      `${expected} values of the column "${column}" were expected, came ${came}. It is damaged: get it again.`,
    );
}

function inner(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path.slice(1)) at = isRecord(at) && Object.hasOwn(at, key) ? at[key] : null;
  return at;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asCell);
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function strictText(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : decoder.decode(bytes);
}

/** A page claims how long it unpacks to; memory is given only for what is plausible. */
const boundedCompressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, unpack]) => [
    codec,
    (input: Uint8Array, length: number): Uint8Array => {
      if (!(length >= 0 && length <= MAX_PAGE_BYTES)) throw new Error(`a page claims ${length} bytes`);
      return unpack(input, length);
    },
  ]),
);
