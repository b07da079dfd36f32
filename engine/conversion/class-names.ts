import { EngineError } from '../graph/errors.ts';

const MOST_CLASSES = 1000;

/** Classes in their order, and the number of each name that the source gives them. */
export interface ClassNaming {
  readonly classes: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Names in an order that people expect, numbers by their size. Throws `bad-target` unless there are 2 to 1,000. */
export function orderedClasses(names: Iterable<string>, target: string): readonly string[] {
  const classes = [...new Set(names)].sort(byName);
  if (classes.length >= 2 && classes.length <= MOST_CLASSES) return classes;
  const came =
    classes.length === 1 ? `only "${classes[0]}": with one class there is nothing to learn` : `${classes.length || 'no'} classes`;
  throw new EngineError(
    'bad-target',
    `${target}: 2 to ${MOST_CLASSES} classes were expected, came ${came}. Choose another target, or predict numbers.`,
  );
}

/**
 * Classes under the names that a person gave them; those of one new name become one class. `given` is their order where the source has
 * one. Throws `bad-class` for a new name of what is no class, `bad-target` unless 2 to 1,000 classes are left.
 */
export function namedClasses(
  names: readonly string[],
  target: string,
  renamed: Readonly<Record<string, string>> = {},
  given?: readonly string[],
): ClassNaming {
  const known = given ?? [...new Set(names)].sort(byName);
  const unknown = Object.keys(renamed).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const listed = `${known.slice(0, 20).join(', ')}${known.length > 20 ? ', …' : ''}`;
    throw new EngineError('bad-class', `${target}: there is no class "${unknown}" to rename. The classes are ${listed}.`);
  }
  const nameOf = (name: string): string => (Object.hasOwn(renamed, name) ? renamed[name] : name);
  const empty = known.find((name) => nameOf(name).trim() === '');
  if (empty !== undefined) throw new EngineError('bad-class', `${target}: the class "${empty}" needs a name that isn't empty.`);
  const classes = given === undefined ? orderedClasses(known.map(nameOf), target) : [...new Set(given.map(nameOf))];
  if (given !== undefined) orderedClasses(classes, target);
  const places = new Map(classes.map((name, i) => [name, i]));
  return { classes, numbers: new Map(known.map((name) => [name, places.get(nameOf(name)) ?? NaN])) };
}

export function byName(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a.trim() !== '' && b.trim() !== '' && x !== y && !Number.isNaN(x - y)) return x - y;
  return Number(a > b) - Number(a < b);
}
