import type { TensorArray } from '../graph/types.ts';

const TEST_SHARE = 0.2;

export const HASH_SPLIT = 'drawn by the hash of the input, 80 to 20, equal inputs on one side';
export const SOURCE_SPLIT = "the source's own";

/** Whether each row is for testing, by its values alone: equal rows go to one side, and no order or seed plays a part. */
export function testRows(values: TensorArray, rows: number): readonly boolean[] {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const width = rows === 0 ? 0 : bytes.length / rows;
  return Array.from({ length: rows }, (_, row) => hashOf(bytes, row * width, (row + 1) * width) < TEST_SHARE * 2 ** 32);
}

/** FNV-1a over the bytes, then MurmurHash3's finalizer, without which near values would have near hashes. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
