import type { DatasetInfo, MemoryDataset, MemorySplit, RaggedValues } from '../data/dataset.ts';
import { previewOf, type SamplePreview } from '../data/preview.ts';
import { bytesOf, MemoryRagged, offsetsOf, sized } from '../data/ragged.ts';
import { seriesDataset } from '../data/windows.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import type { SampleBlock } from './definition.ts';

/** The first samples of some blocks, training or test alike, as a preview of the stored dataset shows them. */
export function previewSamples(info: DatasetInfo, blocks: readonly SampleBlock[], count: number): SamplePreview {
  const split = joined(info, blocks);
  const dataset: MemoryDataset = { info, train: split, test: { size: 0, fields: new Map() } };
  return previewOf(info.window === undefined ? dataset : seriesDataset(info, { train: split, test: split }), count);
}

function joined({ fields }: DatasetInfo, blocks: readonly SampleBlock[]): MemorySplit {
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  const even = new Map<string, TensorArray>();
  const ragged = new Map<string, MemoryRagged>();
  for (const { name, shape, ragged: lengths } of fields) {
    if (lengths === undefined) even.set(name, concatenated(blocks.flatMap((block) => block.fields.get(name) ?? [])));
    else ragged.set(name, new MemoryRagged(joinedRagged(blocks.flatMap((block) => block.ragged?.get(name) ?? [])), sizeOf(shape)));
  }
  return { size, fields: even, ...(ragged.size > 0 && { ragged }) };
}

function joinedRagged(parts: readonly RaggedValues[]): RaggedValues {
  const lengths = parts.flatMap(({ offsets }) => Array.from({ length: offsets.length - 1 }, (_, i) => offsets[i + 1] - offsets[i]));
  return { values: concatenated(parts.map(({ values }) => values)), offsets: offsetsOf(lengths.length, (i) => lengths[i]) };
}

function concatenated(arrays: readonly TensorArray[]): TensorArray {
  const [first] = arrays;
  invariant(first !== undefined, 'a field has values in each block');
  const whole = sized(
    first,
    arrays.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const array of arrays) {
    bytesOf(whole).set(bytesOf(array), at);
    at += array.byteLength;
  }
  return whole;
}
