import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';

/** ε and its place, for optimisers that divide by √v. */
export const epsilonFields = {
  epsilon: field.float({
    label: 'ε',
    help: 'Keeps the division finite where the gradients are 0.',
    default: 1e-8,
    min: 1e-16,
    max: 1,
    scale: 'log',
    advanced: true,
  }),
  epsilonInside: field.bool({
    label: 'ε inside the root',
    help: 'As the notes write it: √(v + ε). Off gives √v + ε, as PyTorch and Keras do.',
    default: true,
    advanced: true,
  }),
};

/** √(v + ε) or √v + ε; `epsilon` is a scalar value or a constant. */
export function rootOf(e: Emitter, epsilonInside: boolean, v: Value, epsilon: Value | number): Value {
  const term = typeof epsilon === 'number' ? e.scalar(epsilon, v) : epsilon;
  return epsilonInside ? e.sqrt(e.add(v, term)) : e.add(e.sqrt(v), term);
}
