import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices } from '../random/distributions.ts';
import type { Dataset, DatasetField, DatasetSplit, RaggedReader } from './dataset.ts';
import { sampleSize, storedValues } from './gather.ts';
import { offsetsOf, sized } from './ragged.ts';

/** Stored values of the first samples, by field. */
export interface SamplePreview {
  readonly count: number;
  readonly fields: Readonly<Record<string, FieldPreview>>;
}

interface FieldPreview {
  readonly shape: readonly number[];
  readonly values: PreviewValues;
  /** Of a ragged field: sample i has the parts from offsets[i] up to offsets[i + 1]. */
  readonly offsets?: Uint32Array;
  /** Of a ragged field: how many parts the whole samples have, of which long ones show their beginning alone. */
  readonly lengths?: Uint32Array;
}

type PreviewValues = Uint8Array | Float32Array | Int32Array;

/** Values that the ragged fields of a preview may have together … */
const RAGGED_VALUES = 2 ** 18;
/** … but each sample shows as many parts of its beginning. */
const LEAST_PARTS = 64;

/**
 * Stored values of the given samples of a split, by position; repeated ones and those that it doesn't have are left out.
 * Of ragged samples the first parts are given: with n samples of w values a part, max(64, ⌊2¹⁸ ∕ (n·w)⌋) of them, so that a few long
 * texts are nearly whole and thousands of them don't make a preview of megabytes. A text is cut between characters; edges to nodes
 * that were cut off are left out. `lengths` tells how long the samples are.
 */
export function samplesOf(dataset: Dataset, split: 'train' | 'test', positions: readonly number[]): SamplePreview {
  const { size } = dataset[split];
  const known = [...new Set(positions)].filter((position) => Number.isInteger(position) && position >= 0 && position < size);
  return preview(dataset, split, known);
}

/** The first `count` training samples, or all where there are fewer, as `samplesOf` gives them: bytes for images, class numbers, coordinates. */
export function previewOf(dataset: Dataset, count: number): SamplePreview {
  return preview(dataset, 'train', indices(Math.max(0, Math.min(Math.floor(count), dataset.train.size))));
}

function preview(dataset: Dataset, name: 'train' | 'test', samples: ArrayLike<number>): SamplePreview {
  const split = dataset[name];
  const nodes = dataset.info.fields.find(({ semantics }) => semantics === 'nodes');
  const fields = dataset.info.fields.map((field) => {
    const value =
      field.ragged === undefined
        ? { shape: field.shape, values: previewValues(storedValues(split, field, samples)) }
        : raggedPreview(split, field, samples, nodes && partsShown(nodes, samples.length));
    return [field.name, value] as const;
  });
  return { count: samples.length, fields: Object.fromEntries(fields) };
}

function partsShown(field: DatasetField, samples: number): number {
  return Math.max(LEAST_PARTS, Math.floor(RAGGED_VALUES / Math.max(1, samples * sampleSize(field))));
}

function raggedPreview(split: DatasetSplit, field: DatasetField, samples: ArrayLike<number>, nodesShown = Infinity): FieldPreview {
  const reader = split.ragged?.get(field.name);
  invariant(reader !== undefined, `the split has the ragged field ${field.name}`);
  const size = sampleSize(field);
  const most = partsShown(field, samples.length);
  const parts = Array.from(samples, (sample) => shownOf(reader, field, sample, most, nodesShown));
  const lengths = Uint32Array.from(samples, (sample) => reader.lengthOf(sample));
  const offsets = offsetsOf(parts.length, (i) => parts[i].length / size);
  const values = previewValues(joined(parts, offsets[parts.length] * size));
  return { shape: field.shape, values, offsets, lengths };
}

/** The beginning of one sample. */
function shownOf(reader: RaggedReader, field: DatasetField, sample: number, most: number, nodesShown: number): TensorArray {
  const { values } = reader.gatherRagged([sample]);
  if (field.semantics === 'edges') return edgesWithin(values, nodesShown).slice(0, 2 * most);
  if (field.semantics === 'text') return values.slice(0, characterEnd(values, most));
  return values.slice(0, most * sampleSize(field));
}

function edgesWithin(values: TensorArray, nodes: number): TensorArray {
  return values.filter(
    (_value: number | bigint, at: number) => Number(values[at - (at % 2)]) < nodes && Number(values[at - (at % 2) + 1]) < nodes,
  );
}

/** The last end of a character at or before `most` bytes: UTF-8 goes on with bytes 10xxxxxx. */
function characterEnd(bytes: TensorArray, most: number): number {
  let end = Math.min(most, bytes.length);
  while (end > 0 && end < bytes.length && (Number(bytes[end]) & 0xc0) === 0x80) end -= 1;
  return end;
}

function joined(parts: readonly TensorArray[], length: number): TensorArray {
  const all = sized(parts[0] ?? new Uint8Array(0), length);
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 1) all[at + i] = part[i];
    at += part.length;
  }
  return all;
}

function previewValues(stored: TensorArray): PreviewValues {
  return stored instanceof Uint8Array || stored instanceof Int32Array ? stored : Float32Array.from(stored, Number);
}
