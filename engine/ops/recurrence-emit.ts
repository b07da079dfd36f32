import type { Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import { attributesOf } from './recurrence-parts.ts';

export interface RecurrenceInputs {
  /** Read alike in every step: weights. */
  readonly shared: readonly Value[];
  /** State before the first step, the last one where it is reversed. */
  readonly states: readonly Value[];
  /** [T, …]: one part is read in each step. */
  readonly sequences: readonly Value[];
  /** From the last step to the first. */
  readonly reverse?: boolean;
}

/** What one step reads, as values of its body. */
export interface StepInputs {
  readonly shared: readonly Value[];
  readonly states: readonly Value[];
  readonly inputs: readonly Value[];
}

/** What one step gives: the next state, of the same types, and what is kept of each step. */
export interface StepOutputs {
  readonly states: readonly Value[];
  readonly outputs: readonly Value[];
}

/**
 * Emits a recurrence whose step `step` writes on an emitter of its own. Gives the state after the last step, and the steps' outputs
 * stacked [T, …]. Every value of the body is a further output, since the gradient may want it; those that nothing reads
 * are dropped before a run.
 */
export function recurrence(e: Emitter, given: RecurrenceInputs, step: (e: Emitter, inputs: StepInputs) => StepOutputs): StepOutputs {
  const { shared, states, sequences, reverse = false } = given;
  const inner = e.inner('step');
  const declare = (prefix: string, values: readonly Value[], drop: number): Value[] =>
    values.map(({ type }, i) => inner.builder.input(`${prefix}${i}`, { dtype: type.dtype, shape: type.shape.slice(drop) }));
  const inputs = { shared: declare('shared', shared, 0), states: declare('state', states, 0), inputs: declare('input', sequences, 1) };
  const result = step(inner, inputs);
  const saved = inner.builder.nodes.flatMap((node) => node.outputs.filter((name) => name !== '')).map((name) => inner.builder.value(name));
  for (const [i, value] of result.states.entries()) inner.builder.output(`next${i}`, value);
  for (const [i, value] of result.outputs.entries()) inner.builder.output(`output${i}`, value);
  for (const value of [...inputs.states, ...saved]) inner.builder.output('saved', value);
  const body = inner.builder.build();
  const attributes = attributesOf({ body, shared: shared.length, states: states.length, reverse });
  const values = e.ops('Recurrence', [...shared, ...states, ...sequences], body.outputs.length, attributes, { domain: 'netloom' });
  const [from, to] = [states.length, states.length + result.outputs.length];
  return { states: values.slice(0, from), outputs: values.slice(from, to) };
}
