/** Count, mean, squared distances from it, and range of finite numbers, as they come block by block. */
export class Moments {
  count = 0;
  mean = 0;
  min = Infinity;
  max = -Infinity;
  /** Σ(x − mean)². */
  private squares = 0;

  /** Takes in the finite numbers among `values`; returns how many they are. */
  add(values: Float64Array): number {
    const block = new Moments();
    for (const value of values) {
      if (!Number.isFinite(value)) continue;
      block.count += 1;
      block.mean += value;
      if (value < block.min) block.min = value;
      if (value > block.max) block.max = value;
    }
    if (block.count === 0) return 0;
    block.mean /= block.count;
    for (const value of values) if (Number.isFinite(value)) block.squares += (value - block.mean) ** 2;
    this.merge(block);
    return block.count;
  }

  /** Source: Chan, Golub & LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979. */
  merge(other: Moments): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    const apart = other.mean - this.mean;
    this.squares += other.squares + (apart * apart * this.count * other.count) / count;
    this.mean += (apart * other.count) / count;
    this.count = count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** Root of the mean squared distance from the mean, over the number of values. */
  get deviation(): number {
    return this.count === 0 ? NaN : Math.sqrt(this.squares / this.count);
  }
}
