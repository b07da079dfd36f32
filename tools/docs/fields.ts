import type { Field, ParameterSchema } from '../../engine/layers/parameters.ts';
import { code, table } from './markdown.ts';

/** The parameters of a layer or an optimiser as a table; a sentence where there are none. */
export function parameterTable(schema: ParameterSchema): string {
  const rows = Object.entries(schema).map(([name, field]) => [
    code(name),
    field.label,
    allowed(field),
    code(JSON.stringify(field.default)),
    field.help,
  ]);
  return rows.length === 0 ? 'No parameters.' : table(['parameter', 'shown as', 'allowed', 'default', 'what it does'], rows);
}

function allowed(field: Field): string {
  switch (field.kind) {
    case 'int':
      return `integer, ${range(field.min, field.max)}`;
    case 'float':
      return `number, ${range(field.min, field.max)}`;
    case 'sizes':
      return `${field.axes.length} integers (${field.axes.join(', ')}), ${range(field.min, field.max)}`;
    case 'ints':
      return 'integers';
    case 'floats':
      return 'numbers';
    case 'bool':
      return '`true`, `false`';
    case 'choice':
      return field.options.map((option) => code(option.value)).join(', ');
    case 'choices':
      return `any of ${field.options.map((option) => code(option.value)).join(', ')}`;
    case 'dataset':
      return 'id of a dataset';
    case 'field':
      return 'name of a field of the dataset';
    case 'text':
      return 'text';
  }
}

const range = (min: number, max: number): string => (max >= 2 ** 31 - 1 ? `at least ${min}` : `${min} to ${max}`);
