import { baseName, type ByteFile, extensionOf, headOf } from './byte-file.ts';
import type { FileReader, RawTensor } from './definition.ts';
import { bytesPerElement, decodeElements, type NumberDType } from './element-types.ts';
import { asFileError, fileError } from './failure.ts';
import { gunzipChunks, isGzip, unpackedFile, unpackedSize } from './inflate.ts';
import { checkLength, checkRows, elementsOf, rowMajorTensor, type TensorLayout } from './tensor-file.ts';
import { beginning } from './table-stream.ts';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const MAX_HEADER = 2 ** 16;
const MAX_SCATTERED_READS = 2 ** 16;

/** An array of numpy. */
export const Npy: FileReader = {
  id: 'npy',
  title: 'NumPy array',
  description:
    'One array of numbers, booleans or fixed-width text as numpy.save writes it. Arrays of objects are not read: they are programs.',
  takes: 'file',
  forms: ['tensors'],
  extensions: ['npy'],
  gzip: true,
  settings: [],
  sniff: (head) => (isNpy(head) ? 1 : 0),
  open: async (file) => {
    const tensor = await npyTensor(await plainNpy(file), baseName(file.name).replace(/\.npy(\.gz)?$/i, ''));
    return { form: 'tensors', title: file.name, tensors: [tensor], notes: [] };
  },
};

export function isNpy(head: Uint8Array): boolean {
  return MAGIC.every((byte, i) => head[i] === byte);
}

/** Unpacks a `.npy.gz`: its header says how long it must be. */
async function plainNpy(file: ByteFile): Promise<ByteFile> {
  if (!isGzip(await headOf(file, 3))) return file;
  const bytes = await beginning(gunzipChunks(file), MAX_HEADER + 12);
  const header = readHeader(bytes, file.name);
  const size = header.start + elementsOf(header.shape, header.width, file.name) * header.width;
  const real = await unpackedSize(file, size);
  if (real !== size) checkLength({ ...header, dtype: 'uint8', shape: [size - header.start] }, { name: file.name, size: real });
  return unpackedFile(file.name, size, () => gunzipChunks(file));
}

interface NpyHeader extends Omit<TensorLayout, 'dtype'> {
  readonly dtype: NumberDType | 'ucs4' | 'bytes';
  /** Bytes of one value. */
  readonly width: number;
  readonly fortran: boolean;
}

/** A tensor from an `.npy` file. Source of the format: numpy.lib.format, versions 1.0 to 3.0. */
export async function npyTensor(file: ByteFile, name: string): Promise<RawTensor> {
  const header = readHeader(await headOf(file, MAX_HEADER + 12), file.name);
  const { dtype, shape, width, start } = header;
  const elements = elementsOf(shape, width, file.name);
  checkLength({ dtype: 'uint8', shape: [elements * width], littleEndian: true, start }, file);
  if (dtype === 'ucs4' || dtype === 'bytes') return textTensor(file, name, header);
  if (header.fortran && shape.length > 1) return columnMajorTensor(file, name, { ...header, dtype });
  return rowMajorTensor(file, name, { ...header, dtype });
}

function readHeader(head: Uint8Array, file: string): NpyHeader {
  if (!isNpy(head))
    throw fileError('bad-file', file, { byte: 0 }, 'a NumPy array begins with \\x93NUMPY, this file doesn’t. Is it another kind of file?');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const version = head[6];
  if (head.length < 12 || version < 1 || version > 3)
    throw fileError('bad-file', file, { byte: 6 }, `version 1, 2 or 3 of the format was expected, came ${version}.`);
  const before = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = before + length;
  if (length > MAX_HEADER || start > head.length)
    throw fileError(
      'bad-file',
      file,
      { byte: 8 },
      `its header claims ${length} bytes, more than there are or a header has. It is damaged.`,
    );
  return { ...parseHeader(headerText(head.subarray(before, start), file), file), start };
}

function headerText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw asFileError(error, file, 'reading the header');
  }
}

function parseHeader(text: string, file: string): Omit<NpyHeader, 'start'> {
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d,\sL]*)\)/.exec(text)?.[1];
  if (fortran === undefined || shape === undefined)
    throw fileError(
      'bad-file',
      file,
      { byte: 10 },
      `a header with 'descr', 'fortran_order' and 'shape' was expected, came ${text.slice(0, 80)}`,
    );
  const sizes = shape.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size.replace('L', ''))]));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  if (descr === undefined)
    throw fileError(
      'unsupported-file',
      file,
      {},
      'it is an array of records with named fields. Save each field as an array of its own, or all as CSV.',
    );
  return { ...elementType(descr, file), shape: sizes, fortran: fortran === 'True' };
}

const kinds: Readonly<Record<string, NumberDType>> = {
  b1: 'bool',
  u1: 'uint8',
  i1: 'int8',
  u2: 'uint16',
  i2: 'int16',
  u4: 'uint32',
  i4: 'int32',
  u8: 'uint64',
  i8: 'int64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
};

function elementType(descr: string, file: string): Pick<NpyHeader, 'dtype' | 'width' | 'littleEndian'> {
  const match = /^([<>|=]?)([a-zA-Z])(\d{0,9})$/.exec(descr);
  const [order, kind, size] = match === null ? ['', '', ''] : match.slice(1);
  const littleEndian = order !== '>';
  const dtype = kinds[kind + size];
  if (dtype !== undefined) return { dtype, width: bytesPerElement[dtype], littleEndian };
  if (kind === 'U' && Number(size) > 0) return { dtype: 'ucs4', width: 4 * Number(size), littleEndian };
  if (kind === 'S' && Number(size) > 0) return { dtype: 'bytes', width: Number(size), littleEndian };
  const why = kind === 'O' ? 'Python objects, which only Python can load safely' : `values of type "${descr}"`;
  throw fileError(
    'unsupported-file',
    file,
    {},
    `it holds ${why}. Save numbers, booleans or text: numpy.save(path, array.astype("float32")).`,
  );
}

function textTensor(file: ByteFile, name: string, { dtype, shape, width, start, littleEndian, fortran }: NpyHeader): RawTensor {
  if (fortran && shape.length > 1)
    throw fileError('unsupported-file', file.name, {}, 'text in Fortran order is not read. Save numpy.ascontiguousarray(array).');
  const perRow = elementsOf(shape.slice(1), width, file.name);
  const rows: RawTensor['rows'] = async (first, count) => {
    checkRows(name, shape, first, count);
    const bytes = await file.read(start + first * perRow * width, count * perRow * width);
    return Array.from({ length: count * perRow }, (_, i) => {
      const value = bytes.slice(i * width, (i + 1) * width);
      return dtype === 'bytes' ? byteText(value) : wideText(value, littleEndian, file.name);
    });
  };
  return { name, dtype: 'text', shape, rows };
}

function byteText(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  return new TextDecoder('utf-8').decode(bytes.subarray(0, end));
}

function wideText(bytes: Uint8Array<ArrayBuffer>, littleEndian: boolean, file: string): string {
  const points = [...decodeElements(bytes, 'uint32', littleEndian)].map(Number);
  const end = points.findLastIndex((point) => point !== 0) + 1;
  if (points.some((point) => point > 0x10ffff))
    throw fileError('bad-file', file, {}, 'its text holds characters that don’t exist. It is damaged: get it again.');
  return String.fromCodePoint(...points.slice(0, end));
}

/** Values lie column by column; a batch of rows is gathered from a run of each column. */
function columnMajorTensor(file: ByteFile, name: string, layout: TensorLayout): RawTensor {
  const { dtype, shape, start, littleEndian } = layout;
  const width = bytesPerElement[dtype];
  const [all, ...inner] = shape;
  const runs = elementsOf(inner, width, file.name);
  if (runs > MAX_SCATTERED_READS)
    throw fileError(
      'unsupported-file',
      file.name,
      {},
      `its rows of ${runs} values lie in Fortran order, far apart. Save numpy.ascontiguousarray(array).`,
    );
  const rows: RawTensor['rows'] = async (first, count) => {
    checkRows(name, shape, first, count);
    const bytes = new Uint8Array(count * runs * width);
    for (let run = 0; run < runs; run++) {
      const column = await file.read(start + (run * all + first) * width, count * width);
      const position = rowMajorPosition(run, inner);
      for (let row = 0; row < count; row++) bytes.set(column.subarray(row * width, (row + 1) * width), (row * runs + position) * width);
    }
    return decodeElements(bytes, dtype, littleEndian);
  };
  return { name, dtype, shape, rows };
}

/** Where the value number `run` in Fortran order, first index fastest, stands in row-major order. */
function rowMajorPosition(run: number, inner: readonly number[]): number {
  let [rest, position] = [run, 0];
  const indices = inner.map((size) => {
    const index = rest % size;
    rest = Math.floor(rest / size);
    return index;
  });
  inner.forEach((size, axis) => {
    position = position * size + indices[axis];
  });
  return position;
}

/** Whether a name is one of an array in an archive. */
export function isNpyName(name: string): boolean {
  return extensionOf(name) === 'npy';
}
