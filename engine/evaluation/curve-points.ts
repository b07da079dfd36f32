import type { RankedScores } from '../metrics/class-scores.ts';
import { cutsOf } from '../metrics/score-curves.ts';
import type { CurvePoints } from './report.ts';

/** More points than these are not told apart on a screen. */
const MOST_POINTS = 240;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Hits over false alarms from (0, 0) to (1, 1). */
export function rocPoints(scores: RankedScores): CurvePoints {
  const points = cutsOf(scores).map(({ hits, alarms }) => ({ x: alarms / scores.others.length, y: hits / scores.own.length }));
  return thinned([{ x: 0, y: 0 }, ...points]);
}

/** Precision over recall, from the strictest threshold. */
export function precisionRecallPoints(scores: RankedScores): CurvePoints {
  const points = cutsOf(scores).map(({ hits, alarms }) => ({ x: hits / scores.own.length, y: hits / (hits + alarms) }));
  const [first] = points;
  return thinned(first === undefined ? [] : [{ x: 0, y: first.y }, ...points]);
}

/** Leaves out what lies between two neighbours on a straight line, then what is nearest to what was kept. */
function thinned(points: readonly Point[]): CurvePoints {
  const corners = points.filter((point, i) => i === 0 || i === points.length - 1 || !isBetween(points[i - 1], point, points[i + 1]));
  const kept = corners.length <= MOST_POINTS ? corners : spread(corners);
  return { x: Float32Array.from(kept, ({ x }) => x), y: Float32Array.from(kept, ({ y }) => y) };
}

function isBetween(before: Point, point: Point, after: Point): boolean {
  return (point.x - before.x) * (after.y - point.y) === (point.y - before.y) * (after.x - point.x);
}

/** About equally far apart along the curve, both ends included. */
function spread(points: readonly Point[]): Point[] {
  const distance = (i: number): number => Math.abs(points[i].x - points[i - 1].x) + Math.abs(points[i].y - points[i - 1].y);
  let length = 0;
  for (let i = 1; i < points.length; i += 1) length += distance(i);
  const kept = [points[0]];
  let gone = 0;
  for (let i = 1; i < points.length; i += 1) {
    gone += distance(i);
    if (i === points.length - 1 || gone * (MOST_POINTS - 1) >= kept.length * length) kept.push(points[i]);
  }
  return kept;
}
