import { type PointerEvent, useState } from 'react';
import type { Histogram } from '../../engine/statistics/definition.ts';
import { formatCount } from '../app/format.ts';
import styles from './histogram-plot.module.css';
import { numberText } from './table-columns.ts';

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

/** Counts by value; the bin under the pointer is told in numbers. */
export function HistogramPlot({ histogram, height, label, unit, colour = '--series-train', quartiles, rootScale }: HistogramPlotProps) {
  const { min, max, counts } = histogram;
  const [hovered, setHovered] = useState<number>();
  const high = (count: number) => (rootScale ? Math.sqrt(count) : count);
  const most = Math.max(1, ...counts.map(high));
  const at = (value: number) => (max > min ? (100 * (value - min)) / (max - min) : 50);
  const move = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setHovered(Math.min(counts.length - 1, Math.max(0, Math.floor((counts.length * (event.clientX - left)) / width))));
  };
  return (
    <div className={styles.histogram}>
      <div
        className={styles.plot}
        style={{ height }}
        role="img"
        aria-label={`${label}, ${numberText(min)} to ${numberText(max)}`}
        onPointerMove={move}
        onPointerLeave={() => setHovered(undefined)}
      >
        {quartiles && max > min && (
          <span className={styles.middle} style={{ left: `${at(quartiles[0])}%`, width: `${at(quartiles[2]) - at(quartiles[0])}%` }} />
        )}
        <svg viewBox={`0 0 ${counts.length} 100`} preserveAspectRatio="none" aria-hidden>
          {counts.map((count, i) => {
            const size = count === 0 ? 0 : Math.max(1, (100 * high(count)) / most);
            return (
              <rect
                key={i}
                x={i + 0.04}
                width={0.92}
                y={100 - size}
                height={size}
                style={{ fill: `var(${colour})` }}
                opacity={hovered === undefined || hovered === i ? 1 : 0.45}
              />
            );
          })}
        </svg>
        {quartiles && max > min && <span className={styles.median} style={{ left: `${at(quartiles[1])}%` }} />}
      </div>
      <div className={styles.ends}>
        <span>{numberText(min)}</span>
        <span className={styles.reading}>{hovered !== undefined && readingOf(histogram, hovered)}</span>
        <span>
          {numberText(max)} {unit}
        </span>
      </div>
    </div>
  );
}

/** The bin's bounds and its count. */
function readingOf({ min, max, counts }: Histogram, bin: number): string {
  const width = (max - min) / counts.length;
  const round = (value: number) => numberText(Number(value.toPrecision(4)));
  return `${round(min + bin * width)} to ${round(min + (bin + 1) * width)}: ${formatCount(counts[bin])}`;
}
