import { type PointerEvent, useState } from 'react';
import type { Histogram } from '../../engine/statistics/definition.ts';
import { t } from '../language/text.ts';
import { histogramBars } from './histogram-bars.ts';
import styles from './histogram-plot.module.css';
import { numberText } from '../samples/table-columns.ts';

interface HistogramPlotProps {
  readonly histogram: Histogram;
  /** CSS pixels. */
  readonly height: number;
  readonly label: string;
  readonly unit?: string | undefined;
  readonly colour?: `--${string}`;
  /** Lower quartile, median and upper quartile. */
  readonly quartiles?: readonly [number, number, number];
  /** Bars are as high as the square root of their counts: where one bin dwarfs all others. */
  readonly rootScale?: true;
}

/** Bars whose values stand below them. */
const NAMED = 6;

/** Counts by value; the bin under the pointer is told in numbers. */
export function HistogramPlot({ histogram, height, label, unit, colour = '--series-train', quartiles, rootScale }: HistogramPlotProps) {
  const { min, max, values } = histogram;
  const bars = histogramBars(histogram);
  const named = values !== undefined && values.length <= NAMED;
  const [hovered, setHovered] = useState<number>();
  const high = (count: number) => (rootScale ? Math.sqrt(count) : count);
  const most = Math.max(1, ...bars.map(({ count }) => high(count)));
  const hasBand = quartiles !== undefined && values === undefined && max > min;
  const at = (value: number) => (100 * (value - min)) / (max - min);
  const move = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - left) / width;
    setHovered(
      Math.max(
        0,
        bars.findLastIndex(({ from }) => from <= place),
      ),
    );
  };
  return (
    <div className={styles.histogram}>
      <div
        className={styles.plot}
        style={{ height }}
        role="img"
        aria-label={t('{label}, {from} to {to}', { label, from: numberText(min), to: numberText(max) })}
        onPointerMove={move}
        onPointerLeave={() => setHovered(undefined)}
      >
        {hasBand && (
          <span className={styles.middle} style={{ left: `${at(quartiles[0])}%`, width: `${at(quartiles[2]) - at(quartiles[0])}%` }} />
        )}
        <svg viewBox="0 0 1 100" preserveAspectRatio="none" aria-hidden>
          {bars.map(({ from, width, count }, i) => {
            const size = count === 0 ? 0 : Math.max(1, (100 * high(count)) / most);
            return (
              <rect
                key={i}
                x={from + 0.04 * width}
                width={0.92 * width}
                y={100 - size}
                height={size}
                style={{ fill: `var(${colour})` }}
                opacity={hovered === undefined || hovered === i ? 1 : 0.45}
              />
            );
          })}
        </svg>
        {hasBand && <span className={styles.median} style={{ left: `${at(quartiles[1])}%` }} />}
      </div>
      {named && (
        <div className={styles.values} aria-hidden>
          {values?.map((value) => (
            <span key={value}>{numberText(value)}</span>
          ))}
        </div>
      )}
      <div className={styles.ends}>
        <span>{!named && numberText(min)}</span>
        <span className={styles.reading}>{hovered !== undefined && bars[hovered]?.text}</span>
        <span>
          {!named && numberText(max)} {unit}
        </span>
      </div>
    </div>
  );
}
