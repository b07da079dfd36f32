import type { Value } from '../graph/types.ts';
import { defineOp, type GradientContext, type OpSample } from './definition.ts';
import { elementwise, inferElementwise } from './elementwise.ts';
import type { Emitter } from './emitter.ts';
import { given } from './inputs.ts';
import { stepOrHalf } from './step.ts';

/** Gives g to the input that won; inputs that tie share it evenly. */
function winnerTakesGradient(lead: (e: Emitter, a: Value, b: Value) => Value) {
  return ({ e, inputs, outputs: [y], gradients, wants }: GradientContext): readonly (Value | undefined)[] => {
    const g = given(gradients[0]);
    if (inputs.length === 1) return [g];
    if (inputs.length === 2) {
      const toFirst = e.mul(g, stepOrHalf(e, lead(e, given(inputs[0]), given(inputs[1]))));
      return [toFirst, wants(1) ? e.sub(g, toFirst) : undefined];
    }
    const masks = inputs.map((x) => e.cast(e.equal(given(x), y), g.type.dtype));
    const share = e.div(g, masks.reduce(e.add));
    return masks.map((mask, index) => (wants(index) ? e.mul(share, mask) : undefined));
  };
}

const samples: readonly OpSample[] = [
  {
    name: 'same shape',
    inputs: [
      { dims: [2, 3], distinct: true },
      { dims: [2, 3], distinct: true, range: [-0.99, 1.01] },
    ],
  },
  { name: 'broadcast', inputs: [{ dims: [2, 1, 3], range: [-2, 2] }, { dims: [2, 1] }] },
  {
    name: 'ties of two',
    inputs: [
      { dims: [4], values: [1, 2, 3, -1] },
      { dims: [4], values: [1, 3, 2, -1] },
    ],
  },
  { name: 'scalar', inputs: [{ dims: [4] }, { dims: [], values: [0.11] }] },
  { name: 'three inputs', inputs: [{ dims: [2, 3] }, { dims: [3] }, { dims: [2, 1] }] },
  { name: 'one input', inputs: [{ dims: [3] }] },
  {
    name: 'integers',
    inputs: [
      { dims: [3], dtype: 'int64', values: [1, 5, -2] },
      { dims: [3], dtype: 'int64', values: [2, 5, -3] },
    ],
  },
];

/** The largest of its inputs, element by element. */
export const Max = defineOp({
  opType: 'Max',
  infer: inferElementwise,
  gradient: winnerTakesGradient((e, a, b) => e.sub(a, b)),
  kernel: elementwise(Math.max),
  samples,
});

/** The smallest of its inputs, element by element. */
export const Min = defineOp({
  opType: 'Min',
  infer: inferElementwise,
  gradient: winnerTakesGradient((e, a, b) => e.sub(b, a)),
  kernel: elementwise(Math.min),
  samples,
});
