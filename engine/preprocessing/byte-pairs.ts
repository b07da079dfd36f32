import { BYTES, characterStarts, type Pieces } from './pieces.ts';

/** Pieces of texts that grew from bytes by joining pairs: piece 256 + i is the i-th pair of `merges`. */
export class BytePairs implements Pieces {
  readonly count: number;
  /** Rank of a pair by left · 2²⁶ + right. */
  private readonly ranks = new Map<number, number>();
  private readonly merges: readonly number[];
  private readonly known = new Map<string, readonly number[]>();

  /** `merges` holds left and right piece of each pair, one pair after another, in the order in which they were learnt. */
  constructor(merges: readonly number[]) {
    this.merges = merges;
    this.count = BYTES + merges.length / 2;
    for (let i = 0; 2 * i < merges.length; i += 1) this.ranks.set(pairKey(merges[2 * i], merges[2 * i + 1]), i);
  }

  characters(piece: number): number {
    const bytes: number[] = [];
    this.addBytes(piece, bytes);
    return bytes.reduce((sum, byte) => sum + characterStarts(byte), 0);
  }

  encode(text: string): readonly number[] {
    return chunksOf(text).flatMap((chunk) => this.piecesOf(chunk));
  }

  decode(pieces: readonly number[]): string {
    const bytes: number[] = [];
    for (const piece of pieces) this.addBytes(piece, bytes);
    return decoder.decode(Uint8Array.from(bytes));
  }

  private addBytes(piece: number, bytes: number[]): void {
    const at = 2 * (piece - BYTES);
    if (piece < 0 || at >= this.merges.length) return void bytes.push(...NO_CHARACTER);
    if (piece < BYTES) return void bytes.push(piece);
    this.addBytes(this.merges[at], bytes);
    this.addBytes(this.merges[at + 1], bytes);
  }

  private piecesOf(chunk: string): readonly number[] {
    const known = this.known.get(chunk);
    if (known !== undefined) return known;
    const pieces = this.joined(Array.from(encoder.encode(chunk)));
    if (this.known.size < MOST_KNOWN) this.known.set(chunk, pieces);
    return pieces;
  }

  /** Joins the pair that was learnt first, all of it from left to right, until no learnt pair is left. */
  private joined(pieces: number[]): readonly number[] {
    while (pieces.length > 1) {
      let best = Infinity;
      for (let i = 1; i < pieces.length; i += 1) best = Math.min(best, this.ranks.get(pairKey(pieces[i - 1], pieces[i])) ?? Infinity);
      if (best === Infinity) break;
      joinPair(pieces, this.merges[2 * best], this.merges[2 * best + 1], BYTES + best);
    }
    return pieces;
  }
}

/** Puts `joined` in the place of each `left` with a `right` after it, from left to right. */
export function joinPair(pieces: number[], left: number, right: number, joined: number): void {
  let to = 0;
  for (let from = 0; from < pieces.length; from += 1, to += 1) {
    const isPair = pieces[from] === left && from + 1 < pieces.length && pieces[from + 1] === right;
    pieces[to] = isPair ? joined : pieces[from];
    if (isPair) from += 1;
  }
  pieces.length = to;
}

/**
 * The parts of a text within which pairs are joined, which make up all of it: a word, a number or a run of signs with the space before it,
 * or a run of spaces. Source: after Radford et al., "Language models are unsupervised multitask learners", 2019, 2.2.
 */
export function chunksOf(text: string): readonly string[] {
  return text.match(CHUNK) ?? [];
}

export function pairKey(left: number, right: number): number {
  return left * 2 ** 26 + right;
}

const CHUNK = / ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]+|\s+(?=\s\S)|\s+/gu;

/** Chunks whose pieces are kept. */
const MOST_KNOWN = 2 ** 16;

/** U+FFFD as bytes. */
const NO_CHARACTER = [0xef, 0xbf, 0xbd];

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
