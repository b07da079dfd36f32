import { createHash } from 'node:crypto';

/** A sample as it will be stored: bytes of an image or numbers of a row, and its class number or value. */
export interface Sample {
  readonly input: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  readonly target: number;
}

export interface Splits {
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
}

interface Hashed {
  readonly sample: Sample;
  readonly hash: string;
}

/**
 * Splits by the hash of the input: within each class the samples are put in the order of their hashes, and the last
 * `testFraction` of them are for testing; `stratified` off, all samples are one class. No seed and no order of the source
 * plays a part; equal inputs have equal hashes and go to one side. Both sides are then ordered by hash, which mixes the classes.
 */
export function splitByHash(samples: readonly Sample[], testFraction: number, stratified = true): Splits {
  const hashed = byHash(samples);
  const strata = stratified ? classesOf(hashed) : [hashed];
  const testHashes = new Set(
    strata.flatMap((stratum) => stratum.slice(stratum.length - Math.round(stratum.length * testFraction)).map(({ hash }) => hash)),
  );
  return {
    train: hashed.filter(({ hash }) => !testHashes.has(hash)).map(({ sample }) => sample),
    test: hashed.filter(({ hash }) => testHashes.has(hash)).map(({ sample }) => sample),
  };
}

/**
 * Takes as many samples of each class from a source that comes split: those with the smallest hashes, for testing none that
 * equals any training sample of the source. Both sides are ordered by hash.
 */
export function chooseByHash(source: Splits, perClass: { readonly train: number; readonly test: number }): Splits {
  const [train, test] = [byHash(source.train), byHash(source.test)];
  const known = new Set(train.map(({ hash }) => hash));
  return {
    train: firstOfEachClass(train, perClass.train),
    test: firstOfEachClass(
      test.filter(({ hash }) => !known.has(hash)),
      perClass.test,
    ),
  };
}

function firstOfEachClass(hashed: readonly Hashed[], count: number): Sample[] {
  const chosen = new Set(classesOf(hashed).flatMap((stratum) => stratum.slice(0, count)));
  return hashed.filter((one) => chosen.has(one)).map(({ sample }) => sample);
}

function classesOf(hashed: readonly Hashed[]): Hashed[][] {
  const classes = new Set(hashed.map(({ sample }) => sample.target));
  return [...classes].map((target) => hashed.filter(({ sample }) => sample.target === target));
}

function byHash(samples: readonly Sample[]): Hashed[] {
  return samples.map((sample) => ({ sample, hash: hashOf(sample) })).sort((a, b) => compare(a.hash, b.hash));
}

function hashOf({ input }: Sample): string {
  return createHash('sha256')
    .update(new Uint8Array(input.buffer, input.byteOffset, input.byteLength))
    .digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
