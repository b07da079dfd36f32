import type { PreviewField } from '../../host/api.ts';

/** Stored values of one sample of a field: a view of them, all of the sample's parts where it is ragged. */
export function sampleValues({ shape, values, offsets }: PreviewField, sample: number): PreviewField['values'] {
  const size = shape.reduce((product, length) => product * length, 1);
  const [start, end] = offsets ? [offsets[sample], offsets[sample + 1]] : [sample, sample + 1];
  return values.subarray(start * size, end * size);
}

/** Number of parts of a ragged sample: bytes of a text, nodes or edges of a graph. */
export function partsOfSample({ offsets }: PreviewField, sample: number): number {
  return offsets === undefined ? 1 : offsets[sample + 1] - offsets[sample];
}

const decoder = new TextDecoder();

/** The text of a sample, which is stored as UTF-8. */
export function textOfSample(field: PreviewField, sample: number): string {
  return decoder.decode(Uint8Array.from(sampleValues(field, sample)));
}
