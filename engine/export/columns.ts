import type { Column, DatasetField } from '../data/dataset.ts';
import type { FieldPipeline } from '../preprocessing/fitted.ts';

/**
 * Columns of a table (channels of a signal) as they are stored, in order, and those that are fed after the steps: what a row of cells
 * needs to become an input without this program.
 */
export function describeColumns(field: DatasetField | undefined, pipeline: FieldPipeline | undefined): object | undefined {
  const stored = pipeline?.stored ?? field;
  if (stored?.columns === undefined) return undefined;
  return { stored: stored.columns.map(describeColumn), fed: (pipeline?.fed ?? stored).columns?.map(({ name }) => name) ?? [] };
}

/** A category is stored as the place of its value in `values`, a missing or unknown one as NaN, as is a missing number. */
function describeColumn({ name, unit, values, missing }: Column): object {
  return {
    name,
    ...(unit !== undefined && { unit }),
    ...(values && { values }),
    ...((values || missing !== undefined) && { missing: 'NaN' }),
  };
}
