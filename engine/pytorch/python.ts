/** Texts of Python: literals, names and blocks. */

const keywords: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** What the head of a file and Python itself define, and what stands for it in `forward`. */
const defined: ReadonlySet<string> = new Set(
  (
    'torch nn F Tensor math self model load_netloom load_file print list dict set tuple int float bool str len range zip sum min max ' +
    'WEIGHTS KeyError abs map filter sorted reversed enumerate any all input id iter next object super property slice vars type'
  ).split(' '),
);

/** Words of a name that people gave: letters and digits of any language. */
function wordsOf(name: string): string[] {
  const split = name
    .normalize('NFKC')
    .replaceAll(/(?<=\p{L})[’'](?=\p{L})/gu, '')
    .replaceAll(/(\p{Ll}|\p{Nd})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return split.split(/[^\p{L}\p{Nd}]+/u).filter((word) => word !== '');
}

function identifier(name: string, otherwise: string): string {
  if (name === '') return otherwise;
  return /^\p{L}/u.test(name) ? name : `${otherwise}_${name}`;
}

/** `conv_1` of “Conv 1”, a valid name of a variable; `otherwise` where nothing of it is left. */
export function snakeCase(name: string, otherwise = 'layer'): string {
  const words = wordsOf(name).map((word) => word.toLowerCase());
  const made = identifier(words.join('_'), otherwise);
  return keywords.has(made) ? `${made}_` : made;
}

/** As `snakeCase`, and not the name of what Python or the file defines. */
export function variableName(name: string, otherwise = 'x'): string {
  const made = snakeCase(name, otherwise);
  return defined.has(made) ? `${made}_` : made;
}

/** `ResidualUnit` of “residual unit”, a valid name of a class. */
export function pascalCase(name: string, otherwise = 'Network'): string {
  const words = wordsOf(name).map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`);
  const made = identifier(words.join(''), otherwise);
  return keywords.has(made) || defined.has(made) || made === 'Module' ? `${made}_` : made;
}

/** Names that are given once each. */
export class Names {
  private readonly given: Set<string>;

  constructor(reserved: Iterable<string> = []) {
    this.given = new Set(reserved);
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  /** The name, with a number where it is given already. */
  unique(name: string): string {
    let found = name;
    for (let k = 2; this.given.has(found); k += 1) found = `${name}${/\d$/.test(name) ? '_' : ''}${k}`;
    this.given.add(found);
    return found;
  }
}

/** Names of `nn.Module` that a member may not take. */
export const moduleNames: readonly string[] = (
  'training forward train eval parameters named_parameters modules named_modules children named_children apply buffers named_buffers ' +
  'state_dict load_state_dict zero_grad to to_empty type float double half bfloat16 cuda cpu xpu ipu mtia share_memory extra_repr compile ' +
  'requires_grad_ add_module register_module register_buffer register_parameter get_submodule get_parameter get_buffer get_extra_state ' +
  'set_extra_state set_submodule dump_patches call_super_init T_destination register_forward_hook register_forward_pre_hook predict'
).split(' ');

/** A number or list as Python writes it; one-element lists as their element where `single` is said. */
export function literal(value: number | boolean | string | readonly number[]): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'number') return value.length === 1 ? `(${literal(value[0])},)` : `(${value.map(literal).join(', ')})`;
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'float("nan")' : value > 0 ? 'float("inf")' : 'float("-inf")';
}

/** A size along each axis as PyTorch's layers take it: one number where all are alike. */
export function sizes(values: readonly number[]): string {
  return values.every((value) => value === values[0]) ? literal(values[0]) : literal(values);
}

/** `nn.Conv2d(1, 32, 3, padding=1)`: positional arguments, then those that differ from their defaults. */
export function call(
  callee: string,
  positional: readonly (string | number)[],
  named: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const rest = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return `${callee}(${[...positional.map(String), ...rest].join(', ')})`;
}

/** Lines moved to the right by so many levels. */
export function indented(lines: readonly string[], levels = 1): string[] {
  const margin = '    '.repeat(levels);
  return lines.flatMap((line) => line.split('\n')).map((line) => (line === '' ? '' : `${margin}${line}`));
}

/** A text as the inside of a docstring, which it can't end. */
export function docText(text: string): string {
  return text
    .replaceAll('\0', '')
    .trim()
    .replaceAll('\\', '\\\\')
    .replaceAll(/"(?="|$)/gu, '\\"');
}
