import { invariant } from '../graph/errors.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import type { TorchContext } from './definition.ts';

/** Reads a layer's parameters as kinds that are known; another kind than the parameter has is a bug. */
export function readValues(parameters: ParameterValues): Pick<TorchContext, 'int' | 'number' | 'flag' | 'choice' | 'list' | 'value'> {
  const value = (name: string): unknown => parameters[name];
  return {
    int: (name) => checked(value(name), 'number', name),
    number: (name) => checked(value(name), 'number', name),
    flag: (name) => checked(value(name), 'boolean', name),
    choice: (name) => checked(value(name), 'string', name),
    list(name) {
      const found = value(name);
      invariant(Array.isArray(found), `${name} is a list`);
      return found.map(Number);
    },
    value,
  };
}

function checked<K extends 'number' | 'boolean' | 'string'>(
  value: unknown,
  kind: K,
  name: string,
): K extends 'number' ? number : K extends 'boolean' ? boolean : string {
  invariant(typeof value === kind, `${name} is a ${kind}`);
  return value as never;
}
