import type { DatasetField } from '../data/dataset.ts';

/** Lengths of the training samples of a ragged field, as they come. */
export class LengthTally {
  private readonly counts = new Map<number, number>();
  private samples = 0;
  private sum = 0;

  add(length: number): void {
    this.counts.set(length, (this.counts.get(length) ?? 0) + 1);
    this.samples += 1;
    this.sum += length;
  }

  /** Mean, maximum and the length that 95 % of the samples don't exceed; 0 where there were none. */
  summary(): NonNullable<DatasetField['ragged']> {
    const lengths = [...this.counts].sort(([a], [b]) => a - b);
    let seen = 0;
    let percentile95 = 0;
    for (const [length, count] of lengths) {
      if (seen < 0.95 * this.samples) percentile95 = length;
      seen += count;
    }
    return { mean: this.samples === 0 ? 0 : this.sum / this.samples, max: lengths.at(-1)?.[0] ?? 0, percentile95 };
  }
}

/** Characters of a text in UTF-8: its bytes but those that continue one. */
export function charactersIn(bytes: ArrayLike<number | bigint>, from: number, to: number): number {
  let characters = 0;
  for (let i = from; i < to; i += 1) if ((Number(bytes[i]) & 0xc0) !== 0x80) characters += 1;
  return characters;
}
