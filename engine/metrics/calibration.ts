import type { MetricDefinition } from './definition.ts';
import { logProbability } from './probabilities.ts';
import { forEachPlace, predictedClass } from './reading.ts';
import type { Statistic, Tallied } from './statistic.ts';

const BINS = 15;

/** Places, sum of confidences and number of right predictions by bin of confidence: [15, 3]. */
export const calibration: Statistic = {
  size: () => 3 * BINS,
  add(sums, batch, reading) {
    const { predictions } = batch;
    forEachPlace(reading, batch, (at, stride, truth) => {
      const predicted = predictedClass(predictions, at, reading.columns, stride);
      const confidence = Math.exp(logProbability(predictions, at, reading.columns, stride, predicted));
      const bin = 3 * binOf(confidence);
      sums[bin] += 1;
      sums[bin + 1] += confidence;
      sums[bin + 2] += Number(predicted === truth);
    });
  },
};

/** Bins hold their upper end. */
function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.ceil(confidence * BINS) - 1));
}

/** One of equal ranges of confidence. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence, and share that is right; NaN where nothing is in it. */
  readonly confidence: number;
  readonly accuracy: number;
}

export function calibrationBins(tally: Tallied): readonly CalibrationBin[] {
  const sums = tally.of('calibration');
  return Array.from({ length: BINS }, (_, bin) => {
    const [count, confidence, right] = sums.subarray(3 * bin, 3 * bin + 3);
    return { from: bin / BINS, to: (bin + 1) / BINS, count, confidence: confidence / count, accuracy: right / count };
  });
}

export const expectedCalibrationError: MetricDefinition = {
  id: 'expectedCalibrationError',
  title: 'Expected calibration error',
  synonyms: ['ECE', 'calibration'],
  formula: `\\sum_{b=1}^{${BINS}} \\frac{|B_b|}{N}\\, \\big|\\mathrm{acc}(B_b) - \\mathrm{conf}(B_b)\\big|`,
  explanation: `How far confidence is from being right: predictions are sorted by the probability of the class they name into ${BINS} equal bins, and each bin’s share of right ones is compared with its mean probability. 0 means that of predictions made with 80 % certainty 80 % are right.`,
  source: 'Guo et al. 2017; torchmetrics, multiclass_calibration_error with n_bins=15',
  family: 'probability',
  task: 'classification',
  ofProbabilities: true,
  higherIsBetter: false,
  format: 'number',
  range: [0, 1],
  statistic: 'calibration',
  value(tally) {
    const bins = calibrationBins(tally).filter(({ count }) => count > 0);
    const total = bins.reduce((sum, { count }) => sum + count, 0);
    return bins.reduce((sum, { count, accuracy, confidence }) => sum + count * Math.abs(accuracy - confidence), 0) / total;
  },
};
