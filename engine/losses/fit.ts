import { formatShape, isStatic, sameShape, sizeOf } from '../graph/shape.ts';
import type { Shape, TensorType } from '../graph/types.ts';
import type { LayerFix, LayerProblem } from '../layers/definition.ts';
import type { LossTarget } from './definition.ts';

/** Another loss that a fix can choose. */
export interface Alternative {
  readonly id: string;
  readonly title: string;
}

/** A loss, what it is given, and the loss of the same kind for two classes or for several. */
interface Fitting {
  readonly title: string;
  readonly prediction: TensorType;
  readonly target: LossTarget;
  readonly counterpart?: Alternative;
}

/** A problem unless the target holds numbers and the prediction has their shape. */
export function expectNumbers(fitting: Fitting): LayerProblem | undefined {
  const { title, prediction, target } = fitting;
  if (target.classes !== undefined) {
    return wrongTarget(fitting, 'numbers', `${title} needs numbers as its target, this one is a class.`);
  }
  const expected = numbersShape(prediction, target);
  return (
    expectFloats(fitting) ??
    (sameShape(prediction.shape, expected)
      ? undefined
      : wrongShape(fitting, expected, `${title} needs a prediction of the target’s shape ${formatShape(expected)}.`))
  );
}

/** A problem unless the target is a class, for the sample or for each of its places, and the prediction a score for each class. */
export function expectClassScores(fitting: Fitting): LayerProblem | undefined {
  const { title, prediction, target, counterpart } = fitting;
  if (target.classes === undefined) return wrongTarget(fitting, 'a category', `${title} needs a class as its target.`);
  const expected = ['N', target.classes, ...target.shape];
  if (sameShape(prediction.shape, expected)) return expectFloats(fitting);
  const message =
    target.shape.length === 0
      ? `${title} needs one output for each of the ${target.classes} classes. Set the last layer to ${target.classes} units.`
      : `${title} needs one channel for each of the ${target.classes} classes, at each place of the target: ${formatShape(expected)}.`;
  const oneOutput = target.classes === 2 && prediction.shape[1] === 1 && counterpart !== undefined;
  return expectFloats(fitting) ?? wrongShape(fitting, expected, message, oneOutput ? [useLoss(counterpart)] : []);
}

/** A problem unless the target is one of two classes with one output for it, or numbers with one output for each. */
export function expectTwoSided(fitting: Fitting): LayerProblem | undefined {
  const { title, prediction, target, counterpart } = fitting;
  if (target.classes !== undefined && target.classes !== 2) {
    const message = `${title} tells two classes apart, the target has ${target.classes}.`;
    return wrongTarget(fitting, 'a category of 2 classes, or 0 and 1', message);
  }
  const expected = target.classes === undefined ? numbersShape(prediction, target) : ['N', 1, ...target.shape];
  if (sameShape(prediction.shape, expected)) return expectFloats(fitting);
  const message =
    target.classes === undefined
      ? `${title} needs one output for each number of the target: ${formatShape(expected)}.`
      : `${title} needs one output for the two classes, high for the second: ${formatShape(expected)}.`;
  const twoOutputs = target.classes === 2 && prediction.shape[1] === 2 && counterpart !== undefined;
  return expectFloats(fitting) ?? wrongShape(fitting, expected, message, twoOutputs ? [useLoss(counterpart)] : []);
}

/** A problem unless the prediction has at least `least` entries along axis 1, between which the loss compares. */
export function expectWidth({ title, prediction }: Fitting, least: number): LayerProblem | undefined {
  const width = prediction.shape[1];
  if (typeof width === 'number' && width >= least) return undefined;
  return {
    code: 'loss-shape',
    parameter: 'loss',
    message: `${title} compares vectors, and needs at least ${least} numbers in each.`,
    expected: `N×${least} or wider`,
    actual: formatShape(prediction.shape),
    fixes: [useLoss(squaredError)],
  };
}

/** A problem unless the target is one class for the sample and the prediction one vector. */
export function expectEmbedding(fitting: Fitting): LayerProblem | undefined {
  const { title, prediction, target } = fitting;
  if (target.classes === undefined || target.shape.length > 0) {
    return wrongTarget(fitting, 'a category', `${title} needs one class for each sample as its target.`);
  }
  if (prediction.shape.length === 2) return expectFloats(fitting);
  return wrongShape(fitting, ['N', 'D'], `${title} needs one vector for each sample, of any length.`);
}

/** A problem unless `weights` is empty or has a number of at least 0 for each class, and one above it. */
export function expectClassWeights({ title, target }: Fitting, weights: readonly number[]): LayerProblem | undefined {
  const { classes = 0 } = target;
  if (weights.length === 0) return undefined;
  const fault = { code: 'loss-class-weights', parameter: 'classWeights', actual: weights.join(', ') };
  const fixes = [{ label: 'Weigh all classes alike', set: { classWeights: [] } }];
  if (weights.length !== classes) {
    const filled = Array.from({ length: classes }, (_, k) => weights[k] ?? 1);
    return {
      ...fault,
      message: `${title} needs one weight for each of the ${classes} classes, or none; there ${weights.length === 1 ? 'is' : 'are'} ${weights.length}.`,
      expected: `${classes} numbers`,
      fixes: [...fixes, { label: `Set ${classes} weights`, set: { classWeights: filled } }],
    };
  }
  if (weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0)) return undefined;
  return { ...fault, message: 'Class weights are 0 or more, and not all 0.', expected: '0 or more', fixes };
}

const squaredError: Alternative = { id: 'meanSquaredError', title: 'mean squared error' };
const crossEntropy: Alternative = { id: 'crossEntropy', title: 'cross-entropy' };

function useLoss({ id, title }: Alternative): LayerFix {
  return { label: `Use ${title}`, set: { loss: id } };
}

/** The loss can't take this target: another can, with a metric that suits it. */
function wrongTarget({ target, counterpart }: Fitting, expected: string, message: string): LayerProblem {
  const instead = target.classes === undefined ? squaredError : (counterpart ?? crossEntropy);
  const metrics = target.classes === undefined ? ['meanAbsoluteError'] : ['accuracy'];
  return {
    code: 'loss-target',
    parameter: 'loss',
    message: `${message} Choose ${instead.title}${target.classes === undefined ? ' for numbers' : ''}.`,
    expected,
    actual: target.classes === undefined ? `numbers ${formatShape(target.shape)}` : `a category of ${target.classes} classes`,
    fixes: [{ label: `Use ${instead.title}`, set: { loss: instead.id, metrics } }],
  };
}

function wrongShape({ prediction }: Fitting, expected: Shape, message: string, fixes: readonly LayerFix[] = []): LayerProblem {
  const proposed = [...fixes, ...shapeFixes(prediction.shape, expected)];
  return {
    code: 'loss-shape',
    port: 'in',
    message,
    expected: formatShape(expected),
    actual: formatShape(prediction.shape),
    ...(proposed.length > 0 && { fixes: proposed }),
  };
}

/** Layers that give the expected shape: vectors from images, another width, another number of channels. */
function shapeFixes(actual: Shape, expected: Shape): readonly LayerFix[] {
  const width = expected[1];
  const [have, want] = [actual.slice(1), expected.slice(1)];
  if (isStatic(have) && isStatic(want) && sizeOf(have) === sizeOf(want)) {
    return [{ label: `Insert Reshape to ${formatShape(want)}`, insert: 'Reshape', parameters: { shape: want } }];
  }
  if (actual.length === 2 && expected.length > 2 && isStatic(want)) {
    return [{ label: `Set ${sizeOf(want)} units`, setSource: { units: sizeOf(want) } }];
  }
  if (expected.length === 2 && actual.length > 2) {
    return [
      { label: 'Insert Flatten', insert: 'Flatten' },
      { label: 'Insert GlobalAveragePool', insert: 'GlobalAveragePool' },
    ];
  }
  if (actual.length !== expected.length || typeof width !== 'number') return [];
  if (expected.length === 2) {
    return [
      { label: `Set ${width} units`, setSource: { units: width } },
      { label: `Insert Dense with ${width} units`, insert: 'Dense', parameters: { units: width } },
    ];
  }
  const rank = expected.length - 2;
  if (rank > 3 || !sameShape(actual.slice(2), expected.slice(2))) return [];
  const kernelSize = Array.from({ length: rank }, () => 1);
  return [
    { label: `Set ${width} filters`, setSource: { filters: width } },
    {
      label: `Insert a 1×1 convolution with ${width} filters`.replace('1×1', kernelSize.join('×')),
      insert: `Conv${rank}D`,
      parameters: { filters: width, kernelSize },
    },
  ];
}

/** The target's shape with a batch; a single number may come as a vector of one. */
function numbersShape(prediction: TensorType, target: LossTarget): Shape {
  if (target.shape.length === 0 && prediction.shape.length !== 1) return ['N', 1];
  return ['N', ...target.shape];
}

function expectFloats({ title, prediction }: Fitting): LayerProblem | undefined {
  if (prediction.dtype === 'float32') return undefined;
  return {
    code: 'type-mismatch',
    port: 'in',
    message: `${title} compares floating-point numbers.`,
    expected: 'float32',
    actual: `${prediction.dtype} ${formatShape(prediction.shape)}`,
  };
}
