/** An array of bytes as IDX files hold it. */
interface IdxBytes {
  readonly dims: readonly number[];
  readonly values: Uint8Array<ArrayBuffer>;
}

const BYTES = 0x08;

/**
 * Reads an IDX file of bytes: two zeros, the type, the number of dimensions, each dimension as 32 bits big-endian, the values
 * row-major. Source: Y. LeCun, THE MNIST DATABASE of handwritten digits, "file formats".
 */
export function readIdx(file: Uint8Array): IdxBytes {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4 || view.getUint16(0) !== 0 || file[2] !== BYTES) throw new Error('The file is no IDX file of bytes.');
  const start = 4 + 4 * file[3];
  if (file.length < start) throw new Error('The IDX file ends within its header.');
  const dims = Array.from({ length: file[3] }, (_, i) => view.getUint32(4 + 4 * i));
  const count = dims.reduce((product, size) => product * size, 1);
  if (file.length !== start + count) throw new Error(`The IDX file holds ${file.length - start} values, ${count} were expected.`);
  return { dims, values: Uint8Array.from(file.subarray(start)) };
}
