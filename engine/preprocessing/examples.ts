import type { DatasetField } from '../data/dataset.ts';
import type { FieldBlock } from './definition.ts';

type Semantics = DatasetField['semantics'];

/** A field of an example. */
export function exampleField(semantics: Semantics, shape: readonly number[], more: Partial<DatasetField> = {}): DatasetField {
  return { name: 'x', label: 'X', role: 'input', semantics, dtype: semantics === 'category' ? 'int64' : 'float32', shape, ...more };
}

/** A table whose columns are named; those with a list are categories of these values. */
export function exampleTable(columns: Readonly<Record<string, readonly string[] | undefined>>): DatasetField {
  const declared = Object.entries(columns).map(([name, values]) => ({ name, scale: 1, offset: 0, ...(values && { values }) }));
  return exampleField('table', [declared.length], { columns: declared });
}

/** Samples of a field with `size` values each; `NaN` is a missing one. */
export function rows(size: number, values: readonly number[]): FieldBlock {
  return { samples: values.length / size, values: Float32Array.from(values) };
}

export const exampleTexts: DatasetField = {
  ...exampleField('text', [], { ragged: { mean: 5, max: 9, percentile95: 8 } }),
  dtype: 'uint8',
};

/** Texts as they are stored: UTF-8, one after another. */
export function texts(...samples: readonly string[]): FieldBlock {
  const bytes = samples.map((text) => new TextEncoder().encode(text));
  const offsets = new Uint32Array(samples.length + 1);
  bytes.forEach(({ length }, i) => {
    offsets[i + 1] = offsets[i] + length;
  });
  const values = new Uint8Array(offsets[samples.length]);
  bytes.forEach((text, i) => values.set(text, offsets[i]));
  return { samples: samples.length, values, offsets };
}
