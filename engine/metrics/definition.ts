import type { StatisticName, Tallied } from './statistic.ts';

export interface MetricDefinition {
  readonly id: string;
  readonly title: string;
  /** Other words that people search for. */
  readonly synonyms?: readonly string[];
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  /** Values where the formula has none. */
  readonly defined?: string;
  /** Which other definition it follows. */
  readonly source?: string;
  readonly family: 'confusion' | 'ranking' | 'probability' | 'segmentation' | 'regression';
  /** Classification needs a class as the target, regression numbers. */
  readonly task: 'classification' | 'regression';
  /** True where the scores must be those of a probability. */
  readonly ofProbabilities?: true;
  /** True where the classes must be the tokens of texts. */
  readonly ofTokens?: true;
  /** True where it divides by the target: nothing for images and signals, in which 0 is usual. */
  readonly dividesByTarget?: true;
  /** Fewest classes of the target with which it says something. */
  readonly leastClasses?: number;
  /** True where a larger value is better. */
  readonly higherIsBetter: boolean;
  /** `percent` shows 0.975 as 97.5 %. */
  readonly format: 'percent' | 'number';
  /** Smallest and largest value. */
  readonly range: readonly [number, number];
  /** What it is computed from. */
  readonly statistic: StatisticName;
  /** NaN before the first sample, and where it has no value. */
  value(tally: Tallied): number;
}
