import type { ClassificationReport, CurvePoints } from '../../engine/evaluation/report.ts';
import { t } from '../language/text.ts';

export type CurveKind = 'roc' | 'pr';

/** A curve of one class against the rest, or of their mean. */
export interface ScoreCurve {
  /** Absent for the mean. */
  readonly classNumber?: number;
  readonly name: string;
  /** Area under it. */
  readonly area: number;
  readonly points: CurvePoints;
}

export interface ScoreCurves {
  /** The mean, or the second of two classes; then the chosen class, else the two of least area. */
  readonly drawn: readonly ScoreCurve[];
  readonly others: readonly ScoreCurve[];
  /** Why the drawn classes and no others are drawn out; absent where it needs no reason. */
  readonly reason?: 'chosen' | 'worst';
}

/** What is drawn of the classes' curves. */
export function scoreCurves({ classes, perClass, scores }: ClassificationReport, kind: CurveKind, chosen: number | undefined): ScoreCurves {
  const all = perClass.flatMap((entry, classNumber) => {
    const points = entry[kind];
    const area = kind === 'roc' ? entry.rocAuc : entry.prAuc;
    return points === undefined ? [] : [{ classNumber, name: classes[classNumber] ?? '', area, points }];
  });
  if (classes.length === 2) {
    const second = all.filter(({ classNumber }) => classNumber === (chosen ?? 1));
    return { drawn: second.length > 0 ? second : all.slice(0, 1), others: [] };
  }
  const least = all.toSorted((a, b) => a.area - b.area).slice(0, 2);
  const picked = chosen === undefined ? least : all.filter(({ classNumber }) => classNumber === chosen);
  const area = (kind === 'roc' ? scores.rocAuc : scores.prAuc) ?? Number.NaN;
  const mean = all.length > 1 ? [{ name: t('mean'), area, points: meanCurve(all, kind) }] : [];
  const others = all.filter((curve) => !picked.includes(curve));
  const reason = others.length === 0 ? {} : { reason: chosen === undefined ? ('worst' as const) : ('chosen' as const) };
  return { drawn: [...mean, ...picked], others, ...reason };
}

const STEPS = 160;

/** Mean height at each place; places lie closer near 0, where curves of good networks turn. */
function meanCurve(curves: readonly ScoreCurve[], kind: CurveKind): CurvePoints {
  const x = Float32Array.from({ length: STEPS + 1 }, (_, i) => (kind === 'roc' ? (i / STEPS) ** 3 : i / STEPS));
  const y = x.map((place) => curves.reduce((sum, { points }) => sum + heightAt(points, place, kind), 0) / curves.length);
  return { x, y };
}

/** Height of a curve: the most hits that the alarms allow, or the precision of the first threshold with this recall. */
export function heightAt({ x, y }: CurvePoints, place: number, kind: CurveKind): number {
  if (kind === 'pr')
    return y[
      Math.max(
        0,
        x.findIndex((value) => value >= place - 1e-6),
      )
    ];
  const before = x.findLastIndex((value) => value <= place);
  if (before === x.length - 1) return y[before];
  const share = (place - x[before]) / (x[before + 1] - x[before]);
  return y[before] + share * (y[before + 1] - y[before]);
}
