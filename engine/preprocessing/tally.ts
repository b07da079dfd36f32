/**
 * How often each of many values comes. Up to `most` unlike values are all counted exactly. Of more, the rarest are forgotten now and then,
 * so that memory doesn't grow with their number; what comes often keeps its count, up to the few times that it came before it was
 * forgotten. Source: after Manku & Motwani, "Approximate frequency counts over data streams", 2002.
 */
export class Tally<Value> {
  private readonly counts = new Map<Value, number>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  add(value: Value): void {
    this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    if (this.counts.size > this.most) this.forgetRare();
  }

  /** Values, the most frequent first; `before` orders those that come as often. */
  ranked(before: (a: Value, b: Value) => boolean): readonly Value[] {
    const sorted = [...this.counts].sort(([a, often], [b, other]) => other - often || (before(a, b) ? -1 : 1));
    return sorted.map(([value]) => value);
  }

  /** How often each value came. */
  counted(): ReadonlyMap<Value, number> {
    return this.counts;
  }

  private forgetRare(): void {
    for (let rare = 1; this.counts.size > this.most / 2; rare += 1)
      for (const [value, count] of this.counts) if (count <= rare) this.counts.delete(value);
  }
}
