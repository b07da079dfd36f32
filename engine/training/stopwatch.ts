const WINDOW = 1024;

/** Training time without pauses, and the median time of the latest steps. */
export class Stopwatch {
  private readonly now: () => number;
  private readonly before: number;
  private readonly latest = new Float64Array(WINDOW);
  private elapsed = 0;
  private startedAt: number | undefined;
  private steps = 0;

  /** `now` gives milliseconds; `secondsBefore` is what earlier sessions of the run took. */
  constructor(now: () => number, secondsBefore: number) {
    this.now = now;
    this.before = secondsBefore;
  }

  start(): void {
    this.startedAt ??= this.now();
  }

  pause(): void {
    this.elapsed = this.sessionMilliseconds;
    this.startedAt = undefined;
  }

  addStep(milliseconds: number): void {
    this.latest[this.steps % WINDOW] = milliseconds;
    this.steps += 1;
  }

  /** Seconds of the run, earlier sessions included. */
  get seconds(): number {
    return this.before + this.sessionMilliseconds / 1000;
  }

  /** Seconds that `steps` more steps will take at this session's pace. */
  secondsFor(steps: number): number | undefined {
    return this.steps === 0 ? undefined : (this.sessionMilliseconds / 1000 / this.steps) * steps;
  }

  /** Median over the latest 1,024 steps; `undefined` before the first. */
  get medianStep(): number | undefined {
    if (this.steps === 0) return undefined;
    const sorted = this.latest.slice(0, Math.min(this.steps, WINDOW)).sort();
    return sorted[Math.floor(sorted.length / 2)];
  }

  private get sessionMilliseconds(): number {
    return this.elapsed + (this.startedAt === undefined ? 0 : this.now() - this.startedAt);
  }
}
