import { invariant } from '../graph/errors.ts';
import { philox4x32 } from './philox.ts';

/** What a stream is for: streams of different purposes never share a counter. */
const purposes = { weights: 1, dataOrder: 2, masks: 3, validation: 4, samples: 5, augmentation: 6, generation: 7 } as const;

/** Words that are drawn together at most. */
const MOST_WORDS = 512;

/**
 * Random words in a fixed order. The whole state is the seed, the stream's name and the number of blocks drawn, so that any
 * stream can be opened again at any time: nothing random has to be stored in a checkpoint but the seed.
 */
export class RandomStream {
  /** Words that were drawn together: few at first, more where many are asked for. */
  private words = new Uint32Array(4);
  private readonly seed: number;
  private readonly purpose: number;
  private readonly name: readonly [number, number, number];
  private blocks = 0;
  private used = 4;

  constructor(seed: number, purpose: keyof typeof purposes, name: readonly [number, number, number] = [0, 0, 0]) {
    invariant(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32, `a seed of 32 bits, came ${seed}`);
    this.seed = seed;
    this.purpose = purposes[purpose];
    this.name = name;
  }

  /** The next 32-bit word. */
  word(): number {
    if (this.used === this.words.length) this.drawMore();
    const word = this.words[this.used];
    this.used += 1;
    return word;
  }

  /** Uniform in [0, 1) on the grid of 2⁻²⁴: the same number in float32 and float64, never rounded up to 1. */
  uniform(): number {
    return (this.word() >>> 8) * 2 ** -24;
  }

  /** Uniform integer in [0, bound), without bias. */
  below(bound: number): number {
    const limit = Math.floor(2 ** 32 / bound) * bound;
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % bound;
  }

  private drawMore(): void {
    const [a, b, c] = this.name;
    if (this.blocks > 0 && this.words.length < MOST_WORDS) this.words = new Uint32Array(2 * this.words.length);
    const counter: [number, number, number, number] = [0, a, b, c];
    for (let at = 0; at < this.words.length; at += 4) {
      counter[0] = this.blocks;
      philox4x32(counter, this.seed, this.purpose, this.words, at);
      this.blocks += 1;
    }
    this.used = 0;
  }
}

/** First values of the state slot called `slot`. */
export function weightStream(seed: number, slot: string): RandomStream {
  const [low, high] = hashName(slot);
  return new RandomStream(seed, 'weights', [low, high, 0]);
}

/** Order of the training samples in an epoch. */
export function dataOrderStream(seed: number, epoch: number): RandomStream {
  return new RandomStream(seed, 'dataOrder', [epoch, 0, 0]);
}

/** Order of an epoch's batches, where its samples were sorted into them. */
export function bucketStream(seed: number, epoch: number): RandomStream {
  return new RandomStream(seed, 'dataOrder', [epoch, 1, 0]);
}

/** Which training samples are held back for validation. */
export function validationStream(seed: number): RandomStream {
  return new RandomStream(seed, 'validation');
}

/** Masks and noise fed into the graph input called `input` at an optimiser step. */
export function maskStream(seed: number, step: number, input: string): RandomStream {
  const [low, high] = hashName(input);
  return new RandomStream(seed, 'masks', [step, low, high]);
}

/**
 * What changes a training sample, by its position in the split, at an optimiser step. `place` tells the changes of one sample apart: a
 * whole number below 2³².
 */
export function augmentationStream(seed: number, step: number, sample: number, place: number): RandomStream {
  return new RandomStream(seed, 'augmentation', [step, sample, place]);
}

/** What the token at a place of a text that is generated is drawn with. */
export function generationStream(seed: number, place: number): RandomStream {
  return new RandomStream(seed, 'generation', [place, 0, 0]);
}

/** 64-bit FNV-1a of the name's UTF-16 units, as two words. */
function hashName(name: string): readonly [number, number] {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < name.length; i += 1) hash = BigInt.asUintN(64, (hash ^ BigInt(name.charCodeAt(i))) * 0x100000001b3n);
  return [Number(hash & 0xffffffffn), Number(hash >> 32n)];
}

/** Samples of a generated dataset's split; `seed` is the dataset's own, not the run's. */
export function sampleStream(seed: number, dataset: string, split: 'train' | 'test'): RandomStream {
  const [low, high] = hashName(dataset);
  return new RandomStream(seed, 'samples', [low, high, split === 'train' ? 0 : 1]);
}
