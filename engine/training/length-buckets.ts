import type { DataInput } from '../compile/program.ts';
import type { Dataset, DatasetField, DatasetSplit } from '../data/dataset.ts';
import { gatherField } from '../data/gather.ts';
import type { TextLengths } from '../preprocessing/text-length.ts';
import { indices, permutation } from '../random/distributions.ts';
import { bucketStream } from '../random/stream.ts';
import { batchCount, batchOf, type Samples } from './batches.ts';

/** Samples whose tokens are read at once. */
const BLOCK = 4096;
/** Batches whose samples are sorted among each other by length: fewer would mix lengths, more would leave less to chance. */
const SORTED_BATCHES = 32;

/** A field of tokens: how many of each training sample are no padding, and how many a batch may have. */
interface Bucketed {
  readonly name: string;
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** Ascending; the last is the field's whole length. */
  readonly limits: readonly number[];
}

/**
 * Batches of texts of about the same length, so that little of what is computed is padding: each is as long as the next of `count` lengths
 * above that of its longest text. Only training samples are fed so.
 */
export class LengthBuckets {
  private readonly fields: readonly Bucketed[];

  /** Texts that are padded at their start, and windows of texts that are gone on with, are left as they are. */
  constructor(dataInputs: readonly DataInput[], { info, train }: Dataset, count: number) {
    const read = new Set(dataInputs.filter(({ role, part }) => role === 'input' && part === undefined).map(({ field }) => field));
    const fields = info.continuation === undefined ? info.fields : [];
    this.fields = fields
      .filter(({ name, tokens, shape }) => read.has(name) && tokens !== undefined && shape.length === 1)
      .flatMap((field) => {
        const lengths = paddedLengths(train, field);
        return lengths === undefined ? [] : [{ name: field.name, lengths, limits: limitsOf(lengths, field.shape[0], count) }];
      });
  }

  /** True where nothing can be shortened. */
  get isEmpty(): boolean {
    return this.fields.length === 0;
  }

  /** How many tokens of each field a batch of these training samples has. */
  lengthsOf(samples: Samples): TextLengths {
    return new Map(
      this.fields.map(({ name, lengths, limits }) => {
        const longest = samples.reduce((most, sample) => Math.max(most, lengths[sample]), 1);
        return [name, limits.find((limit) => limit >= longest) ?? limits[limits.length - 1]];
      }),
    );
  }

  /** The shortest of all lengths of each field. */
  get shortest(): TextLengths {
    return new Map(this.fields.map(({ name, limits }) => [name, limits[0]]));
  }

  /** Of these samples so many with the shortest texts: the most padding is left out of them. */
  shortestOf(samples: Samples, count: number): Samples {
    return samples
      .slice()
      .sort((a, b) => this.longest(a) - this.longest(b))
      .slice(0, count);
  }

  /** The epoch's samples in an order in which batches have texts of about one length; which comes first is left to chance. */
  order(shuffled: Samples, batchSize: number, seed: number, epoch: number): Samples {
    const sorted = new Uint32Array(shuffled.length);
    const chunk = SORTED_BATCHES * batchSize;
    for (let from = 0; from < shuffled.length; from += chunk)
      sorted.set(
        shuffled.slice(from, from + chunk).sort((a, b) => this.longest(a) - this.longest(b)),
        from,
      );
    // The last batch may be smaller: it keeps its place.
    const whole = Math.floor(sorted.length / batchSize);
    const batches = permutation(bucketStream(seed, epoch), indices(whole));
    const order = new Uint32Array(sorted);
    batches.forEach((batch, place) => order.set(batchOf(sorted, batch, batchSize), place * batchSize));
    return order;
  }

  private longest(sample: number): number {
    return this.fields.reduce((most, { lengths }) => Math.max(most, lengths[sample]), 0);
  }
}

/** Tokens of each sample before its padding; `undefined` where some text is padded at its start. */
function paddedLengths(split: DatasetSplit, field: DatasetField): Uint32Array<ArrayBuffer> | undefined {
  const [length] = field.shape;
  const lengths = new Uint32Array(split.size);
  for (let batch = 0; batch < batchCount(split.size, BLOCK); batch += 1) {
    const samples = batchOf(indices(split.size), batch, BLOCK);
    const tokens = new Float32Array(samples.length * length);
    gatherField(split, field, samples, tokens);
    for (const [i, sample] of samples.entries()) {
      const own = tokens.subarray(i * length, (i + 1) * length);
      lengths[sample] = own.findLastIndex((token) => token !== 0) + 1;
      if (lengths[sample] > 0 && own[0] === 0) return undefined;
    }
  }
  return lengths;
}

/** Lengths that as many samples reach, each, and the whole length. */
function limitsOf(lengths: Uint32Array<ArrayBuffer>, whole: number, count: number): readonly number[] {
  const sorted = lengths.slice().sort();
  const reached = Array.from({ length: count - 1 }, (_, i) => Math.max(1, sorted[Math.floor(((i + 1) * (sorted.length - 1)) / count)]));
  return [...new Set([...reached, whole])].sort((a, b) => a - b);
}
