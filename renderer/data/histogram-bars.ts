import type { Histogram } from '../../engine/statistics/definition.ts';
import { formatCount } from '../window/format.ts';
import { t } from '../language/text.ts';
import { numberText } from '../samples/table-columns.ts';

/** A bin as it is drawn: where it begins and how wide it is, as shares of the plot. */
export interface HistogramBar {
  readonly from: number;
  readonly width: number;
  readonly count: number;
  /** "2 to 4: 31", "0: 12". */
  readonly text: string;
}

/** The bars of a histogram: one for each value or bin; a last bin of fewer whole numbers is narrower. */
export function histogramBars(histogram: Histogram): readonly HistogramBar[] {
  const { counts } = histogram;
  const ends = endsOf(histogram);
  return counts.map((count, bin) => ({
    from: ends[bin],
    width: ends[bin + 1] - ends[bin],
    count,
    text: `${binText(histogram, bin)}: ${formatCount(count)}`,
  }));
}

function endsOf({ min, max, counts, step }: Histogram): readonly number[] {
  const bins = counts.length;
  return Array.from({ length: bins + 1 }, (_, i) => (step === undefined ? i / bins : Math.min(1, (i * step) / (max - min + 1))));
}

function binText({ min, max, counts, values, step }: Histogram, bin: number): string {
  if (values !== undefined) return numberText(values[bin]);
  if (step !== undefined) {
    const [first, last] = [min + bin * step, Math.min(max, min + (bin + 1) * step - 1)];
    return first === last ? numberText(first) : t('{from} to {to}', { from: numberText(first), to: numberText(last) });
  }
  const round = (value: number) => numberText(Number(value.toPrecision(4)));
  const width = (max - min) / counts.length;
  return t('{from} to {to}', { from: round(min + bin * width), to: round(min + (bin + 1) * width) });
}
