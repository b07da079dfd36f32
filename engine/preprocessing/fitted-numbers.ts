import { EngineError } from '../graph/errors.ts';
import type { Fitted } from './definition.ts';

/** A list of numbers among what a step learnt; what isn't there throws `EngineError('bad-preprocessing')`. */
export function numbersOf(fitted: Fitted, name: string): readonly number[] {
  const found = fitted[name];
  if (Array.isArray(found) && found.every((entry) => typeof entry === 'number')) return found;
  throw missing(name, 'a list of numbers');
}

/** A list of texts among what a step learnt. */
export function textsOf(fitted: Fitted, name: string): readonly string[] {
  const found = fitted[name];
  if (Array.isArray(found) && found.every((entry) => typeof entry === 'string')) return found;
  throw missing(name, 'a list of texts');
}

function missing(name: string, expected: string): EngineError {
  return new EngineError(
    'bad-preprocessing',
    `Expected ${expected} named ${name} among what the preprocessing learnt. Train the run again.`,
  );
}
