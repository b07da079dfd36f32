/**
 * A 32-bit hash of a text that is the same on every machine and in every version: FNV-1a over its UTF-8 bytes, begun with the seed, then
 * mixed so that its lowest bits depend on all of it. Sources: Fowler, Noll & Vo (FNV-1a, 32 bits); Appleby, MurmurHash3's `fmix32`.
 */
export function stableHash(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const encoder = new TextEncoder();
