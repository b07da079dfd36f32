import { axisField, expectAxis } from './axis.ts';
import { defineLayer, type LayerProblem } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort } from './ports.ts';

/** So many ports fit on a node. */
const MOST_PARTS = 32;

const parameters = {
  axis: axisField('The axis that is cut.'),
  by: field.choice({
    label: 'Cut into',
    help: 'Equal parts, or parts of the sizes that you give.',
    default: 'parts',
    options: [
      { value: 'parts', label: 'equal parts' },
      { value: 'sizes', label: 'sizes' },
    ],
  }),
  parts: field.int({
    label: 'Parts',
    help: 'Number of equal parts; it must divide the axis.',
    default: 2,
    min: 1,
    max: MOST_PARTS,
    visible: ({ by }) => by === 'parts',
  }),
  sizes: field.ints({
    label: 'Sizes',
    help: 'Elements of each part along the axis; together they make up the axis.',
    default: [1, 1],
    visible: ({ by }) => by === 'sizes',
  }),
} as const;

type Parameters = ParametersOf<typeof parameters>;

const partsOf = ({ by, parts, sizes }: Parameters): number => (by === 'parts' ? parts : Math.min(Math.max(sizes.length, 1), MOST_PARTS));

function fault({ axis, by, parts, sizes }: Parameters, size: number): LayerProblem | undefined {
  if (by === 'parts') {
    const fitting = largestDivisor([size], parts);
    if (fitting === parts) return undefined;
    return {
      code: 'sizes-do-not-fit',
      parameter: 'parts',
      message: `${parts} equal parts don’t make up the ${size} elements of axis ${axis}.`,
      expected: `a divisor of ${size}`,
      actual: String(parts),
      fixes: [{ label: `Cut into ${fitting} ${fitting === 1 ? 'part' : 'parts'}`, set: { parts: fitting } }],
    };
  }
  const sum = sizes.reduce((total, part) => total + part, 0);
  const isWritten = sizes.length >= 1 && sizes.length <= MOST_PARTS && sizes.every((part) => part >= 1);
  if (isWritten && sum === size) return undefined;
  const last = size - sum + (sizes.at(-1) ?? 0);
  const fixed = isWritten && last >= 1 ? sizes.with(-1, last) : [size];
  return {
    code: 'sizes-do-not-fit',
    parameter: 'sizes',
    message: isWritten
      ? `The sizes add up to ${sum}, but axis ${axis} has ${size} elements.`
      : `Sizes are 1 to ${MOST_PARTS} whole numbers of at least 1, one for each part.`,
    expected: `sizes that add up to ${size}`,
    actual: `[${sizes.join(', ')}]`,
    fixes: [{ label: `Cut into ${fixed.join(' + ')}`, set: { sizes: fixed } }],
  };
}

const sizesOf = ({ by, parts, sizes }: Parameters, size: number): readonly number[] =>
  by === 'parts' ? Array.from({ length: parts }, () => size / parts) : sizes;

/** Cuts an axis into parts, each an output of its own. */
export const Split = defineLayer({
  type: 'Split',
  version: 1,
  category: 'shape',
  title: 'Split',
  summary: 'cuts an axis into several outputs',
  synonyms: ['chunk', 'unstack', 'divide', 'branch'],
  parameters,
  inputs: inputPort(),
  outputs: {
    of: (p) => Array.from({ length: partsOf(p) }, (_, i) => ({ name: `part${i + 1}`, label: `part ${i + 1}` })),
  },
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectAxis(p.axis, x.shape) ?? fault(p, Number(x.shape[p.axis]));
    if (problem !== undefined) return { problem };
    const sizes = sizesOf(p, Number(x.shape[p.axis]));
    return { outputs: sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(p.axis, size) })), flops: 0 };
  },
  lower({ e, parameters: p, inputs: [x] }) {
    return e.split(x, sizesOf(p, e.dim(x, p.axis)), p.axis);
  },
  formula: '[y_1; y_2; \\dots] = x',
  explanation:
    'Cuts axis {axis} into parts, one for each output: the reverse of Concatenate. The gradients of the parts come together again.',
  display: ['axis', 'parts', 'sizes'],
  examples: [
    { name: 'channels in two', inputs: [{ shape: [4, 3, 2] }] },
    { name: 'three parts of a vector', parameters: { parts: 3 }, inputs: [{ shape: [9] }] },
    { name: 'uneven sizes', parameters: { axis: 2, by: 'sizes', sizes: [1, 4, 2] }, inputs: [{ shape: [2, 7] }] },
    { name: 'one part', parameters: { parts: 1 }, inputs: [{ shape: [3] }] },
  ],
});
