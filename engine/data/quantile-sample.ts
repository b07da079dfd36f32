/**
 * Quantiles of numbers that come one after another. Up to `size` numbers are all kept and quantiles are exact. Of more, those `size` are
 * kept whose places hash to the smallest keys, which is a random sample of them: it depends on the numbers and their places alone, not on
 * the blocks they come in. The share of numbers below a quantile q that it gives is off by √(q(1 − q) ∕ size) in standard deviation: with
 * 100,000 numbers kept a quartile is off by 0.14 percentiles, the median by 0.16.
 */
export class QuantileSample {
  private readonly size: number;
  private values = new Float64Array(256);
  private keys = new Uint32Array(256);
  private held = 0;
  private seen = 0;
  /** Keys above it are not among the smallest. */
  private limit = 2 ** 32;

  constructor(size: number) {
    this.size = size;
  }

  /** The next finite number. */
  add(value: number): void {
    const key = keyOf(this.seen);
    this.seen += 1;
    if (key > this.limit) return;
    if (this.held === this.values.length) this.makeRoom();
    this.values[this.held] = value;
    this.keys[this.held] = key;
    this.held += 1;
  }

  /** For each share of `shares` (0 to 1) the number that it lies below, interpolated between neighbours; NaN of none. */
  quantiles(shares: readonly number[]): readonly number[] {
    if (this.held > this.size) this.prune();
    const sorted = this.values.slice(0, this.held).sort();
    return shares.map((share) => {
      const place = share * (sorted.length - 1);
      const below = Math.floor(place);
      const [from, to] = [sorted[below] ?? NaN, sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN];
      return place === below ? from : from + (to - from) * (place - below);
    });
  }

  private makeRoom(): void {
    if (this.held >= 2 * this.size) return this.prune();
    const length = Math.min(2 * this.values.length, 2 * this.size);
    const [values, keys] = [new Float64Array(length), new Uint32Array(length)];
    values.set(this.values);
    keys.set(this.keys);
    [this.values, this.keys] = [values, keys];
  }

  /** Keeps the numbers with the smallest keys. */
  private prune(): void {
    this.limit = this.keys.slice(0, this.held).sort()[this.size - 1];
    let kept = 0;
    for (let i = 0; i < this.held; i += 1) {
      if (this.keys[i] > this.limit) continue;
      this.keys[kept] = this.keys[i];
      this.values[kept] = this.values[i];
      kept += 1;
    }
    this.held = kept;
  }
}

/** Mixes the bits of a place: unlike places below 2³² have unlike keys. Source: the last step of Austin Appleby's MurmurHash3. */
function keyOf(place: number): number {
  let key = (place + 0x9e3779b9) | 0;
  key = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  key = Math.imul(key ^ (key >>> 13), 0xc2b2ae35);
  return (key ^ (key >>> 16)) >>> 0;
}
