import type { ClassificationReport } from '../../engine/evaluation/report.ts';
import { formatPercent } from '../app/format.ts';
import type { NodePredictions } from './node-predictions.ts';

/** 1 for each node that was called something that it isn't. */
export function wrongMarks({ named, truth }: NodePredictions): Uint8Array {
  return Uint8Array.from(named, (label, node) => Number(label !== truth[node]));
}

const SPLITS = { train: 'training', validation: 'validation', test: 'test' } as const;

/** "called Mr. Hi’s, 87.2% · is the officers’ · test" */
export function evaluationText(
  { classes, calibration }: Pick<ClassificationReport, 'classes' | 'calibration'>,
  { named, truth, certainty, split }: NodePredictions,
  node: number,
): string {
  const part = split[node];
  if (part === undefined) return 'not evaluated';
  const sure = calibration === undefined ? '' : `, ${formatPercent(certainty[node])}`;
  const verdict = named[node] === truth[node] ? 'right' : `is ${classes[truth[node]]}`;
  return `called ${classes[named[node]]}${sure} · ${verdict} · ${SPLITS[part]}`;
}
