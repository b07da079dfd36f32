import type { Shape } from '../graph/types.ts';
import type { LayerProblem } from './definition.ts';
import { field } from './parameters.ts';

/** An axis after the batch, counted from 1. */
export const axisField = (help: string) => field.int({ label: 'Axis', help: `${help} The batch is axis 0.`, default: 1, min: 1, max: 8 });

/** A problem where a shape has no such axis. */
export function expectAxis(axis: number, shape: Shape): LayerProblem | undefined {
  const last = shape.length - 1;
  if (axis <= last) return undefined;
  return {
    code: 'invalid-parameter',
    parameter: 'axis',
    message: `Axis ${axis} lies beyond the input’s ${shape.length} axes, of which the batch is number 0.`,
    expected: last < 1 ? 'an input with more axes than the batch' : `1 to ${last}`,
    actual: String(axis),
    ...(last >= 1 && { fixes: [{ label: `Use axis ${last}`, set: { axis: last } }] }),
  };
}
