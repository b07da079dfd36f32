import type { Dataset, DatasetSplit, SeriesWindow } from '../data/dataset.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { holdBack } from '../data/hold-back.ts';
import { dataOrderStream, validationStream } from '../random/stream.ts';
import { indices, permutation } from '../random/distributions.ts';
import type { LeftOut } from './events.ts';

type PartSettings = Pick<TrainingSettings, 'seed' | 'validationFraction'>;

/** Positions of samples in a split. */
export type Samples = Uint32Array<ArrayBuffer>;

/**
 * Holds ⌊count · fraction⌋ samples of the training split back for validation, drawn by the seed; of the windows of a series the
 * last ones, and no step of theirs is trained on. Both parts are in ascending order; the same seed gives the same parts.
 */
export function splitTraining(
  seed: number,
  count: number,
  fraction: number,
  window?: SeriesWindow,
): { training: Samples; validation: Samples } {
  const { training, validation } = holdBack(count, fraction, window);
  if (window !== undefined) return { training: indices(training), validation: indices(count).slice(count - validation) };
  const drawn = permutation(validationStream(seed), indices(count));
  return { training: drawn.slice(validation).sort(), validation: drawn.slice(0, validation).sort() };
}

/** As `splitTraining`, of a dataset's training split, without the samples that preprocessing leaves out. */
export function trainingParts(
  { train, info }: Dataset,
  { seed, validationFraction }: PartSettings,
): { training: Samples; validation: Samples } {
  const { training, validation } = splitTraining(seed, train.size, validationFraction, info.window);
  return { training: present(train, training), validation: present(train, validation) };
}

/** How many samples preprocessing leaves out of each part. */
export function leftOutOf({ train, test, info }: Dataset, { seed, validationFraction }: PartSettings): LeftOut {
  const { training, validation } = splitTraining(seed, train.size, validationFraction, info.window);
  const missing = (split: DatasetSplit, samples: Samples): number => samples.length - present(split, samples).length;
  return { train: missing(train, training), validation: missing(train, validation), test: missing(test, indices(test.size)) };
}

/** All samples of a split but those that preprocessing leaves out. */
export function samplesOfSplit(split: DatasetSplit): Samples {
  return present(split, indices(split.size));
}

function present({ leftOut }: DatasetSplit, samples: Samples): Samples {
  return leftOut === undefined ? samples : samples.filter((sample) => leftOut[sample] !== 1);
}

/** Order in which an epoch visits the training samples; it depends on the seed and the epoch alone. */
export function epochOrder(seed: number, epoch: number, training: Samples): Samples {
  return permutation(dataOrderStream(seed, epoch), training);
}

/** Number of batches in which `count` samples fit, the last smaller one included. */
export function batchCount(count: number, batchSize: number): number {
  return Math.ceil(count / batchSize);
}

/** The batch of that number, from 0; the last one holds what is left. */
export function batchOf(order: Samples, batch: number, batchSize: number): Samples {
  return order.subarray(batch * batchSize, Math.min((batch + 1) * batchSize, order.length));
}
