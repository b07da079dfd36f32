/** Sums of a column's distances from its mean. */
interface Sums {
  readonly count: number;
  readonly sum: number;
  readonly square: number;
}

/** What is left of sums of squares by rounding alone is no spread. */
const ROUNDING = 1e-12;

/**
 * Pearson's coefficients of all pairs of columns over the samples that have both, from one look at numbers whose means are known: sums
 * of products of distances from a column's mean lose nothing to cancellation.
 *
 * r = (S_ij − A_ij·A_ji∕n) ∕ √((Q_ij − A_ij²∕n)·(Q_ji − A_ji²∕n)), where over those n samples S_ij sums d_i·d_j, A_ij sums d_i and
 * Q_ij sums d_i², d_i being the distance of column i from its mean.
 */
export class Correlation {
  private readonly means: readonly number[];
  private readonly pairs: { readonly count: Float64Array; readonly sum: Float64Array; readonly square: Float64Array };
  private readonly product: Float64Array;
  /** Sums over samples without a missing value, which all pairs share. */
  private readonly complete: { count: number; readonly sum: Float64Array; readonly square: Float64Array };

  constructor(means: readonly number[]) {
    const columns = means.length;
    const pairs = () => new Float64Array(columns * columns);
    this.means = means;
    this.pairs = { count: pairs(), sum: pairs(), square: pairs() };
    this.product = pairs();
    this.complete = { count: 0, sum: new Float64Array(columns), square: new Float64Array(columns) };
  }

  /** One array of numbers for each column, the samples in the same order; NaN and infinities are missing. */
  add(columns: readonly Float64Array[]): void {
    const distances = new Float64Array(columns.length);
    for (let sample = 0; sample < columns[0].length; sample += 1) {
      let present = true;
      for (let i = 0; i < columns.length; i += 1) {
        distances[i] = columns[i][sample] - this.means[i];
        present &&= Number.isFinite(distances[i]);
      }
      if (present) this.addComplete(distances);
      else this.addPartly(distances);
    }
  }

  /** Row-major; NaN where a column is constant over the samples of a pair. */
  get coefficients(): readonly number[] {
    const columns = this.means.length;
    return Array.from({ length: columns * columns }, (_, place) => this.coefficient(Math.floor(place / columns), place % columns));
  }

  private addComplete(distances: Float64Array): void {
    const { product, complete } = this;
    const columns = distances.length;
    complete.count += 1;
    for (let i = 0; i < columns; i += 1) {
      const d = distances[i];
      complete.sum[i] += d;
      complete.square[i] += d * d;
      for (let j = i + 1; j < columns; j += 1) product[i * columns + j] += d * distances[j];
    }
  }

  private addPartly(distances: Float64Array): void {
    const { product, pairs } = this;
    const columns = distances.length;
    for (let i = 0; i < columns; i += 1) {
      const d = distances[i];
      if (!Number.isFinite(d)) continue;
      for (let j = 0; j < columns; j += 1) {
        if (!Number.isFinite(distances[j])) continue;
        const place = i * columns + j;
        pairs.count[place] += 1;
        pairs.sum[place] += d;
        pairs.square[place] += d * d;
        if (j > i) product[place] += d * distances[j];
      }
    }
  }

  private coefficient(i: number, j: number): number {
    const [a, b] = [this.of(i, j), this.of(j, i)];
    const spread = spreadOf(a) * spreadOf(b);
    if (!(spread > 0)) return NaN;
    if (i === j) return 1;
    const product = this.product[Math.min(i, j) * this.means.length + Math.max(i, j)];
    return Math.max(-1, Math.min(1, (product - (a.sum * b.sum) / a.count) / Math.sqrt(spread)));
  }

  /** Sums of column i over the samples that have columns i and j. */
  private of(i: number, j: number): Sums {
    const { complete, pairs } = this;
    const place = i * this.means.length + j;
    return {
      count: complete.count + pairs.count[place],
      sum: complete.sum[i] + pairs.sum[place],
      square: complete.square[i] + pairs.square[place],
    };
  }
}

/** Σd² about the mean of these samples; 0 where they are all the same. */
function spreadOf({ count, sum, square }: Sums): number {
  const spread = square - (sum * sum) / count;
  return spread > ROUNDING * square ? spread : 0;
}
