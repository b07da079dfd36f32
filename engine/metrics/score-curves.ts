import type { RankedScores } from './class-scores.ts';

/** What is called the class when all scores of at least a threshold are. */
export interface Cut {
  /** Samples of the class among them, and others. */
  readonly hits: number;
  readonly alarms: number;
}

/** Sees the cuts at every distinct score, from the strictest; equal scores are cut together. */
function forEachCut({ own, others }: RankedScores, visit: (cut: Cut) => void): void {
  let hits = 0;
  let alarms = 0;
  while (hits < own.length || alarms < others.length) {
    const threshold = Math.max(own[hits] ?? Number.NEGATIVE_INFINITY, others[alarms] ?? Number.NEGATIVE_INFINITY);
    while (own[hits] === threshold) hits += 1;
    while (others[alarms] === threshold) alarms += 1;
    visit({ hits, alarms });
  }
}

export function cutsOf(scores: RankedScores): Cut[] {
  const cuts: Cut[] = [];
  forEachCut(scores, (cut) => cuts.push(cut));
  return cuts;
}

/** Area under the receiver operating characteristic by the trapezoidal rule; NaN without samples of the class or without others. */
export function rocArea(scores: RankedScores): number {
  let area = 0;
  let before: Cut = { hits: 0, alarms: 0 };
  forEachCut(scores, (cut) => {
    area += ((cut.hits + before.hits) / 2) * (cut.alarms - before.alarms);
    before = cut;
  });
  return area / (scores.own.length * scores.others.length);
}

/** Σ (R_i − R_{i−1}) P_i over the cuts, without interpolation; NaN without samples of the class. */
export function averagePrecision(scores: RankedScores): number {
  let sum = 0;
  let before = 0;
  forEachCut(scores, ({ hits, alarms }) => {
    sum += ((hits - before) * hits) / (hits + alarms);
    before = hits;
  });
  return sum / scores.own.length;
}
