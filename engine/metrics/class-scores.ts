import { allLogOdds, logOdds } from './probabilities.ts';
import { type Batch, classesOf, forEachPlace, type Reading } from './reading.ts';

/** More scores than these are not kept: 64 MB. */
const MOST_SCORES = 2 ** 24;

/**
 * Every score, for what depends on the order of all of them. A score orders samples as the probability of its class does: its log-odds
 * where the link makes probabilities, else the score itself. Two classes have one score, that of the second.
 */
export class ClassScores {
  /** True where there were too many to keep; nothing is known of their order then. */
  overflown = false;
  private readonly reading: Reading;
  private readonly most: number;
  private readonly classes: number;
  private readonly columns: number;
  private readonly row: Float64Array;
  private scores = new Float32Array(1024);
  private truths = new Int32Array(1024);
  private count = 0;

  /** Keeps at most `most` scores. */
  constructor(reading: Reading, most = MOST_SCORES) {
    this.reading = reading;
    this.most = most;
    this.classes = classesOf(reading);
    this.columns = this.classes === 2 ? 1 : this.classes;
    this.row = new Float64Array(this.columns);
  }

  add(batch: Batch): void {
    if (this.overflown || !this.reserve(this.count + batch.targets.length)) return;
    forEachPlace(this.reading, batch, (at, stride, truth) => {
      this.readRow(batch.predictions, at, stride);
      this.scores.set(this.row, this.count * this.columns);
      this.truths[this.count] = truth;
      this.count += 1;
    });
  }

  /** One class against all others, best scores first; `undefined` where scores were too many, or one is no number and has no place. */
  against(k: number): RankedScores | undefined {
    if (this.overflown) return undefined;
    const sign = this.columns === 1 && k === 0 ? -1 : 1;
    const column = this.columns === 1 ? 0 : k;
    const own = new Float32Array(this.count);
    const others = new Float32Array(this.count);
    let owned = 0;
    for (let i = 0; i < this.count; i += 1) {
      const score = sign * this.scores[i * this.columns + column];
      if (this.truths[i] === k) own[owned++] = score;
      else others[i - owned] = score;
    }
    const ranked = { own: descending(own.subarray(0, owned)), others: descending(others.subarray(0, this.count - owned)) };
    return Number.isNaN(ranked.own[0]) || Number.isNaN(ranked.others[0]) ? undefined : ranked;
  }

  private readRow(scores: ArrayLike<number>, at: number, stride: number): void {
    const { link, columns } = this.reading;
    if (columns === 1) this.row[0] = scores[at];
    else if (link === 'identity') this.readScores(scores, at, stride);
    else if (this.columns === 1) this.row[0] = logOdds(scores, at, columns, stride, 1);
    else allLogOdds(scores, at, columns, stride, this.row);
  }

  private readScores(scores: ArrayLike<number>, at: number, stride: number): void {
    if (this.columns === 1) this.row[0] = scores[at + stride] - scores[at];
    else for (let k = 0; k < this.columns; k += 1) this.row[k] = scores[at + k * stride];
  }

  private reserve(count: number): boolean {
    this.overflown = count * this.columns > this.most;
    if (this.overflown) {
      this.scores = new Float32Array(0);
      this.truths = new Int32Array(0);
      return false;
    }
    if (count * this.columns > this.scores.length) this.scores = grown(this.scores, new Float32Array(2 * count * this.columns));
    if (count > this.truths.length) this.truths = grown(this.truths, new Int32Array(2 * count));
    return true;
  }
}

/** Scores of the samples of a class and of all others, each from the largest. */
export interface RankedScores {
  readonly own: Float32Array;
  readonly others: Float32Array;
}

/** NaN comes first. */
function descending(scores: Float32Array<ArrayBuffer>): Float32Array {
  return scores.sort().reverse();
}

function grown<T extends Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(from: T, to: T): T {
  to.set(from);
  return to;
}
