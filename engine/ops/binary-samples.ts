import type { OpSample, SampleInput } from './definition.ts';

/** Samples of a broadcasting function of two tensors, drawn with the given settings. */
export function binarySamples(a: Partial<SampleInput> = {}, b: Partial<SampleInput> = a): readonly OpSample[] {
  const sample = (name: string, left: readonly number[], right: readonly number[]): OpSample => ({
    name,
    inputs: [
      { ...a, dims: left },
      { ...b, dims: right },
    ],
  });
  return [
    sample('same shape', [2, 3], [2, 3]),
    sample('broadcast row', [4, 3], [3]),
    sample('broadcast column of the first', [3, 1], [3, 2]),
    sample('broadcast both', [2, 1, 2], [3, 1]),
    sample('scalar', [2, 2], []),
    sample('two scalars', [], []),
    sample('no elements', [0, 2], [2]),
  ];
}
