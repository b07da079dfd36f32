import type { EpochRecord, StepBatch, StepStatistics } from '../../engine/training/events.ts';
import type { RunHistory } from '../../host/api.ts';
import { SmoothedSeries } from './smoothing.ts';
import { StepSeries } from './step-series.ts';
import { ToldRates } from './told-rates.ts';

/** What the plots draw of one run. It lives outside of React: a message writes into typed arrays and wakes the listeners. */
export class RunCurves {
  readonly loss = new StepSeries();
  readonly accuracy = new StepSeries();
  readonly smoothedLoss = new SmoothedSeries(this.loss);
  readonly smoothedAccuracy = new SmoothedSeries(this.accuracy);
  readonly #epochs = new Map<number, EpochRecord>();
  readonly #listeners = new Set<() => void>();
  #sorted: readonly EpochRecord[] | undefined;
  readonly rates = new ToldRates();
  #statistics: StepStatistics | undefined;
  #newest: StepStatistics | undefined;
  stepsPerEpoch: number | undefined;

  /** Records of finished epochs, the first epoch first. */
  get epochs(): readonly EpochRecord[] {
    this.#sorted ??= [...this.#epochs.values()].sort((a, b) => a.epoch - b.epoch);
    return this.#sorted;
  }

  appendSteps(batch: StepBatch): void {
    this.loss.append(batch.firstStep, batch.loss);
    if (batch.accuracy) this.accuracy.append(batch.firstStep, batch.accuracy);
    this.#changed();
  }

  recordEpoch(record: EpochRecord): void {
    this.#epochs.set(record.epoch, record);
    this.stepsPerEpoch ??= record.step / record.epoch;
    this.#sorted = undefined;
    this.#changed();
  }

  /** Numbers about every layer at one step. */
  look(statistics: StepStatistics): void {
    this.#statistics = statistics;
    this.#changed();
  }

  /** The newest numbers about every layer: told live, or with an epoch. */
  get statistics(): StepStatistics | undefined {
    this.#newest ??= this.#newestStatistics();
    return this.#newest;
  }

  #newestStatistics(): StepStatistics | undefined {
    const record = this.epochs.findLast(({ statistics }) => statistics !== undefined);
    if (record?.statistics === undefined || (this.#statistics !== undefined && this.#statistics.step >= record.step))
      return this.#statistics;
    return { epoch: record.epoch, step: record.step, nodes: record.statistics };
  }

  /** Takes in what the host has on disk; what was told live stays. */
  merge({ epochs, steps, info }: RunHistory): void {
    this.loss.merge(steps.firstStep, steps.loss);
    if (steps.accuracy) this.accuracy.merge(steps.firstStep, steps.accuracy);
    for (const record of epochs) if (!this.#epochs.has(record.epoch)) this.#epochs.set(record.epoch, record);
    const last = epochs.at(-1);
    this.stepsPerEpoch ??= info.progress?.stepsPerEpoch ?? (last && last.step / last.epoch);
    this.#sorted = undefined;
    this.#changed();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    this.#newest = undefined;
    for (const listener of this.#listeners) listener();
  }
}
