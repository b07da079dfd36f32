import { joinPair, pairKey } from './byte-pairs.ts';
import { BYTES } from './pieces.ts';

interface Chunk {
  readonly pieces: number[];
  readonly count: number;
}

/**
 * Joins of pairs of pieces, at most `most`, the most frequent first: each is counted in the chunks after those before it were made. Of pairs
 * that come as often, the one with the lower left and then right piece goes first; one that comes once is not joined. Gives left and
 * right piece of each, one pair after another. Source: Sennrich, Haddow & Birch, "Neural machine translation of rare words with subword
 * units", 2016, algorithm 1, over bytes.
 */
export function learnMerges(counted: ReadonlyMap<string, number>, most: number): readonly number[] {
  const pairs = new PairCounts([...counted].map(([chunk, count]) => ({ pieces: Array.from(encoder.encode(chunk)), count })));
  const merges: number[] = [];
  for (let piece = BYTES; piece < BYTES + most; piece += 1) {
    const key = pairs.mostFrequent();
    if (key === undefined) break;
    const [left, right] = [Math.floor(key / pairKey(1, 0)), key % pairKey(1, 0)];
    merges.push(left, right);
    pairs.join(key, left, right, piece);
  }
  return merges;
}

/** How often each pair of neighbours comes, kept up while pairs are joined. */
class PairCounts {
  private readonly chunks: readonly Chunk[];
  private readonly counts = new Map<number, number>();
  /** Chunks in which a pair has been. */
  private readonly places = new Map<number, Set<number>>();
  private readonly queue = new PairQueue();

  constructor(chunks: readonly Chunk[]) {
    this.chunks = chunks;
    chunks.forEach(({ pieces }, place) => this.count(pieces, place, 1));
    for (const [key, count] of this.counts) this.queue.push(key, count);
  }

  /** `undefined` where none comes twice. */
  mostFrequent(): number | undefined {
    for (let top = this.queue.pop(); top !== undefined; top = this.queue.pop()) {
      if (this.counts.get(top.key) !== top.count) continue;
      return top.count < 2 ? undefined : top.key;
    }
    return undefined;
  }

  join(key: number, left: number, right: number, joined: number): void {
    const touched = new Set<number>();
    for (const place of this.places.get(key) ?? []) {
      const { pieces } = this.chunks[place];
      const before = pieces.slice();
      joinPair(pieces, left, right, joined);
      const [start, rest] = alike(before, pieces);
      this.count(before.slice(start, before.length - rest), place, -1, touched);
      this.count(pieces.slice(start, pieces.length - rest), place, 1, touched);
    }
    this.places.delete(key);
    this.counts.delete(key);
    for (const changed of touched) this.queue.push(changed, this.counts.get(changed) ?? 0);
  }

  /** Adds or takes away the pairs of some pieces of a chunk. */
  private count(pieces: readonly number[], place: number, sign: 1 | -1, touched?: Set<number>): void {
    const { count } = this.chunks[place];
    for (let i = 1; i < pieces.length; i += 1) {
      const key = pairKey(pieces[i - 1], pieces[i]);
      this.counts.set(key, (this.counts.get(key) ?? 0) + sign * count);
      touched?.add(key);
      const places = this.places.get(key) ?? new Set<number>();
      this.places.set(key, places.add(place));
    }
  }
}

/** How many pieces may be cut off at the start and at the end for two lists to differ in the same pairs as before. */
function alike(before: readonly number[], after: readonly number[]): readonly [start: number, rest: number] {
  let start = 0;
  while (start < after.length && before[start] === after[start]) start += 1;
  let rest = 0;
  while (rest < after.length - start && before[before.length - 1 - rest] === after[after.length - 1 - rest]) rest += 1;
  return [Math.max(0, start - 1), Math.max(0, rest - 1)];
}

interface Queued {
  readonly key: number;
  readonly count: number;
}

/** A binary heap: the most frequent pair first, of those the one with the lowest key. What changed since is pushed anew. */
class PairQueue {
  private readonly heap: Queued[] = [];

  push(key: number, count: number): void {
    if (count < 2) return;
    const { heap } = this;
    let at = heap.push({ key, count }) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at], heap[parent])) return;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }

  pop(): Queued | undefined {
    const { heap } = this;
    const [top] = heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    heap[0] = last;
    for (let at = 0; ; ) {
      let first = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < heap.length && isBefore(heap[child], heap[first])) first = child;
      if (first === at) return top;
      [heap[at], heap[first]] = [heap[first], heap[at]];
      at = first;
    }
  }
}

function isBefore(a: Queued, b: Queued): boolean {
  return a.count > b.count || (a.count === b.count && a.key < b.key);
}

const encoder = new TextEncoder();
