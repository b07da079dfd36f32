import type { Attributes, Value } from '../graph/types.ts';
import { type OpDefinition, type OpSample, defineOp } from './definition.ts';
import { elementwise } from './elementwise.ts';
import type { Emitter } from './emitter.ts';
import { floatTypeOf, given } from './inputs.ts';

/** y = f(x) and the gradient g that arrives at y. */
export interface UnaryGradient {
  readonly e: Emitter;
  readonly x: Value;
  readonly y: Value;
  readonly g: Value;
  readonly attributes: Attributes;
}

interface UnaryDefinition {
  readonly opType: string;
  /** f, with the attributes bound. */
  readonly function: (attributes: Attributes) => (x: number) => number;
  /** g·f′(x). */
  readonly gradient: (context: UnaryGradient) => Value;
  readonly samples: readonly OpSample[];
}

/** A floating-point function of each element. */
export function defineUnary({ opType, function: bind, gradient, samples }: UnaryDefinition): OpDefinition {
  return defineOp({
    opType,
    infer: (context) => [floatTypeOf(context, 0)],
    gradient: ({ e, inputs: [x], outputs: [y], gradients: [g], attributes }) => [gradient({ e, x: given(x), y, g: given(g), attributes })],
    kernel: (context) => elementwise(bind(context.attributes))(context),
    samples,
  });
}

/** Samples of a function that is smooth, or whose kinks lie at 0 alone. */
export const activationSamples: readonly OpSample[] = [
  { name: 'matrix', inputs: [{ dims: [3, 4], range: [-3, 3], distinct: true }] },
  { name: 'images of batch 1', inputs: [{ dims: [1, 2, 3, 2], range: [-2, 2], distinct: true }] },
  { name: 'scalar', inputs: [{ dims: [], range: [0.2, 1] }] },
  { name: 'no elements', inputs: [{ dims: [0, 3] }] },
];
