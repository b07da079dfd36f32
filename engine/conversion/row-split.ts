import type { RaggedValues } from '../data/dataset.ts';
import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { SplitChoice } from './definition.ts';

const TEST_SHARE = 0.2;

export const SOURCE_SPLIT = "the source's own";

/** Rows that are to be divided. */
export interface RowsToSplit {
  readonly size: number;
  /** Values of each input field. */
  readonly inputs: readonly (TensorArray | RaggedValues)[];
  /** Class number of each row, where there are classes. */
  readonly classes?: ArrayLike<number>;
  /** What the source says of each row. */
  readonly declared?: readonly (OwnSplit | undefined)[];
}

/** Divides rows that come block after block. */
export interface RowSplit {
  /** What keeps the splits apart, for the declaration. */
  readonly key: string;
  /** Whether each row is for testing. */
  testRows(rows: RowsToSplit): readonly boolean[];
}

/** What is known of all rows before the first is read. */
export interface SplitFacts {
  /** Whether the source itself keeps test rows apart. */
  readonly declared: boolean;
  readonly rows?: number;
  /** Rows of each class. */
  readonly perClass?: readonly number[];
  /** Whether the rows say of themselves where they belong, by a column. */
  readonly byColumn?: boolean;
}

/**
 * The division that a person chose; else the source's own; else by the hash of the inputs. Each call counts rows from the beginning.
 * Throws `bad-split` for a choice that the data don't allow.
 */
export function rowSplit(choice: SplitChoice | undefined, facts: SplitFacts): RowSplit {
  const kind = choice?.kind ?? (facts.declared ? 'source' : 'hash');
  if (choice !== undefined && 'test' in choice && !(choice.test > 0 && choice.test < 1))
    throw new EngineError('bad-split', `A share for testing between 0 and 1 was expected, came ${choice.test}.`);
  const share = choice !== undefined && 'test' in choice ? choice.test : TEST_SHARE;
  const percent = `${+(100 - 100 * share).toFixed(1)} to ${+(100 * share).toFixed(1)}`;
  switch (kind) {
    case 'source':
      return declaredSplit(facts.declared, SOURCE_SPLIT);
    case 'column':
      return declaredSplit(facts.byColumn === true, `by the column "${choice?.kind === 'column' ? choice.column : ''}"`);
    case 'order':
      return orderSplit(facts.rows, share, `by order, ${percent}: the last rows are for testing`);
    case 'stratified':
      return stratifiedSplit(facts.perClass, share, `drawn from each class, ${percent}, equal inputs on one side`);
    case 'hash':
      return { key: `drawn by the hash of the input, ${percent}, equal inputs on one side`, testRows: (rows) => hashedRows(rows, share) };
  }
}

function declaredSplit(isDeclared: boolean, key: string): RowSplit {
  if (!isDeclared)
    throw new EngineError('bad-split', 'The source keeps no samples for testing apart. Choose a share that is drawn for it.');
  return { key, testRows: ({ size, declared }) => Array.from({ length: size }, (_, row) => declared?.[row] === 'test') };
}

function orderSplit(rows: number | undefined, share: number, key: string): RowSplit {
  if (rows === undefined) throw new EngineError('bad-split', 'A division by order needs the number of samples, which is not known here.');
  const first = rows - Math.max(1, Math.round(rows * share));
  let at = 0;
  const isTest = () => {
    at += 1;
    return at > first;
  };
  return { key, testRows: ({ size }) => Array.from({ length: size }, isTest) };
}

/**
 * As many of each class as its share says: D. E. Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S, by hashes of counters. A row
 * whose inputs came before goes where they went, and later ones of its class make up for it as far as they can.
 */
function stratifiedSplit(perClass: readonly number[] | undefined, share: number, key: string): RowSplit {
  if (perClass === undefined)
    throw new EngineError('bad-split', 'Only samples of classes can be drawn class by class. Choose another division.');
  const left = [...perClass];
  const wanted = perClass.map((count) => (count < 2 ? 0 : Math.min(count - 1, Math.max(1, Math.round(count * share)))));
  const draw = (label: number) => {
    const word = Uint32Array.of(label, left[label]);
    return hashOf(new Uint8Array(word.buffer), 0, 8, 0x811c9dc5) < (wanted[label] / left[label]) * 2 ** 32;
  };
  const sides = new KnownSides();
  const place = (label: number, hash: number) => {
    const taken = sides.of(hash) ?? draw(label);
    sides.keep(hash, taken);
    left[label] -= 1;
    if (taken) wanted[label] -= 1;
    return taken;
  };
  return {
    key,
    testRows: ({ size, inputs, classes = [] }) => {
      const hashes = inputHashes(inputs, size);
      return Array.from({ length: size }, (_, row) => place(classes[row], hashes[row]));
    },
  };
}

/**
 * On which side rows are, by the first 27 bits of their hash: 32 MiB for any number of rows. Unlike rows that share those bits go to one
 * side, too, which does no harm: others make up for it.
 */
class KnownSides {
  private bits: { readonly known: Uint8Array; readonly test: Uint8Array } | undefined;

  of(hash: number): boolean | undefined {
    const [byte, bit] = placeOf(hash);
    if (this.bits === undefined || (this.bits.known[byte] & bit) === 0) return undefined;
    return (this.bits.test[byte] & bit) !== 0;
  }

  keep(hash: number, isTest: boolean): void {
    this.bits ??= { known: new Uint8Array(2 ** 24), test: new Uint8Array(2 ** 24) };
    const [byte, bit] = placeOf(hash);
    this.bits.known[byte] |= bit;
    if (isTest) this.bits.test[byte] |= bit;
  }
}

function placeOf(hash: number): readonly [byte: number, bit: number] {
  return [hash >>> 8, 1 << ((hash >>> 5) & 7)];
}

/** By the values of the inputs alone: equal rows go to one side, and no order or seed plays a part. */
function hashedRows({ size, inputs }: RowsToSplit, share: number): readonly boolean[] {
  return Array.from(inputHashes(inputs, size), (hash) => hash < share * 2 ** 32);
}

/** Equal for rows of equal inputs. */
function inputHashes(inputs: RowsToSplit['inputs'], size: number): Uint32Array {
  const parts = inputs.map((values) => bytesOfRows(values, size));
  return Uint32Array.from({ length: size }, (_, row) =>
    finalised(parts.reduce((seed, { bytes, from }) => rollingHash(bytes, from(row), from(row + 1), seed), 0x811c9dc5)),
  );
}

function bytesOfRows(values: TensorArray | RaggedValues, size: number): { bytes: Uint8Array; from: (row: number) => number } {
  const array = 'offsets' in values ? values.values : values;
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  if (!('offsets' in values)) return { bytes, from: (row) => (row * bytes.length) / Math.max(1, size) };
  const width = bytes.length / Math.max(1, values.offsets[size]);
  return { bytes, from: (row) => values.offsets[row] * width };
}

function hashOf(bytes: Uint8Array, from: number, to: number, seed: number): number {
  return finalised(rollingHash(bytes, from, to, seed));
}

/** FNV-1a over the bytes. */
function rollingHash(bytes: Uint8Array, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  return hash;
}

/** MurmurHash3's finalizer, without which near values would have near hashes. */
function finalised(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
