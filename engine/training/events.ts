import type { ErrorData } from '../graph/errors.ts';
import type { SparsityReport } from './sparsity.ts';

export type RunState = 'queued' | 'preparing' | 'running' | 'paused' | 'stopping' | 'finished' | 'stopped' | 'failed';

/** Metric values by name; `loss` is always there. */
export type MetricValues = Readonly<Record<string, number>>;

/** Loss and metrics over whole splits after an epoch. */
export interface EpochRecord {
  /** 1 is the first. */
  readonly epoch: number;
  /** Optimiser steps so far. */
  readonly step: number;
  /** That the epoch's last step was trained with, schedule and warm-up included. */
  readonly learningRate: number;
  /** Running mean over the epoch's batches. */
  readonly train: MetricValues;
  readonly validation?: MetricValues;
  /** Seconds of training so far, pauses left out. */
  readonly seconds: number;
  /**
   * True where the monitored metric of this epoch is the best so far, on the validation split where there is one. While weights are being
   * pruned no epoch is.
   */
  readonly best: boolean;
  /** Share of zeros among the weights that may be pruned, in a run that prunes. */
  readonly sparsity?: number;
  /** Of the epoch's last batch, before its update; absent where nothing recurs. */
  readonly stateGradients?: readonly StateGradients[];
  /** As `stateGradients`, of every layer; absent where nobody watched. */
  readonly statistics?: readonly NodeStatistics[];
}

/** What a batch looks like at a layer, in training mode, before the update. */
export interface NodeStatistics {
  readonly nodeId: string;
  /** Of the values that it gives. */
  readonly activation?: {
    readonly mean: number;
    /** Standard deviation. */
    readonly spread: number;
    /** Share of the values of a sample that are 0 for every sample of the batch. */
    readonly dead: number;
  };
  /** L2 norm of the gradient of its weights together, before clipping; absent where it trains none. */
  readonly gradient?: number;
}

/** Numbers about every layer at one step. */
export interface StepStatistics {
  readonly epoch: number;
  readonly step: number;
  /** None where they could not be taken. */
  readonly nodes: readonly NodeStatistics[];
}

/** How large the gradient is that back-propagation through time gives the states of a recurrence: where it vanishes or explodes. */
export interface StateGradients {
  readonly nodeId: string;
  /** Which of a layer's recurrences: `layer 2, backward`. */
  readonly part?: string;
  /** Number of steps of the sequence. */
  readonly steps: number;
  /** ‖∂ℓ/∂h_t‖ of a sample, root mean square over the batch, at steps evenly from the first to the last. */
  readonly norms: readonly number[];
}

/** A stretch of steps, batched for the wire: parallel arrays. */
export interface StepBatch {
  /** Number of the first step, from 1. */
  readonly firstStep: number;
  readonly loss: Float32Array<ArrayBuffer>;
  /** Fraction right in each batch, for classification; NaN where nothing in a batch counts. */
  readonly accuracy?: Float32Array<ArrayBuffer>;
}

export interface RunProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Of the latest step, schedule and warm-up included. */
  readonly learningRate: number;
  /** What the schedule is applied to: the settings' rate, or the one that was set since. */
  readonly baseLearningRate?: number;
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
  | { readonly type: 'statistics'; readonly statistics: StepStatistics }
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
  /** 0 where no epoch counts as best: the run was stopped before, or its weights have not been pruned to the end. */
  readonly bestEpoch: number;
  /** Whose weights the metrics and the sparsity are of, and what is exported where nothing else is asked for. */
  readonly checkpoint?: 'best' | 'last';
  /** There where the run ended because it got no better. */
  readonly stoppedEarly?: EarlyStop;
  readonly sparsity?: SparsityReport;
  /** Word vectors that tables began with; absent where none did. */
  readonly vectors?: readonly VectorsFound[];
  /** Samples that preprocessing left out for missing values; absent where it left out none. */
  readonly leftOut?: LeftOut;
  /** Median milliseconds of a step, data preparation included. */
  readonly stepMilliseconds: number;
}

/** How many tokens of a vocabulary had a word vector that their row of a table began with. */
export interface VectorsFound {
  readonly nodeId: string;
  /** Title of the dataset of the vectors. */
  readonly title: string;
  readonly found: number;
  readonly tokens: number;
}

/** Numbers of samples by what they would have been for. */
export interface LeftOut {
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** Why a run ended before its last epoch. */
export interface EarlyStop {
  /** The last epoch that was trained. */
  readonly epoch: number;
  /** The metric that got no better, */
  readonly monitor: string;
  /** for so many epochs. */
  readonly patience: number;
  /** The last epoch that lowered or raised it by enough; absent where none did. */
  readonly lastImprovement?: number;
}

/** What a training worker obeys, within one step. */
export type RunCommand =
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Runs one optimiser step and pauses again. */
  | { readonly type: 'step' }
  | { readonly type: 'stop' }
  /** Sets the rate that schedule and warm-up are applied to: they go on as they were, from another base. */
  | { readonly type: 'set-learning-rate'; readonly learningRate: number }
  /** Tells numbers about every layer from the next step on, or no longer. The run's own numbers are the same either way. */
  | { readonly type: 'watch'; readonly on: boolean }
  /** Writes the last checkpoint now. */
  | { readonly type: 'checkpoint' };
