import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawTensor } from '../importers/definition.ts';
import { orderedClasses } from './class-names.ts';

/** Inputs and targets of the same rows. */
export interface TensorPair {
  readonly input: RawTensor;
  readonly target: RawTensor;
  readonly split?: OwnSplit;
}

export interface TensorRoles {
  readonly pairs: readonly [TensorPair, ...TensorPair[]];
  readonly notes: readonly string[];
}

/** Which tensor is predicted from which, by what the layout or the names say. Throws `no-target` or `bad-file`. */
export function tensorRoles(tensors: readonly RawTensor[], given: string | undefined): TensorRoles {
  const notes: string[] = [];
  const groups = new Map<OwnSplit | undefined, RawTensor[]>();
  for (const tensor of tensors) {
    const split = splitOf(tensor, notes);
    groups.set(split, [...(groups.get(split) ?? []), tensor]);
  }
  const isSplit = groups.has('test') && (groups.has('train') || groups.has(undefined));
  const pairs = [...groups].flatMap(([split, group]) =>
    pairsOf(group, given, notes).map((pair) => (isSplit && split ? { ...pair, split } : pair)),
  );
  const [first, ...others] = pairs;
  const shapes = new Set(pairs.map(({ input }) => input.shape.slice(1).join('×')));
  if (shapes.size > 1) throw new EngineError('bad-file', `Inputs of one shape were expected, came ${[...shapes].join(' and ')}.`);
  return { pairs: [first, ...others], notes: [...new Set(notes)] };
}

function splitOf({ name, split }: RawTensor, notes: string[]): OwnSplit | undefined {
  const told =
    split ??
    (/(^|[^a-z])(test|t10k)([^a-z]|$)/i.test(name) ? 'test' : /val/i.test(name) ? 'validation' : /train/i.test(name) ? 'train' : undefined);
  if (told !== 'validation') return told;
  notes.push('Validation samples are among the training samples: each run draws its own from them.');
  return 'train';
}

function pairsOf(group: readonly RawTensor[], given: string | undefined, notes: string[]): readonly TensorPair[] {
  const targets = group.filter((tensor) => isTarget(tensor, given));
  const inputs = group.filter((tensor) => !isTarget(tensor, undefined) && tensor.name !== given && tensor.role !== 'target');
  const pairs = targets.flatMap((target): TensorPair[] => {
    const fitting = inputs.filter(({ shape }) => (shape[0] ?? 1) === (target.shape[0] ?? 1));
    return fitting.length > 0 ? [{ input: fitting[0], target }] : [];
  });
  if (pairs.length === 0) throw noPair(group, given);
  const byInput = new Map(pairs.map((pair) => [pair.input, pair]));
  const used = new Set([...byInput.values()].flatMap(({ input, target }) => [input, target]));
  for (const tensor of group) if (!used.has(tensor)) notes.push(`"${tensor.name}" is left out.`);
  return [...byInput.values()];
}

function isTarget({ name, role }: RawTensor, given: string | undefined): boolean {
  if (given !== undefined) return name === given;
  return role === undefined ? /label|target|class|(^|_)y([_-]|$)/i.test(name) : role === 'target';
}

function noPair(group: readonly RawTensor[], given: string | undefined): EngineError {
  const held = group.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
  const wanted = given === undefined ? 'an input and a target of as many rows' : `an input with as many rows as "${given}"`;
  return new EngineError('no-target', `Expected ${wanted}, came ${held}. Import the files together, or name the target with --target.`);
}

/** What the targets are: names of their classes, or nothing where they are numbers to regress. */
export interface TargetReading {
  readonly classes?: readonly string[];
  /** Class number or value of a stored target. */
  readonly read: (value: string | number | bigint) => number;
}

const ROWS = 65_536;

/** Reads all targets to see which there are. Throws `bad-target`. */
export async function readTargets(pairs: readonly TensorPair[], task: 'classification' | 'regression' | undefined): Promise<TargetReading> {
  const seen = new Set<string>();
  let whole = true;
  for (const { target } of pairs) {
    const rows = target.shape[0] ?? 1;
    if (target.shape.slice(1).some((size) => size !== 1))
      throw new EngineError('bad-target', `"${target.name}" has the shape [${target.shape.join(', ')}]: one value a row was expected.`);
    for (let start = 0; start < rows; start += ROWS) {
      for (const value of await target.rows(start, Math.min(ROWS, rows - start))) {
        whole &&= typeof value === 'string' || Number.isInteger(Number(value));
        if (seen.size <= 1000) seen.add(String(value));
      }
    }
  }
  const [{ target }] = pairs;
  const isText = target.dtype === 'text';
  const asClasses = task === undefined ? isText || (whole && seen.size <= 1000) : task === 'classification';
  if (!asClasses) {
    if (isText) throw new EngineError('bad-target', `"${target.name}" holds texts, not numbers. Leave --task regression out.`);
    return { read: Number };
  }
  const named = target.classes;
  const fits = named !== undefined && [...seen].every((value) => named[Number(value)] !== undefined);
  const classes = fits ? named : orderedClasses(seen, `"${target.name}"`);
  const numbers = new Map(fits ? classes.map((_, i) => [String(i), i]) : classes.map((name, i) => [name, i]));
  return { classes, read: (value) => numbers.get(String(value)) ?? NaN };
}
