import { type Batch, classesOf, forEachPlace, predictedClass, type Reading } from './reading.ts';
import type { Statistic, Tallied } from './statistic.ts';

/** Of more classes only the sums of rows and columns are kept, and the diagonal: the tokens of a text are thousands. */
const MOST_CLASSES = 512;

/** Whether a tally knows each cell of the matrix. */
export function hasCells(reading: Reading): boolean {
  return classesOf(reading) <= MOST_CLASSES;
}

/** Counts [K, K]: true class by predicted class; of many classes [3, K]: hits, how often each was true, how often it was predicted. */
export const confusion: Statistic = {
  size: (reading) => classesOf(reading) * (hasCells(reading) ? classesOf(reading) : 3),
  add(sums, batch, reading) {
    const classes = classesOf(reading);
    if (!hasCells(reading)) return addMargins(sums, batch, reading);
    forEachPlace(reading, batch, (at, stride, truth) => {
      sums[truth * classes + predictedClass(batch.predictions, at, reading.columns, stride)] += 1;
    });
  },
};

function addMargins(sums: Float64Array, batch: Batch, reading: Reading): void {
  const classes = classesOf(reading);
  forEachPlace(reading, batch, (at, stride, truth) => {
    const predicted = predictedClass(batch.predictions, at, reading.columns, stride);
    if (predicted === truth) sums[truth] += 1;
    sums[classes + truth] += 1;
    sums[2 * classes + predicted] += 1;
  });
}

/** One class against all others. */
export interface ClassCounts {
  readonly hits: number;
  /** How often it was true. */
  readonly support: number;
  readonly predicted: number;
}

export interface ConfusionCounts {
  readonly classes: readonly ClassCounts[];
  readonly hits: number;
  readonly total: number;
}

/** Row and column sums of the tally's confusion matrix. */
export function confusionCounts(tally: Tallied): ConfusionCounts {
  const count = classesOf(tally.reading);
  const matrix = tally.of('confusion');
  const hasMargins = !hasCells(tally.reading);
  const classes = Array.from({ length: count }, (_, k): ClassCounts => {
    if (hasMargins) return { hits: matrix[k], support: matrix[count + k], predicted: matrix[2 * count + k] };
    let support = 0;
    let predicted = 0;
    for (let j = 0; j < count; j += 1) {
      support += matrix[k * count + j];
      predicted += matrix[j * count + k];
    }
    return { hits: matrix[k * count + k], support, predicted };
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return { classes, hits: sum(classes.map(({ hits }) => hits)), total: sum(classes.map(({ support }) => support)) };
}

/** How many places are called what they are: the diagonal alone, for it is asked at every step. */
export function hitsOf(tally: Tallied): number {
  const count = classesOf(tally.reading);
  const matrix = tally.of('confusion');
  const step = hasCells(tally.reading) ? count + 1 : 1;
  let hits = 0;
  for (let k = 0; k < count; k += 1) hits += matrix[k * step];
  return hits;
}

/** 0 where there is nothing to divide by. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export const precisionOf = ({ hits, predicted }: ClassCounts): number => ratio(hits, predicted);
export const recallOf = ({ hits, support }: ClassCounts): number => ratio(hits, support);
export const f1Of = ({ hits, support, predicted }: ClassCounts): number => ratio(2 * hits, support + predicted);
export const overlapOf = ({ hits, support, predicted }: ClassCounts): number => ratio(hits, support + predicted - hits);

/** Whether a class is there to be averaged over: it was true or predicted at least once. */
export const occurs = ({ support, predicted }: ClassCounts): boolean => support + predicted > 0;

/** Mean over the classes that occur; NaN where none does. */
export function meanOverClasses({ classes }: ConfusionCounts, score: (counts: ClassCounts) => number): number {
  const present = classes.filter(occurs);
  return present.reduce((sum, counts) => sum + score(counts), 0) / present.length;
}
