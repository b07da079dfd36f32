import type { ClassificationReport } from '../../engine/evaluation/report.ts';
import type { MatrixCell } from './evaluation-store.ts';

export interface Listed {
  readonly sample: number;
  readonly truth: number;
  readonly named: number;
  readonly certainty: number;
}

/** Samples of the chosen cell, else all mistakes, the surest first. */
export function listedSamples({ named }: Pick<ClassificationReport, 'named'>, cell: MatrixCell | undefined): readonly Listed[] {
  if (named === undefined) return [];
  const { sample, truth, named: called, certainty } = named;
  const wanted = (i: number) => (cell ? truth[i] === cell.truth && called[i] === cell.named : truth[i] !== called[i]);
  return Array.from(sample.keys())
    .filter(wanted)
    .map((i) => ({ sample: sample[i], truth: truth[i], named: called[i], certainty: certainty[i] }));
}
