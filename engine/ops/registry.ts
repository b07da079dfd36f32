import type { InferTypes } from '../graph/builder.ts';
import { EngineError } from '../graph/errors.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Domain } from '../graph/types.ts';
import type { OpDefinition } from './definition.ts';
import { Emitter } from './emitter.ts';
import { Mul } from './mul.ts';

/** Every operator that the engine knows. Adding one is a file and its name here. */
export const operators: readonly OpDefinition[] = [Mul];

const byKey = new Map(operators.map((op) => [`${op.domain ?? ''}:${op.opType}`, op]));

/** The definition of an operator; unknown ones throw `EngineError('unknown-operator')`. */
export function operatorOf(opType: string, domain: Domain = ''): OpDefinition {
  const op = byKey.get(`${domain}:${opType}`);
  if (op === undefined) {
    throw new EngineError('unknown-operator', `The engine has no operator ${opType}${domain === '' ? '' : ` of ${domain}`}.`);
  }
  return op;
}

const inferTypes: InferTypes = (opType, domain, context) => {
  try {
    return operatorOf(opType, domain).infer(context);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'op-types') {
      throw new EngineError('op-types', `${opType}: ${error.message}`, { cause: error });
    }
    throw error;
  }
};

/** An empty graph that infers the types of all registered operators. */
export function createEmitter(name: string): Emitter {
  return new Emitter(new GraphBuilder(name, inferTypes));
}
