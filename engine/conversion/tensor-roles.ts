import type { OwnSplit } from '../data/own.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawTensor, RawValues } from '../importers/definition.ts';
import { namedClasses } from './class-names.ts';

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

/** Name of the tensor that is predicted unless a person says otherwise. */
export function chosenTarget(tensors: readonly RawTensor[]): string | undefined {
  return tensors.find((tensor) => isTarget(tensor, undefined))?.name;
}

function isTarget({ name, role }: RawTensor, given: string | undefined): boolean {
  if (given !== undefined) return name === given;
  return role === undefined ? /label|target|class|(^|_)y([_-]|$)/i.test(name) : role === 'target';
}

function noPair(group: readonly RawTensor[], given: string | undefined): EngineError {
  const held = group.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
  const wanted = given === undefined ? 'an input and a target of as many rows' : `an input with as many rows as "${given}"`;
  return new EngineError('no-target', `Expected ${wanted}, came ${held}. Import the files together, or choose the target.`);
}

/** What the targets are: names of their classes, or nothing where they are numbers to regress. */
export interface TargetReading {
  readonly classes?: readonly string[];
  /** Number of rows of each class. */
  readonly perClass?: readonly number[];
  /** Class number or value of a stored target. */
  readonly read: (value: string | number | bigint) => number;
}

const ROWS = 65_536;

/** Reads all targets to see which there are. Throws `bad-target`, `bad-class`, or `bad-file` naming the row of a target that is no number. */
export async function readTargets(
  pairs: readonly TensorPair[],
  task: 'classification' | 'regression' | undefined,
  renamed?: Readonly<Record<string, string>>,
): Promise<TargetReading> {
  const seen = new Map<string, number>();
  let whole = true;
  for (const { target } of pairs) {
    const rows = target.shape[0] ?? 1;
    if (target.shape.slice(1).some((size) => size !== 1))
      throw new EngineError('bad-target', `"${target.name}" has the shape [${target.shape.join(', ')}]: one value a row was expected.`);
    for (let start = 0; start < rows; start += ROWS) {
      const values = await target.rows(start, Math.min(ROWS, rows - start));
      checkTargets(target, values, start);
      for (const value of values) {
        whole &&= typeof value === 'string' || Number.isInteger(Number(value));
        const key = String(value);
        if (seen.size <= MOST_CLASSES || seen.has(key)) seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    }
  }
  const [{ target }] = pairs;
  const isText = target.dtype === 'text';
  const asClasses = task === undefined ? isText || (whole && seen.size <= MOST_CLASSES) : task === 'classification';
  if (asClasses) return classReading(target, seen, renamed);
  if (isText) throw new EngineError('bad-target', `"${target.name}" holds texts, not numbers. Predict classes, or choose another target.`);
  return { read: Number };
}

const MOST_CLASSES = 1000;

function checkTargets({ name }: RawTensor, values: RawValues, start: number): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return;
  const wrong = values.findIndex((value) => !Number.isFinite(Math.fround(value)));
  if (wrong < 0) return;
  throw new EngineError(
    'bad-file',
    `"${name}", row ${start + wrong + 1}: a number was expected, came ${values[wrong]}. Mend the data or leave the row out.`,
  );
}

function classReading(
  { name, classes: named }: RawTensor,
  seen: ReadonlyMap<string, number>,
  renamed?: Readonly<Record<string, string>>,
): TargetReading {
  const fits = named !== undefined && [...seen.keys()].every((value) => named[Number(value)] !== undefined);
  const naming = namedClasses(fits ? named : [...seen.keys()], `"${name}"`, renamed, fits ? named : undefined);
  const read = (value: string | number | bigint) => naming.numbers.get(fits ? named[Number(value)] : String(value)) ?? NaN;
  const perClass = naming.classes.map(() => 0);
  for (const [value, count] of seen) perClass[read(value)] += count;
  return { classes: naming.classes, perClass, read };
}
