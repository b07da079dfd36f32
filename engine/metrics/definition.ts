import type { TensorArray } from '../graph/types.ts';

/** Adds up a metric over batches. */
export interface MetricAccumulator {
  /**
   * `predictions` holds `batch` rows of what the loss sees (logits or values), `targets` the same samples' targets,
   * `classes` the row length of the predictions.
   */
  add(predictions: Float32Array | Float64Array, targets: TensorArray, batch: number, classes: number): void;
  /** NaN before the first sample. */
  value(): number;
}

export interface MetricDefinition {
  readonly id: string;
  readonly title: string;
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  readonly task: 'classification' | 'regression';
  /** True where a larger value is better. */
  readonly higherIsBetter: boolean;
  /** `percent` shows 0.975 as 97.5 %. */
  readonly format: 'percent' | 'number';
  create(): MetricAccumulator;
}
