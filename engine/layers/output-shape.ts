import { formatShape, sameShape } from '../graph/shape.ts';
import type { Shape, TensorType } from '../graph/types.ts';
import { type ClassAxis, classAxisOf, classesFirst, classesLast } from '../losses/class-axis.ts';
import type { LossDefinition } from '../losses/definition.ts';
import type { DatasetShape, LayerProblem } from './definition.ts';
import type { ParameterValues } from './parameters.ts';

type TargetField = DatasetShape['fields'][number];

/** What a loss can't take of a prediction and a target, wherever the scores of the classes lie. */
export function predictionProblem(
  loss: LossDefinition,
  prediction: TensorType,
  target: TargetField,
  parameters: ParameterValues,
): LayerProblem | undefined {
  const axis = classAxisOf(loss, prediction, target, parameters);
  return axis === 'unclear' ? unclearAxis(prediction) : misfit(loss, prediction, target, parameters, axis);
}

/** A text's tokens are told step by step, with their scores last. */
function misfit(
  loss: LossDefinition,
  prediction: TensorType,
  target: TargetField,
  parameters: ParameterValues,
  axis: ClassAxis | undefined,
): LayerProblem | undefined {
  const { classes, shape, tokens } = target;
  const isLast = classes !== undefined && (axis === 'last' || (shape.length > 0 && axis !== 'first' && tokens !== undefined));
  if (!isLast) return loss.check(prediction, target, parameters);
  const moved = prediction.shape.length < 3 ? prediction : classesFirst(prediction);
  const problem = loss.check(moved, target, parameters);
  if (problem?.code !== 'loss-shape') return problem;
  const wanted: TensorType = { dtype: 'float32', shape: ['N', classes, ...shape] };
  return loss.check(wanted, target, parameters)?.code === 'loss-shape' ? problem : lastAxisProblem(loss, prediction, classes, shape);
}

function lastAxisProblem({ title }: LossDefinition, prediction: TensorType, classes: number, places: Shape): LayerProblem {
  const expected = classesLast(['N', classes, ...places]);
  const isWidth = sameShape(prediction.shape.slice(0, -1), expected.slice(0, -1));
  return {
    code: 'loss-shape',
    port: 'in',
    message: `${title} needs a score for each of the ${classes} classes at each of the places, the scores last: ${formatShape(expected)}.`,
    expected: formatShape(expected),
    actual: formatShape(prediction.shape),
    ...(isWidth && {
      fixes: [
        { label: `Set ${classes} units`, setSource: { units: classes } },
        { label: `Insert Dense with ${classes} units`, insert: 'Dense', parameters: { units: classes } },
      ],
    }),
  };
}

/** As many places as classes: the shape doesn't tell which axis is which. */
function unclearAxis({ shape }: TensorType): LayerProblem {
  return {
    code: 'class-axis',
    parameter: 'classAxis',
    message: `A prediction of ${formatShape(shape)} may have the scores of the classes along axis 1 or along the last axis. Say which.`,
    expected: 'first or last',
    actual: 'where it fits',
    fixes: [
      { label: 'They come last, as a sequence’s features', set: { classAxis: 'last' } },
      { label: 'They come first, as an image’s channels', set: { classAxis: 'first' } },
    ],
  };
}
