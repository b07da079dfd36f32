import { invariant } from '../graph/errors.ts';
import type { ByteFile } from './byte-file.ts';
import type { RawTensor } from './definition.ts';
import { decodeElements, bytesPerElement, type NumberDType } from './element-types.ts';
import { fileError } from './failure.ts';
import { MAX_RANK } from './limits.ts';

/** How the values of a tensor lie in a file. */
export interface TensorLayout {
  readonly dtype: NumberDType;
  readonly shape: readonly number[];
  readonly littleEndian: boolean;
  /** Byte at which the values begin. */
  readonly start: number;
}

/** Number of values of a shape. Throws `bad-file` where it is no sound shape or its bytes can't be counted. */
export function elementsOf(shape: readonly number[], width: number, file: string): number {
  const elements = shape.reduce((product, size) => product * size, 1);
  const sound =
    shape.length <= MAX_RANK && shape.every((size) => Number.isSafeInteger(size) && size >= 0) && Number.isSafeInteger(elements * width);
  if (sound) return elements;
  throw fileError(
    'bad-file',
    file,
    {},
    `its header claims the shape ${shapeText(shape)}, which no file can hold. It is damaged: get it again.`,
  );
}

/** Throws `bad-file` unless the file has exactly the bytes that the shape asks for. */
export function checkLength(layout: TensorLayout, file: { readonly name: string; readonly size: number }): void {
  const expected = layout.start + elementsOf(layout.shape, bytesPerElement[layout.dtype], file.name) * bytesPerElement[layout.dtype];
  if (file.size === expected) return;
  const came = file.size < expected ? 'It is cut short or its header lies' : 'More follows, so it is damaged or no such file';
  throw fileError(
    'bad-file',
    file.name,
    {},
    `its header claims ${shapeText(layout.shape)} values of ${layout.dtype}, ${expected} bytes in all; it has ${file.size}. ${came}: get it again.`,
  );
}

/** A tensor whose values lie row after row. */
export function rowMajorTensor(file: ByteFile, name: string, layout: TensorLayout): RawTensor {
  const { dtype, shape, start, littleEndian } = layout;
  const rowBytes = bytesPerElement[dtype] * elementsOf(shape.slice(1), bytesPerElement[dtype], file.name);
  const rows: RawTensor['rows'] = async (first, count) => {
    checkRows(name, shape, first, count);
    return decodeElements(await file.read(start + first * rowBytes, count * rowBytes), dtype, littleEndian);
  };
  return { name, dtype, shape, rows };
}

/** Number of rows: the first dimension, or one of a tensor without dimensions. */
export function rowCount(shape: readonly number[]): number {
  return shape[0] ?? 1;
}

export function checkRows(name: string, shape: readonly number[], first: number, count: number): void {
  if (first >= 0 && count >= 0 && first + count <= rowCount(shape)) return;
  throw fileError('bad-file', name, { row: first + 1 }, `${count} rows were asked for, it has ${rowCount(shape)} in all.`);
}

/** Tensors of bytes with one row shape as one, row after row. */
export function concatenatedBytes(name: string, tensors: readonly [RawTensor, ...RawTensor[]]): RawTensor {
  const counts = tensors.map(({ shape }) => rowCount(shape));
  const starts = counts.map((_, i) => counts.slice(0, i).reduce((sum, count) => sum + count, 0));
  const shape = [counts.reduce((sum, count) => sum + count, 0), ...tensors[0].shape.slice(1)];
  const width = elementsOf(shape.slice(1), 1, name);
  const rows: RawTensor['rows'] = async (first, count) => {
    checkRows(name, shape, first, count);
    const joined = new Uint8Array(count * width);
    for (const [i, tensor] of tensors.entries()) {
      const [from, to] = [Math.max(first, starts[i]), Math.min(first + count, starts[i] + counts[i])];
      if (to <= from) continue;
      const part = await tensor.rows(from - starts[i], to - from);
      invariant(part instanceof Uint8Array, `${tensor.name} holds bytes`);
      joined.set(part, (from - first) * width);
    }
    return joined;
  };
  return { ...tensors[0], name, shape, rows };
}

export function shapeText(shape: readonly number[]): string {
  const shown = shape.slice(0, 8).join('×');
  return `[${shown}${shape.length > 8 ? '×…' : ''}]`;
}
