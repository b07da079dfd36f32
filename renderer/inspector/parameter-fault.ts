import type { Field } from '../../engine/layers/parameters.ts';

/** Why a value can't stand in the field, in a few words; undefined where it can. */
export function parameterFault(field: Field, value: unknown): string | undefined {
  if (field.schema.safeParse(value).success) return undefined;
  switch (field.kind) {
    case 'int':
      return `A whole number ${range(field.min, field.max)}.`;
    case 'float':
      return `A number ${range(field.min, field.max)}.`;
    case 'sizes':
      return `Whole numbers ${range(field.min, field.max)}, for ${field.axes.join(', ')}.`;
    case 'ints':
      return 'Whole numbers, separated by commas.';
    case 'floats':
      return 'Numbers, separated by commas.';
    case 'choice':
      return `One of ${field.options.map(({ label }) => label).join(', ')}.`;
    default:
      return 'This value has another type than the parameter.';
  }
}

function range(min: number, max: number): string {
  return max >= 2 ** 31 - 1 ? `of at least ${min}` : `from ${min} to ${max}`;
}
