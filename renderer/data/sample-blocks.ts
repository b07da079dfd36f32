import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';

/** Fetches samples by their positions in a split. */
type FetchSamples = (positions: readonly number[]) => Promise<DatasetPreview>;

interface BlockSource {
  /** Samples in the list. */
  readonly count: number;
  readonly perBlock: number;
  /** Position in the split of the sample at a place of the list. */
  positionAt(place: number): number;
  readonly fetch: FetchSamples;
}

/** A sample that is there: one of those that were fetched together. */
export interface LoadedSample {
  readonly preview: DatasetPreview;
  readonly index: number;
}

const KEPT = 60;
const AT_ONCE = 2;

/**
 * A long list of samples that is fetched in blocks as they are wanted: few at once, those that are wanted last before all others,
 * and those that were only passed by not at all. The blocks that were used last are kept.
 */
export class SampleBlocks {
  readonly #source: BlockSource;
  readonly #blocks = new Map<number, DatasetPreview>();
  readonly #underWay = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: readonly number[] = [];
  #failure: unknown;
  #version = 0;

  constructor(source: BlockSource) {
    this.#source = source;
  }

  get count(): number {
    return this.#source.count;
  }

  /** Why the last block that was asked for didn't come. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Grows with everything that came or failed. */
  readonly version = (): number => this.#version;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  positionAt(place: number): number {
    return this.#source.positionAt(place);
  }

  at(place: number): LoadedSample | undefined {
    const block = Math.floor(place / this.#source.perBlock);
    const preview = this.#blocks.get(block);
    const index = place - block * this.#source.perBlock;
    return preview && index < preview.count ? { preview, index } : undefined;
  }

  /** Says which places are shown now. Blocks that were wanted before and have not been asked for yet are forgotten. */
  want(first: number, last: number): void {
    const from = Math.floor(Math.max(0, first) / this.#source.perBlock);
    const to = Math.floor(Math.min(this.count - 1, last) / this.#source.perBlock);
    this.#wanted = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    for (const block of this.#wanted) this.#touch(block);
    if (this.#failure === undefined) this.#next();
  }

  /** Asks again after a failure. */
  retry(): void {
    this.#failure = undefined;
    this.#changed();
    this.#next();
  }

  #touch(block: number): void {
    const preview = this.#blocks.get(block);
    if (preview === undefined) return;
    this.#blocks.delete(block);
    this.#blocks.set(block, preview);
  }

  #next(): void {
    for (const block of this.#wanted) {
      if (this.#underWay.size >= AT_ONCE) return;
      if (!this.#blocks.has(block) && !this.#underWay.has(block)) void this.#fetch(block);
    }
  }

  async #fetch(block: number): Promise<void> {
    const { perBlock, fetch } = this.#source;
    const start = block * perBlock;
    const length = Math.min(perBlock, this.count - start);
    this.#underWay.add(block);
    try {
      this.#keep(block, await fetch(Array.from({ length }, (_, i) => this.positionAt(start + i))));
    } catch (error) {
      this.#failure = error;
    }
    this.#underWay.delete(block);
    this.#changed();
    if (this.#failure === undefined) this.#next();
  }

  #keep(block: number, preview: DatasetPreview): void {
    this.#blocks.set(block, preview);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= KEPT) return;
      if (!this.#wanted.includes(old)) this.#blocks.delete(old);
    }
  }

  #changed(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The host gives no more at once. */
const MOST = 100;
const BLOCK_BYTES = 1 << 20;

/** Samples in a block: as many as come quickly. */
export function samplesPerBlock({ fields }: DatasetInfo): number {
  const bytes = fields.map(({ shape, semantics, ragged }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return size * (ragged?.percentile95 ?? 1) * (semantics === 'image' || semantics === 'text' || semantics === 'mask' ? 1 : 4);
  });
  return Math.min(MOST, Math.max(1, Math.floor(BLOCK_BYTES / bytes.reduce((sum, each) => sum + each, 1))));
}
