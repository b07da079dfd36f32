import type { InferContext } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { defineOp, type OpSample } from './definition.ts';
import { elementwise, inferElementwise } from './elementwise.ts';

function infer(context: InferContext): readonly TensorType[] {
  const types = inferElementwise(context);
  if (types[0].dtype !== 'bool') throw new EngineError('op-types', `expected bool inputs, came ${types[0].dtype}`);
  return types;
}

const pairs: readonly OpSample[] = [
  {
    name: 'all pairs',
    inputs: [
      { dims: [2, 2], dtype: 'bool', values: [0, 0, 1, 1] },
      { dims: [2, 2], dtype: 'bool', values: [0, 1, 0, 1] },
    ],
  },
  {
    name: 'broadcast',
    inputs: [
      { dims: [2, 1], dtype: 'bool', values: [0, 1] },
      { dims: [2], dtype: 'bool', values: [0, 1] },
    ],
  },
];

/** Both hold. */
export const And = defineOp({
  opType: 'And',
  infer,
  gradient: 'stop',
  kernel: elementwise((a, b) => (a !== 0 && b !== 0 ? 1 : 0)),
  samples: pairs,
});

/** One of both holds. */
export const Or = defineOp({
  opType: 'Or',
  infer,
  gradient: 'stop',
  kernel: elementwise((a, b) => (a !== 0 || b !== 0 ? 1 : 0)),
  samples: pairs,
});

/** The opposite. */
export const Not = defineOp({
  opType: 'Not',
  infer,
  gradient: 'stop',
  kernel: elementwise((a) => (a !== 0 ? 0 : 1)),
  samples: [{ name: 'both', inputs: [{ dims: [2], dtype: 'bool', values: [0, 1] }] }],
});
