/** Milliseconds between two looks at the least. */
const LEAST_PAUSE = 500;
/** Looks take no more than about one part in so many of the time. */
const SHARE = 20;

/** When a run that is watched is looked at: at the end of each epoch, and between as often as costs little. */
export class Watch {
  private readonly now: () => number;
  private ended = Number.NEGATIVE_INFINITY;
  private cost = 0;

  /** `now` gives milliseconds. */
  constructor(now: () => number) {
    this.now = now;
  }

  get isDue(): boolean {
    return this.now() - this.ended >= Math.max(LEAST_PAUSE, SHARE * this.cost);
  }

  /** Measures a look. */
  async look<T>(take: () => Promise<T>): Promise<T> {
    const started = this.now();
    const seen = await take();
    this.ended = this.now();
    this.cost = this.ended - started;
    return seen;
  }
}
