import type { EpochRecord, MetricValues, RunEvent, RunProgress, RunState, RunSummary, StepBatch, StepStatistics } from './events.ts';

const MESSAGE_INTERVAL_MS = 50;

/**
 * Collects what a run has to tell and sends it in bursts, at most 20 a second; changes of state and what a checkpoint holds go out at
 * once.
 */
export class Reporter {
  private readonly queue: RunEvent[] = [];
  private readonly now: () => number;
  private readonly send: (events: readonly RunEvent[]) => void;
  private readonly progress: () => RunProgress;
  private losses: number[] = [];
  private accuracies: number[] = [];
  private firstStep = 0;
  private lastSent = -Infinity;
  private untoldProgress = false;

  /** `now` gives milliseconds; `progress` is asked for when a burst leaves. */
  constructor(now: () => number, send: (events: readonly RunEvent[]) => void, progress: () => RunProgress) {
    this.now = now;
    this.send = send;
    this.progress = progress;
  }

  state(state: RunState): void {
    this.queueProgress();
    this.queue.push({ type: 'state', state });
    this.flush();
  }

  step(step: number, { loss, accuracy }: MetricValues): void {
    if (this.losses.length === 0) this.firstStep = step;
    this.losses.push(loss);
    this.accuracies.push(accuracy ?? Number.NaN);
    this.untoldProgress = true;
    this.flushIfDue();
  }

  epoch(record: EpochRecord): void {
    this.queueProgress();
    this.queue.push({ type: 'epoch', record });
    this.flushIfDue();
  }

  statistics(statistics: StepStatistics): void {
    this.queueProgress();
    this.queue.push({ type: 'statistics', statistics });
    this.flushIfDue();
  }

  /** Tells the last of the run and that it is over. */
  done(state: RunState, summary: RunSummary): void {
    this.queueProgress();
    this.queue.push({ type: 'done', summary }, { type: 'state', state });
    this.flush();
  }

  /** Sends what is left, whatever the time. */
  flush(): void {
    this.queueProgress();
    if (this.queue.length === 0) return;
    this.lastSent = this.now();
    this.send(this.queue.splice(0));
  }

  private flushIfDue(): void {
    if (this.now() - this.lastSent >= MESSAGE_INTERVAL_MS) this.flush();
  }

  private queueProgress(): void {
    if (!this.untoldProgress) return;
    this.untoldProgress = false;
    this.queue.push({ type: 'progress', progress: this.progress(), steps: this.takeSteps() });
  }

  private takeSteps(): StepBatch {
    const isClassified = this.accuracies.some((accuracy) => !Number.isNaN(accuracy));
    const accuracy = isClassified && { accuracy: Float32Array.from(this.accuracies) };
    const batch = { firstStep: this.firstStep, loss: Float32Array.from(this.losses), ...accuracy };
    this.losses = [];
    this.accuracies = [];
    return batch;
  }
}
