import type { Dataset, DatasetInfo, DatasetSplit, SeriesWindow } from '../data/dataset.ts';
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
export function trainingParts(dataset: Dataset, settings: PartSettings): { training: Samples; validation: Samples } {
  const { train } = dataset;
  const { training, validation } = allParts(dataset, settings);
  return { training: present(train, training), validation: present(train, validation) };
}

function allParts({ train, info }: Dataset, { seed, validationFraction }: PartSettings): { training: Samples; validation: Samples } {
  if (train.texts === undefined) return splitTraining(seed, train.size, validationFraction, info.window);
  const texts = splitTraining(seed, train.texts.count, validationFraction).validation;
  return texts.length > 0 ? byText(train.texts.of, new Set(texts)) : lastWindows(info, train.texts.of, validationFraction);
}

/** All windows of the texts that are held back, and those of the others. */
function byText(of: Samples, heldBack: ReadonlySet<number>): { training: Samples; validation: Samples } {
  const all = indices(of.length);
  return {
    training: all.filter((window) => !heldBack.has(of[window])),
    validation: all.filter((window) => heldBack.has(of[window])),
  };
}

/** Of fewer texts than would give one to be held back, the last windows; those of their text that share a token with them are in neither. */
function lastWindows({ continuation, fields }: DatasetInfo, of: Samples, fraction: number): { training: Samples; validation: Samples } {
  const all = indices(of.length);
  const first = of.length - Math.floor(of.length * fraction);
  const length = fields.find(({ name }) => name === continuation?.field)?.shape[0] ?? 0;
  const between = first === of.length ? 0 : Math.ceil((length + 1) / (continuation?.stride ?? 1)) - 1;
  return {
    training: all.filter((window) => window < first && (window < first - between || of[window] !== of[first])),
    validation: all.slice(first),
  };
}

/** How many samples preprocessing leaves out of each part. */
export function leftOutOf(dataset: Dataset, settings: PartSettings): LeftOut {
  const { train, test } = dataset;
  const { training, validation } = allParts(dataset, settings);
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
