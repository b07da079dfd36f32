import type { RawDType, RawValues } from './definition.ts';

export type NumberDType = Exclude<RawDType, 'text'>;

export const bytesPerElement: Readonly<Record<NumberDType, number>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  uint64: 8,
  int64: 8,
  float16: 2,
  float32: 4,
  float64: 8,
};

export function isFloatType(dtype: RawDType): boolean {
  return dtype === 'float16' || dtype === 'float32' || dtype === 'float64';
}

/** Values from their bytes; consumes the bytes, whose order may be turned in place. */
export function decodeElements(
  bytes: Uint8Array<ArrayBuffer>,
  dtype: NumberDType,
  littleEndian: boolean,
): Exclude<RawValues, readonly string[]> {
  const width = bytesPerElement[dtype];
  const own = bytes.byteOffset % width === 0 ? bytes : Uint8Array.from(bytes);
  if (!littleEndian && width > 1) turnBytes(own, width);
  const [buffer, offset, count] = [own.buffer, own.byteOffset, own.length / width];
  switch (dtype) {
    case 'bool':
      return own.map((byte) => (byte === 0 ? 0 : 1));
    case 'uint8':
      return own;
    case 'int8':
      return new Int8Array(buffer, offset, count);
    case 'uint16':
      return new Uint16Array(buffer, offset, count);
    case 'int16':
      return new Int16Array(buffer, offset, count);
    case 'uint32':
      return new Uint32Array(buffer, offset, count);
    case 'int32':
      return new Int32Array(buffer, offset, count);
    case 'uint64':
      return new BigUint64Array(buffer, offset, count);
    case 'int64':
      return new BigInt64Array(buffer, offset, count);
    case 'float16':
      return Float32Array.from(new Uint16Array(buffer, offset, count), widen);
    case 'float32':
      return new Float32Array(buffer, offset, count);
    case 'float64':
      return new Float64Array(buffer, offset, count);
  }
}

function turnBytes(bytes: Uint8Array, width: number): void {
  for (let i = 0; i + width <= bytes.length; i += width) bytes.subarray(i, i + width).reverse();
}

/** The number of an IEEE 754 half. */
function widen(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
