import type { ClassificationReport } from '../../engine/evaluation/report.ts';
import { formatPercent } from '../window/format.ts';
import type { NodePredictions } from './node-predictions.ts';
import { t, type WindowText } from '../language/text.ts';
import type { Split } from '../../host/api.ts';

/** 1 for each node that was called something that it isn't. */
export function wrongMarks({ named, truth }: NodePredictions): Uint8Array {
  return Uint8Array.from(named, (label, node) => Number(label !== truth[node]));
}

const SPLITS = { train: 'train', validation: 'validation', test: 'test' } as const satisfies Record<Split, WindowText>;

/** "called Mr. Hi’s, 87.2% · is the officers’ · test" */
export function evaluationText(
  { classes, calibration }: Pick<ClassificationReport, 'classes' | 'calibration'>,
  { named, truth, certainty, split }: NodePredictions,
  node: number,
): string {
  const part = split[node];
  if (part === undefined) return t('not evaluated');
  const name = classes[named[node]];
  const called =
    calibration === undefined ? t('called {name}', { name }) : t('called {name}, {share}', { name, share: formatPercent(certainty[node]) });
  const verdict = named[node] === truth[node] ? t('right') : t('is {name}', { name: classes[truth[node]] });
  return [called, verdict, t(SPLITS[part])].join(' · ');
}
