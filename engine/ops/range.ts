import { defineOp } from './definition.ts';
import { arrayOf, indexInput, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';
import type { InferContext } from '../graph/builder.ts';

/** The name of a number of whole numbers that only the run tells. */
const unknownCount = 'count';

function countOf(context: InferContext): number | string {
  const [start, limit, step] = [0, 1, 2].map((index) => context.constant(index)?.[0]);
  if (step === 0) throw typeMistake('a step other than 0', '0');
  if (start === undefined || limit === undefined || step === undefined) return unknownCount;
  return Math.max(0, Math.ceil((limit - start) / step));
}

/** The whole numbers from a start to below a limit. */
export const Range = defineOp({
  opType: 'Range',
  infer: (context) => {
    const types = ['start', 'limit', 'step'].map((name, index) => indexInput(context, index, name));
    if (types.some(({ shape }) => shape.length > 0)) throw typeMistake('scalars', types.map(({ shape }) => shape.length).join(', '));
    return [{ dtype: types[0].dtype, shape: [countOf(context)] }];
  },
  gradient: 'stop',
  kernel: (context) => {
    const [start, step] = [arrayOf(context, 0).data[0], arrayOf(context, 2).data[0]];
    const [type] = context.outputTypes;
    const count = Number(type.shape[0]);
    return [
      ndarray(
        type.dtype,
        [count],
        Array.from({ length: count }, (_, i) => start + i * step),
      ),
    ];
  },
  samples: [
    {
      name: 'from 0',
      inputs: [
        { dims: [], dtype: 'int64', values: [0], constant: true },
        { dims: [], dtype: 'int64', values: [4], constant: true },
        { dims: [], dtype: 'int64', values: [1], constant: true },
      ],
    },
    {
      name: 'in steps',
      inputs: [
        { dims: [], dtype: 'int64', values: [1], constant: true },
        { dims: [], dtype: 'int64', values: [8], constant: true },
        { dims: [], dtype: 'int64', values: [3], constant: true },
      ],
    },
  ],
});
