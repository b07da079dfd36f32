import type { TrainingSettings } from '../project/schema.ts';

export type EarlyStoppingSettings = NonNullable<TrainingSettings['earlyStopping']>;

/**
 * Says when a run has waited long enough for a better epoch: after `patience` epochs none of which lowered the cost by at least
 * `minDelta`. It is asked to wait from an epoch on: the epochs before it count neither way.
 */
export class EarlyStopping {
  private readonly settings: EarlyStoppingSettings;
  private readonly firstEpoch: number;
  private lowest = Infinity;
  private improved: number | undefined;
  private waited = 0;

  constructor(settings: EarlyStoppingSettings, firstEpoch: number) {
    this.settings = settings;
    this.firstEpoch = firstEpoch;
  }

  /** Takes the cost of an epoch, from 1; epochs come in order. A cost that is no number is no improvement. */
  add(epoch: number, cost: number): void {
    if (epoch < this.firstEpoch) return;
    if (cost < this.lowest && this.lowest - cost >= this.settings.minDelta) {
      this.lowest = cost;
      this.improved = epoch;
      this.waited = 0;
    } else {
      this.waited += 1;
    }
  }

  /** Counts the epochs without an improvement from 0 again; what was reached stays the mark. */
  waitAnew(): void {
    this.waited = 0;
  }

  get exhausted(): boolean {
    return this.waited >= this.settings.patience;
  }

  /** The epoch that improved last; `undefined` where none had a number. */
  get lastImprovement(): number | undefined {
    return this.improved;
  }
}
