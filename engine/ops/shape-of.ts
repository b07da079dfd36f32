import { int, intOf } from '../graph/attributes.ts';
import type { Attributes } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import { arrayOf, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** Start and end of the axes that are read, as `Array.slice` takes them. */
const readAxes = (attributes: Attributes, rank: number): [number, number] => [
  intOf(attributes, 'start', 0),
  intOf(attributes, 'end', rank),
];

/** The dimensions of x, or those of a run of its axes. */
export const ShapeOf = defineOp({
  opType: 'Shape',
  infer: (context) => {
    const { shape } = typeOf(context, 0);
    return [{ dtype: 'int64', shape: [shape.slice(...readAxes(context.attributes, shape.length)).length] }];
  },
  gradient: 'stop',
  kernel: (context) => {
    const { dims } = arrayOf(context, 0);
    const read = dims.slice(...readAxes(context.attributes, dims.length));
    return [ndarray('int64', [read.length], read)];
  },
  samples: [
    { name: 'matrix', inputs: [{ dims: [2, 3] }] },
    { name: 'one axis', inputs: [{ dims: [4, 3, 2] }], attributes: { start: int(1), end: int(2) } },
    { name: 'from the end', inputs: [{ dims: [4, 3, 2] }], attributes: { start: int(-2) } },
    { name: 'scalar', inputs: [{ dims: [] }] },
  ],
});
