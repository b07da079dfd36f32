import type { PredictionOutput } from '../compile/program.ts';
import type { TrainingSettings } from '../project/schema.ts';
import type { TrainingPosition } from './checkpoint.ts';
import { EarlyStopping } from './early-stopping.ts';
import type { EarlyStop, EpochRecord } from './events.ts';
import { isBetter, Monitor } from './monitor.ts';

/** Compares a run's epochs by the monitored metric: which is the best, and whether it is worth going on. */
export class EpochJudge {
  private readonly settings: TrainingSettings;
  private readonly monitor: Monitor;
  private readonly stopping: EarlyStopping | undefined;
  private readonly firstEpoch: number;
  private readonly costs: number[];

  /** Goes on from `position`. Epochs before `firstEpoch` are not compared. An unknown metric throws `EngineError('unknown-monitor')`. */
  constructor(settings: TrainingSettings, predictions: readonly PredictionOutput[], firstEpoch: number, position: TrainingPosition) {
    this.settings = settings;
    this.monitor = new Monitor(settings.monitor, predictions, settings.validationFraction > 0);
    this.firstEpoch = firstEpoch;
    this.stopping = settings.earlyStopping && new EarlyStopping(settings.earlyStopping, firstEpoch);
    this.costs = [...(position.history ?? [])];
    const unknown = position.epochs - this.costs.length;
    this.costs.forEach((cost, index) => {
      this.stopping?.add(unknown + index + 1, cost);
      // Who goes on with a run that has stopped early wants to see more of it.
      if (this.stopping?.exhausted === true) this.stopping.waitAnew();
    });
  }

  /** The monitored metric after each epoch, turned so that smaller is better. The array grows with each epoch. */
  get history(): readonly number[] {
    return this.costs;
  }

  /** Whether an epoch with these scores is better than the best so far, or is that one, reached again by a run that went back behind it. */
  isBest(epoch: number, scores: Pick<EpochRecord, 'train' | 'validation'>, best: EpochRecord | undefined): boolean {
    if (epoch < this.firstEpoch) return false;
    if (best === undefined) return true;
    const [cost, lowest] = [this.monitor.cost(scores), this.monitor.cost(best)];
    return isBetter(cost, lowest) || (epoch === best.epoch && !isBetter(lowest, cost));
  }

  add(record: EpochRecord): void {
    const cost = this.monitor.cost(record);
    this.costs.push(cost);
    this.stopping?.add(record.epoch, cost);
  }

  /** False once the run has waited long enough for a better epoch. */
  get goesOn(): boolean {
    return this.stopping?.exhausted !== true;
  }

  /** Why a run that did `epochs` epochs ended; `undefined` where it did all of them. */
  earlyStop(epochs: number): EarlyStop | undefined {
    const { earlyStopping } = this.settings;
    if (this.goesOn || earlyStopping === undefined || epochs >= this.settings.epochs) return undefined;
    const lastImprovement = this.stopping?.lastImprovement;
    return {
      epoch: epochs,
      monitor: this.monitor.name,
      patience: earlyStopping.patience,
      ...(lastImprovement !== undefined && { lastImprovement }),
    };
  }
}
