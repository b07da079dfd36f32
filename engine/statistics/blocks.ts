import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { DatasetField, DatasetSplit, RaggedValues } from '../data/dataset.ts';
import { sampleSize } from '../data/gather.ts';

/** Bytes that are read at once. */
const BLOCK_BYTES = 16 * 2 ** 20;

/** Samples that are looked at before anybody hears of it. */
const BLOCK_SAMPLES = 2 ** 16;

/** Stored values have at most so many bytes. */
const VALUE_BYTES = 4;

/** Consecutive samples of a split. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/** Cuts a split into blocks, so that all the given fields of one have at most 16 MiB; a sample that has more is a block of its own. */
export function* blocksOf(split: DatasetSplit, fields: readonly DatasetField[], bytes = BLOCK_BYTES): Generator<Block> {
  const dense = fields.filter(({ ragged }) => ragged === undefined).reduce((sum, field) => sum + sampleSize(field) * VALUE_BYTES, 0);
  const ragged = fields.flatMap((field) => {
    const reader = split.ragged?.get(field.name);
    return reader === undefined ? [] : [{ reader, part: sampleSize(field) * VALUE_BYTES }];
  });
  for (let from = 0; from < split.size; ) {
    let to = from;
    for (let size = 0; to < split.size && to - from < BLOCK_SAMPLES; to += 1) {
      size += dense;
      for (const { reader, part } of ragged) size += reader.lengthOf(to) * part;
      if (size > bytes && to > from) break;
    }
    yield { from, to };
    from = to;
  }
}

/** Stored values of a block's samples, one after another. They are valid until the next call. */
export function readBlock(split: DatasetSplit, field: DatasetField, { from, to }: Block): TensorArray {
  const stored = split.fields.get(field.name);
  invariant(stored !== undefined, `the split has the field ${field.name}`);
  if ('gather' in stored) return stored.gather(range(from, to));
  const size = sampleSize(field);
  return stored.subarray(from * size, to * size);
}

/** As `readBlock`, of a ragged field. */
export function readRaggedBlock(split: DatasetSplit, field: DatasetField, { from, to }: Block): RaggedValues {
  const stored = split.ragged?.get(field.name);
  invariant(stored !== undefined, `the split has the ragged field ${field.name}`);
  return stored.gatherRagged(range(from, to));
}

function range(from: number, to: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: to - from }, (_, i) => from + i);
}
