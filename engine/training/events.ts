import type { ErrorData } from '../graph/errors.ts';

export type RunState = 'queued' | 'preparing' | 'running' | 'paused' | 'stopping' | 'finished' | 'stopped' | 'failed';

/** Metric values by name; `loss` is always there. */
export type MetricValues = Readonly<Record<string, number>>;

/** Loss and metrics over whole splits after an epoch. */
export interface EpochRecord {
  /** 1 is the first. */
  readonly epoch: number;
  /** Optimiser steps so far. */
  readonly step: number;
  readonly learningRate: number;
  /** Running mean over the epoch's batches. */
  readonly train: MetricValues;
  readonly validation?: MetricValues;
  /** Seconds of training so far, pauses left out. */
  readonly seconds: number;
  /** True where this epoch has the best validation loss (training loss without a validation split) so far. */
  readonly best: boolean;
}

/** A stretch of steps, batched for the wire: parallel arrays. */
export interface StepBatch {
  /** Number of the first step, from 1. */
  readonly firstStep: number;
  readonly loss: Float32Array<ArrayBuffer>;
  /** Fraction right in each batch, for classification. */
  readonly accuracy?: Float32Array<ArrayBuffer>;
}

export interface RunProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly learningRate: number;
  readonly secondsElapsed: number;
  /** Estimate; absent before the first steps. */
  readonly secondsLeft?: number;
  /** Median milliseconds of a step so far. */
  readonly stepMilliseconds?: number;
}

/** What a training worker tells, at most 20 times a second. */
export type RunEvent =
  | { readonly type: 'state'; readonly state: RunState; readonly error?: ErrorData }
  | { readonly type: 'progress'; readonly progress: RunProgress; readonly steps?: StepBatch }
  | { readonly type: 'epoch'; readonly record: EpochRecord }
  | { readonly type: 'done'; readonly summary: RunSummary };

export interface RunSummary {
  readonly epochs: number;
  readonly steps: number;
  readonly seconds: number;
  readonly metrics: {
    readonly train: MetricValues;
    readonly validation?: MetricValues;
    readonly test: MetricValues;
  };
  readonly bestEpoch: number;
  /** Median milliseconds of a step, data preparation included. */
  readonly stepMilliseconds: number;
}

/** What a training worker obeys, within one step. */
export type RunCommand =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Runs one optimiser step and pauses again. */
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  | { readonly type: 'set-learning-rate'; readonly learningRate: number }
  /** Writes the last checkpoint now. */
  | { readonly type: 'checkpoint' };
