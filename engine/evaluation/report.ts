import type { CalibrationBin } from '../metrics/calibration.ts';
import type { MetricValues } from '../training/events.ts';

/** What a run's weights make of the samples of a split. */
export interface EvaluationReport {
  readonly split: 'train' | 'validation' | 'test';
  readonly checkpoint: 'best' | 'last';
  /** Whose weights they are; absent where the checkpoint does not say. */
  readonly epoch?: number;
  readonly samples: number;
  /** Loss and the metrics that the project's outputs ask for. */
  readonly metrics: MetricValues;
  readonly outputs: readonly OutputReport[];
}

export type OutputReport = ClassificationReport | RegressionReport | EmbeddingReport;

interface ReportedOutput {
  readonly nodeId: string;
  /** Field of the dataset that it is compared with. */
  readonly target: string;
  /** All metrics that fit, by id; NaN where one has no value. */
  readonly scores: MetricValues;
}

/** An output whose target is a class. Places are samples, or the pixels of all samples. */
export interface ClassificationReport extends ReportedOutput {
  readonly kind: 'classification';
  readonly classes: readonly string[];
  /** True class by named class, [K, K] row by row; empty where there are more than 512 classes. */
  readonly confusion: Float64Array;
  readonly perClass: readonly ClassReport[];
  /** Absent where scores are margins and no probabilities. */
  readonly calibration?: readonly CalibrationBin[];
  /** Absent where a sample has several places, and where there are too many samples. */
  readonly named?: NamedSamples;
}

/** One class against all others. */
export interface ClassReport {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How often it is true. */
  readonly support: number;
  /** How often it is named. */
  readonly named: number;
  /** NaN where all or no places are of the class. */
  readonly rocAuc: number;
  readonly prAuc: number;
  /** False alarms (x) and hits (y), as shares, over all thresholds. Absent without a value, and for classes after the hundredth. */
  readonly roc?: CurvePoints;
  /** Recall (x) and precision (y). */
  readonly pr?: CurvePoints;
}

export interface CurvePoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** Every sample with what it was called: parallel arrays, the surest first. */
export interface NamedSamples {
  /** Position in the dataset's split: that of the training split for validation. */
  readonly sample: Uint32Array;
  readonly truth: Uint16Array;
  readonly named: Uint16Array;
  /** Probability of the named class; its lead over the next class where scores are margins. */
  readonly certainty: Float32Array;
}

/** An output whose target is numbers. */
export interface RegressionReport extends ReportedOutput {
  readonly kind: 'regression';
  readonly unit?: string;
  /** Titles of the preparing steps that can't be undone: numbers are told as they are fed. Absent where all are, and without steps. */
  readonly kept?: readonly string[];
  /** Numbers of one sample. */
  readonly width: number;
  /** Evenly taken from all values. */
  readonly points: { readonly target: Float32Array; readonly prediction: Float32Array };
  /** Of prediction − target: counts in equal bins. */
  readonly residuals: { readonly from: number; readonly to: number; readonly counts: Float64Array; readonly mean: number };
  /** Samples with the largest mean distance, the worst first. */
  readonly worst: readonly WorstSample[];
  /** Absent where a sample is one number, which the others tell. */
  readonly whole?: WholeSamples;
}

/** A few samples with all their predicted numbers: the farthest off, the worst first, then some evenly taken from all. */
export interface WholeSamples {
  /** Position in the dataset's split, as for `NamedSamples`. */
  readonly sample: Uint32Array;
  /** Mean |prediction − target|. */
  readonly error: Float32Array;
  /** How many of them are there for being the farthest off; they come first. */
  readonly farthest: number;
  /** As the dataset declares its targets, or as they are fed where steps are kept: [samples, width]. */
  readonly prediction: Float32Array;
}

export interface WorstSample {
  readonly sample: number;
  /** Mean |prediction − target|. */
  readonly error: number;
  /** Where it is one number. */
  readonly target?: number;
  readonly prediction?: number;
}

/** An output whose predictions are points in a space of their own: there is nothing to compare. */
export interface EmbeddingReport extends ReportedOutput {
  readonly kind: 'embedding';
}
