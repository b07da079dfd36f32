import { field } from '../layers/parameters.ts';
import { affineOf, applyAffine, lowerAffine, inverseOfAffine } from './affine.ts';
import { describeField, groupsOf, isNumeric, misfit, unitless } from './blocks.ts';
import { definePreprocessing, type PreprocessingProblem } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import type { DatasetField } from '../data/dataset.ts';

/** What datasets declare: constants that are known before a run. */
export const Scale = definePreprocessing({
  type: 'Scale',
  title: 'Scale',
  synonyms: ['multiply', 'rescale', 'normalise', '缩放'],
  formula: 'x \\cdot a + b',
  explanation: 'Multiplies by a number and adds one: pixels from 0 to 255 times 1/255 lie from 0 to 1. Missing values stay missing.',
  parameters: {
    scale: field.floats({ label: 'Scale', help: 'One number for all values, or one for each column or channel.', default: [1] }),
    offset: field.floats({ label: 'Offset', help: 'Added after that: one number, or one for each column or channel.', default: [0] }),
  },
  form(parameters, given) {
    if (!isNumeric(given)) return misfit('not-numbers', 'numbers', describeField(given));
    const problem = countProblem('scale', parameters.scale, given) ?? countProblem('offset', parameters.offset, given);
    return problem ?? unitless(given);
  },
  apply: ({ parameters, field: given }, block) => applyAffine(given, affine(parameters, given), block),
  inverse: ({ parameters, field: given }) => inverseOfAffine(affine(parameters, given)),
  lower: ({ parameters, field: given }, e, value) => lowerAffine(given, affine(parameters, given), e, value),
  examples: [
    {
      name: 'pixels',
      field: exampleField('image', [1, 1, 2]),
      parameters: { scale: [1 / 255], offset: [-0.5] },
      training: rows(2, [0, 255]),
      values: rows(2, [0, 255, 51, 102]),
      expected: [-0.5, 0.5, -0.3, -0.1],
    },
    {
      name: 'each column, one far from 0',
      field: exampleTable({ year: undefined, size: undefined }),
      parameters: { scale: [0.1, 2], offset: [-200, 1] },
      training: rows(2, [1990, 1]),
      values: rows(2, [1995, 1, 2003, -0.5, Number.NaN, 0]),
      expected: [-0.5, 3, 0.3, 0, Number.NaN, 1],
    },
    {
      name: 'channels of a signal, all shrunk to nothing',
      field: exampleField('signal', [2, 2]),
      parameters: { scale: [1, 0], offset: [1, 3] },
      training: rows(4, [1, 2, 3, 4]),
      values: rows(4, [1, 2, 3, 4]),
      expected: [2, 3, 3, 3],
    },
  ],
});

interface Constants {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

function affine({ scale, offset }: Constants, given: DatasetField) {
  const groups = groupsOf(given);
  const each = (numbers: readonly number[]) => Array.from({ length: groups }, (_, group) => numbers[numbers.length === 1 ? 0 : group]);
  return affineOf(each(scale), each(offset));
}

function countProblem(
  parameter: string,
  numbers: readonly number[],
  given: DatasetField,
): { readonly problem: PreprocessingProblem } | undefined {
  const groups = groupsOf(given);
  if (numbers.length === 1 || numbers.length === groups) return undefined;
  const expected = groups === 1 ? 'one number' : `one number or ${groups}, one for each column or channel`;
  return misfit('number-count', expected, String(numbers.length), parameter);
}
