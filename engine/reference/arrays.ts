import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { NdArray } from '../ops/ndarray.ts';

/** A tensor as the reference holds it. Numbers that already are float64 are not copied. */
export function toNdArray({ dtype, dims, data }: TensorData): NdArray {
  if (data instanceof Float64Array) return { dtype, dims, data };
  if (data instanceof Uint16Array) return { dtype, dims, data: Float64Array.from(data, halfToNumber) };
  return { dtype, dims, data: Float64Array.from(data as ArrayLike<number | bigint>, Number) };
}

/** Writes the numbers of an array into a tensor of the same shape, whatever holds them there. */
export function writeTensor(target: TensorData, { data, dims }: NdArray): void {
  invariant(target.data.length === data.length, `an output tensor of ${dims.join('×')}, came ${target.dims.join('×')}`);
  invariant(!(target.data instanceof Uint16Array), 'an output tensor in more than half precision');
  if (target.data instanceof BigInt64Array) for (let i = 0; i < data.length; i += 1) target.data[i] = BigInt(data[i]);
  else target.data.set(data);
}

/** The number of an IEEE 754 half-precision pattern. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}
