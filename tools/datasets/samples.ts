import { createHash } from 'node:crypto';

/** Values in the type that they are stored in. */
export type StoredValues = Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** A sample as it will be stored: bytes of an image or a text or numbers of a row, and its class number, value or values. */
export interface Sample {
  readonly input: StoredValues;
  /** Absent where the text itself is to be foretold. */
  readonly target?: number | readonly number[];
  /** The fields of a dataset that has more than an input and a target, by their names. */
  readonly others?: Readonly<Record<string, StoredValues>>;
}

/** A sample of something that was taken several times; all of one key go to one side. */
export interface KeyedSample extends Sample {
  readonly key: string;
}

export interface Splits {
  readonly train: readonly Sample[];
  readonly test: readonly Sample[];
  /** Where the samples are the nodes of one graph: its edges, as pairs of nodes, training nodes counted first. */
  readonly edges?: readonly (readonly [number, number])[];
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

/**
 * Splits by the hash of the key: within each class the keys are put in the order of their hashes, and the samples of the last
 * `testFraction` of them are for testing. Of equal inputs only the first is kept. Both sides are ordered by the input's hash.
 */
export function splitByKey(samples: readonly KeyedSample[], testFraction: number): Splits {
  const testKeys = new Set<string>();
  for (const target of new Set(samples.map((sample) => sample.target))) {
    const keys = [...new Set(samples.flatMap((sample) => (sample.target === target ? [sample.key] : [])))];
    const ordered = keys.map((key) => ({ key, hash: sha256(Buffer.from(key)) })).sort((a, b) => compare(a.hash, b.hash));
    for (const { key } of ordered.slice(ordered.length - Math.round(ordered.length * testFraction))) testKeys.add(key);
  }
  const seen = new Set<string>();
  const different = samples.filter((sample) => seen.size < seen.add(hashOf(sample)).size);
  const side = (isTest: boolean) => byHash(different.filter(({ key }) => testKeys.has(key) === isTest)).map(({ sample }) => sample);
  return { train: side(false), test: side(true) };
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
  return sha256(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
