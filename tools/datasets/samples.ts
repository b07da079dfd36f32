import { createHash } from 'node:crypto';

/** A labelled sample as it will be stored. */
export interface Sample {
  readonly image: Uint8Array;
  readonly label: number;
}

export interface Splits {
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
}

/**
 * Splits by the hash of the image: within each class the samples are put in the order of their hashes, and the last
 * `testFraction` of them are for testing. No seed and no order of the source plays a part; equal images have equal hashes
 * and go to one side. Both sides are then ordered by hash, which mixes the classes.
 */
export function splitByHash(samples: readonly Sample[], testFraction: number): Splits {
  const hashed = samples.map((sample) => ({ sample, hash: hashOf(sample) })).sort((a, b) => compare(a.hash, b.hash));
  const testHashes = new Set<string>();
  for (const label of new Set(samples.map((sample) => sample.label))) {
    const ofClass = hashed.filter(({ sample }) => sample.label === label);
    for (const { hash } of ofClass.slice(ofClass.length - Math.round(ofClass.length * testFraction))) testHashes.add(hash);
  }
  return {
    train: hashed.filter(({ hash }) => !testHashes.has(hash)).map(({ sample }) => sample),
    test: hashed.filter(({ hash }) => testHashes.has(hash)).map(({ sample }) => sample),
  };
}

function hashOf(sample: Sample): string {
  return createHash('sha256').update(sample.image).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
