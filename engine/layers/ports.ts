import type { PortDefinition, PortKind } from './definition.ts';

/** The single input of most layers. */
export const inputPort = (...accepts: readonly PortKind[]): readonly PortDefinition[] => [
  { name: 'in', label: 'input', ...(accepts.length > 0 && { accepts }) },
];

export const outputPort: readonly PortDefinition[] = [{ name: 'out', label: 'output' }];

/** An input that takes any number of wires, in order. */
export const variadicPort: readonly PortDefinition[] = [{ name: 'in', label: 'inputs', variadic: true }];
