import { EngineError } from '../graph/errors.ts';

const MOST_CLASSES = 1000;

/** Names in an order that people expect, numbers by their size. Throws `bad-target` unless there are 2 to 1,000. */
export function orderedClasses(names: Iterable<string>, target: string): readonly string[] {
  const classes = [...new Set(names)].sort(byName);
  if (classes.length >= 2 && classes.length <= MOST_CLASSES) return classes;
  const came = classes.length === 1 ? `only "${classes[0]}"` : `${classes.length} classes`;
  throw new EngineError(
    'bad-target',
    `${target}: 2 to ${MOST_CLASSES} classes were expected, came ${came}. Choose another target with --target, or numbers with --task regression.`,
  );
}

function byName(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a.trim() !== '' && b.trim() !== '' && x !== y && !Number.isNaN(x - y)) return x - y;
  return Number(a > b) - Number(a < b);
}
