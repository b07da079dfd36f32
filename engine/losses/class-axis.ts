import { sameShape } from '../graph/shape.ts';
import type { Shape, TensorType, Value } from '../graph/types.ts';
import { field, type ParameterValues } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LossDefinition, LossTarget } from './definition.ts';

/** Where the scores of a place lie in a prediction: along axis 1, N×K×…, as of images, or along the last one, N×…×K, as of sequences. */
export type ClassAxis = 'first' | 'last';

export const classAxisField = field.choice({
  label: 'Class axis',
  help: 'Where a prediction for many places has the scores of the classes: before the places, as the channels of an image, or after them, as the features of a sequence’s steps.',
  default: 'automatic',
  options: [
    { value: 'automatic', label: 'where it fits' },
    { value: 'first', label: 'first: N×K×…' },
    { value: 'last', label: 'last: N×…×K' },
  ],
  advanced: true,
});

/**
 * Where a loss finds the scores of its classes: as the parameter `classAxis` says, else where the shapes fit. `unclear` where both fit and
 * would give other numbers, `undefined` where none does.
 */
export function classAxisOf(
  loss: LossDefinition,
  prediction: TensorType,
  target: LossTarget,
  parameters: ParameterValues,
): ClassAxis | 'unclear' | undefined {
  const { classAxis } = parameters;
  if (target.classes === undefined || prediction.shape.length < 3) return 'first';
  if (classAxis === 'first' || classAxis === 'last') return classAxis;
  const fits = (type: TensorType): boolean => loss.check(type, target, parameters)?.code !== 'loss-shape';
  const drawn: TensorType = { ...prediction, shape: ['N', ...prediction.shape.slice(1)] };
  const moved = classesFirst(drawn);
  const [first, last] = [fits(drawn), fits(moved)];
  if (first && last) return sameShape(drawn.shape, moved.shape) && drawn.shape[1] !== 1 ? 'unclear' : 'first';
  if (first) return 'first';
  return last ? 'last' : undefined;
}

/** The type of a prediction N×…×K with its classes first. */
export function classesFirst({ dtype, shape }: TensorType): TensorType {
  return { dtype, shape: [shape[0], shape[shape.length - 1], ...shape.slice(1, -1)] };
}

/** A shape N×K×… with the classes last. */
export function classesLast([batch, classes, ...places]: Shape): Shape {
  return [batch, ...places, classes];
}

/**
 * A prediction N×…×K and its target as a loss takes them. Losses that are the mean over all places alike see each place as a sample of its
 * own, which copies nothing; for others the axes are put in order.
 */
export function emitClassesFirst(e: Emitter, loss: LossDefinition, prediction: Value, target: Value): readonly [Value, Value] {
  const { shape } = prediction.type;
  const rank = shape.length;
  if (loss.perPlace === true) return [e.reshape(prediction, [-1, Number(shape[rank - 1])]), e.reshape(target, [-1])];
  const order = [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
  return [e.transpose(prediction, order), target];
}
