import type { AugmentationDefinition } from './definition.ts';

/** A field that a network reads, by the shape of one sample. */
export interface AugmentedField {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface AugmentationProblem {
  readonly code: 'augmentation-input' | 'augmentation-target';
  readonly message: string;
}

/** Whether an augmentation works on samples of that shape. */
export function fits({ ranks }: AugmentationDefinition, shape: readonly number[]): boolean {
  return ranks.includes(shape.length);
}

/**
 * Why the augmentation can't be used with these fields: no input has the axes that it needs, or it moves values about while a target
 * has axes of its own, which would no longer lie over the input.
 */
export function augmentationProblem(
  augmentation: AugmentationDefinition,
  inputs: readonly AugmentedField[],
  targets: readonly AugmentedField[],
): AugmentationProblem | undefined {
  if (!inputs.some(({ shape }) => fits(augmentation, shape))) {
    const came = inputs.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
    const expected = augmentation.ranks.includes(1) ? 'a vector, a signal or an image' : 'an image [channels, rows, columns]';
    return { code: 'augmentation-input', message: `${augmentation.title} expected ${expected}, came ${came}. Remove the augmentation.` };
  }
  const moved = augmentation.geometric ? targets.find(({ shape }) => shape.length > 1) : undefined;
  if (moved === undefined) return undefined;
  return {
    code: 'augmentation-target',
    message: `${augmentation.title} moves the input, but the target ${moved.name} [${moved.shape.join(', ')}] has places of its own and stays where it is. Remove the augmentation, or use noise or cutout.`,
  };
}
