import type { Offers } from '../../engine/layers/definition.ts';
import type { Field, ParameterSchema } from '../../engine/layers/parameters.ts';

/** The schema with choices narrowed to what suits the layer's surroundings. What is chosen stays, so that it can be seen and undone. */
export function offeredFields(schema: ParameterSchema, offers: Offers, values: Readonly<Record<string, unknown>>): ParameterSchema {
  return Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, narrowed(field, offers[name], values[name])]));
}

function narrowed(field: Field, offered: readonly string[] | undefined, value: unknown): Field {
  if (offered === undefined || (field.kind !== 'choice' && field.kind !== 'choices')) return field;
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
  return { ...field, options: field.options.filter((option) => offered.includes(option.value) || chosen.includes(option.value)) };
}
