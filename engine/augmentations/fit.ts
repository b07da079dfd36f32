import type { DType } from '../graph/types.ts';
import { type AugmentationDefinition, isMixing } from './definition.ts';

/** A field that a network reads, by one sample. */
export interface AugmentedField {
  readonly name: string;
  readonly shape: readonly number[];
  /** float32 where absent. */
  readonly dtype?: DType;
}

export interface AugmentationProblem {
  readonly code: 'augmentation-input' | 'augmentation-target';
  readonly message: string;
}

/** Whether an augmentation works on samples of that shape and type. */
export function fits({ ranks, tokens }: AugmentationDefinition, field: Omit<AugmentedField, 'name'>): boolean {
  return ranks.includes(field.shape.length) && (tokens === true ? field.dtype === 'int64' : isFloating(field));
}

/**
 * Whether a target has a value for each place of an input that the augmentation moves, so that it has to move with it: a class for each
 * pixel or step, an image of the same size, or the input itself.
 */
export function movesAlong(definition: AugmentationDefinition, inputs: readonly AugmentedField[], target: AugmentedField): boolean {
  if (!definition.geometric) return false;
  return inputs.some((input) => {
    if (!fits(definition, input)) return false;
    if (input.name === target.name) return true;
    const places = input.shape.slice(1);
    const last = target.shape.slice(-places.length);
    if (last.length !== places.length || last.some((length, axis) => length !== places[axis])) return false;
    // One number for each step of a signal may be a vector that has as many entries by chance; a class for each may not.
    return places.length > 1 ? target.shape.length <= input.shape.length : target.shape.length === 1 && !isFloating(target);
  });
}

/**
 * Why the augmentation can't be used with these fields: no input has the axes that it needs, it would mix class numbers, or it moves
 * values about while a target has axes of its own that don't lie over the input.
 */
export function augmentationProblem(
  augmentation: AugmentationDefinition,
  inputs: readonly AugmentedField[],
  targets: readonly AugmentedField[],
): AugmentationProblem | undefined {
  const { title, geometric } = augmentation;
  const unfit = inputs.filter((input) => !fits(augmentation, input));
  if (isMixing(augmentation) ? unfit.length > 0 : unfit.length === inputs.length) {
    const came = unfit.map(told).join(', ');
    const message = `${title} expected ${expectation(augmentation)}, came ${came}. Remove the augmentation.`;
    return { code: 'augmentation-input', message };
  }
  const left = geometric ? targets.find((target) => target.shape.length > 1 && !movesAlong(augmentation, inputs, target)) : undefined;
  if (left === undefined) return undefined;
  const message = `${title} moves the input, but the target ${told(left)} has other places than the input and stays where it is. Remove the augmentation, or use noise.`;
  return { code: 'augmentation-target', message };
}

function isFloating({ dtype = 'float32' }: Pick<AugmentedField, 'dtype'>): boolean {
  return dtype === 'float32' || dtype === 'float64';
}

function told({ name, shape, dtype = 'float32' }: AugmentedField): string {
  return `${name} [${shape.join(', ')}]${isFloating({ dtype }) ? '' : ` of ${dtype}`}`;
}

const kinds: Readonly<Record<number, string>> = {
  1: 'a vector',
  2: 'a signal [channels, steps]',
  3: 'an image [channels, rows, columns]',
  4: 'a volume [channels, depth, rows, columns]',
};

function expectation(augmentation: AugmentationDefinition): string {
  if (augmentation.tokens === true) return 'tokens [length] of int64';
  if (isMixing(augmentation)) return 'inputs that are floating-point numbers';
  const names = augmentation.ranks.map((rank) => kinds[rank]);
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
