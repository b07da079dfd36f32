import { baseName, type ByteFile, extensionOf, headOf } from './byte-file.ts';
import type { FileReader, RawTensor } from './definition.ts';
import { bytesPerElement, type NumberDType } from './element-types.ts';
import { fileError } from './failure.ts';
import { gunzipChunks, isGzip, unpackedFile, unpackedSize } from './inflate.ts';
import { MAX_DEFLATE_RATIO } from './limits.ts';
import { beginning } from './table-stream.ts';
import { checkLength, elementsOf, rowMajorTensor, type TensorLayout } from './tensor-file.ts';

const MAX_DIMENSIONS = 16;

const elementTypes: Readonly<Record<number, NumberDType>> = {
  0x08: 'uint8',
  0x09: 'int8',
  0x0b: 'int16',
  0x0c: 'int32',
  0x0d: 'float32',
  0x0e: 'float64',
};

/** The format of the MNIST family. */
export const Idx: FileReader = {
  id: 'idx',
  title: 'IDX',
  description:
    'One array, as MNIST and its relatives come: train-images-idx3-ubyte.gz. Import their folder to have pictures and labels together.',
  takes: 'file',
  forms: ['tensors'],
  extensions: ['idx', 'idx1-ubyte', 'idx3-ubyte'],
  gzip: true,
  settings: [],
  sniff: (head, { name }) => {
    if (head.length < 8 || head[0] !== 0 || head[1] !== 0 || elementTypes[head[2]] === undefined) return 0;
    if (head[3] === 0 || head[3] > MAX_DIMENSIONS || head.length < 4 + 4 * head[3]) return 0;
    return /idx\d?|ubyte/i.test(name) ? 1 : 0.7;
  },
  open: async (file) => ({ form: 'tensors', title: file.name, tensors: [await idxTensor(file)], notes: [] }),
};

/**
 * Opens an IDX file, plain or packed with gzip: two zeros, the type, the number of dimensions, each dimension as 32 bits, the values
 * row-major, all big-endian. A packed one is unpacked once to prove its length.
 * Source: Y. LeCun, THE MNIST DATABASE of handwritten digits, "file formats".
 */
export async function idxTensor(file: ByteFile): Promise<RawTensor> {
  const packed = isGzip(await headOf(file, 3));
  const head = packed ? await beginning(gunzipChunks(file), 4 + 4 * MAX_DIMENSIONS) : await headOf(file, 4 + 4 * MAX_DIMENSIONS);
  const layout = readHeader(head, file.name);
  const plain = packed ? await unpacked(file, layout) : file;
  checkLength(layout, plain);
  return rowMajorTensor(plain, baseName(file.name).replace(/\.gz$/i, ''), layout);
}

function readHeader(head: Uint8Array, file: string): TensorLayout {
  const dtype = elementTypes[head[2]];
  if (head.length < 4 || head[0] !== 0 || head[1] !== 0 || dtype === undefined)
    throw fileError(
      'bad-file',
      file,
      { byte: 0 },
      'an IDX file begins with two zeros and the type of its values (8, 9, 11 to 14). Is it another kind of file?',
    );
  const rank = head[3];
  if (rank === 0 || rank > MAX_DIMENSIONS)
    throw fileError('bad-file', file, { byte: 3 }, `1 to ${MAX_DIMENSIONS} dimensions were expected, its header claims ${rank}.`);
  const start = 4 + 4 * rank;
  if (head.length < start)
    throw fileError('bad-file', file, { byte: head.length }, 'it ends within its header. It is cut short: get it again.');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  return { dtype, shape, start, littleEndian: false };
}

async function unpacked(file: ByteFile, layout: TensorLayout): Promise<ByteFile> {
  const width = bytesPerElement[layout.dtype];
  const size = layout.start + elementsOf(layout.shape, width, file.name) * width;
  // What can't be is refused without unpacking anything.
  if (size > file.size * MAX_DEFLATE_RATIO) checkLength(layout, { name: file.name, size: file.size });
  const real = await unpackedSize(file, size);
  checkLength(layout, { name: file.name, size: real });
  return unpackedFile(file.name, size, () => gunzipChunks(file));
}

export function isIdxName(name: string): boolean {
  return /[-._]idx\d[-._]ubyte(\.gz)?$/i.test(name) || extensionOf(name) === 'idx';
}
