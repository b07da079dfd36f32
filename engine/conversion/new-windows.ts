import type { DatasetField } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { ColumnSurvey } from '../importers/columns.ts';
import type { RawTable } from '../importers/definition.ts';
import { CellReader } from './cell-reader.ts';
import { columnsFor, type NewSamples } from './new-samples.ts';
import { seriesOrder } from './series-order.ts';
import { StepFiller } from './step-filler.ts';
import { storedReader } from './table.ts';

/** Values of all windows together: half a gigabyte. */
const MOST_VALUES = 2 ** 27;

/** Whether a field is windows of a series whose channels have names. */
export function isSeries({ semantics, columns, shape }: DatasetField): boolean {
  return semantics === 'signal' && columns !== undefined && shape.length === 2 && shape[0] === columns.length;
}

/**
 * Rows of a table as the steps of a series, of which each full window is a new sample: the first of as many rows as a window is long, the
 * next one row further on. Missing numbers are filled in and dates that fall turned round as in an import. Throws `no-samples` for fewer
 * steps than a window has, `bad-input` naming the columns that lack, `file-limit`.
 */
export async function newWindows(table: RawTable, field: DatasetField): Promise<NewSamples> {
  const [channels, length] = field.shape;
  const columns = field.columns ?? [];
  const names = columnsFor(field, table);
  const survey = new ColumnSurvey(table.columns, table.settings);
  for await (const batch of table.batches()) survey.add(batch);
  const order = await seriesOrder([{ table }], survey.guesses(), undefined);
  const ofWords = columns.filter(({ values }) => values !== undefined).map(({ name }) => name);
  const ordered = order.ordered(0, { numbers: names.filter((name) => !ofWords.includes(name)), words: ofWords });
  const reader = new CellReader(table.settings);
  const readers = columns.map((column) => storedReader(column, reader));
  const filler = new StepFiller();
  const steps: (readonly number[])[] = [];
  for await (const batch of ordered.batches(names)) {
    for (let row = 0; row < batch.length; row += 1) {
      const step = filler.step(readers.map((read, i) => read(batch.columns[i][row])));
      if (step !== undefined) steps.push(step);
    }
  }
  const samples = steps.length - length + 1;
  if (samples < 1)
    throw new EngineError(
      'no-samples',
      `${table.title} has ${steps.length} steps; the network reads ${length} in a row. Give at least ${length} rows.`,
    );
  if (samples * channels * length > MOST_VALUES)
    throw new EngineError('file-limit', `${table.title} has ${samples} windows of ${channels} × ${length} values. Give it in parts.`);
  const values = new Float32Array(samples * channels * length);
  for (let sample = 0; sample < samples; sample += 1)
    for (let step = 0; step < length; step += 1)
      for (let channel = 0; channel < channels; channel += 1)
        values[(sample * channels + channel) * length + step] = steps[sample + step][channel];
  return {
    samples,
    inputs: { [field.name]: values },
    notes: [
      `Each ${length} steps in a row are one sample: prediction 0 follows step ${length}, the last one follows the last step.`,
      ...(ordered === table ? [] : [`The steps are put in the order of "${order.time ?? ''}", which falls in the file.`]),
      ...filler.notes(),
    ],
  };
}
