import { classColour } from './class-colours.ts';
import styles from './samples.module.css';

interface SignalsProps {
  /** The first channel of each signal, one after another. */
  readonly signals: readonly ArrayLike<number>[];
  readonly labels: ArrayLike<number> | undefined;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Signals one below the other, in the colours of their classes, all to one scale. */
export function Signals({ signals, labels, width, height }: SignalsProps) {
  const reach = Math.max(1e-9, ...signals.flatMap((signal) => Array.from(signal, Math.abs)));
  const row = height / Math.max(1, signals.length);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={styles.plot}>
      {signals.map((signal, i) => (
        <polyline key={i} fill="none" stroke={classColour(labels?.[i])} points={pathOf(signal, width, row / reach / 2, row * (i + 0.5))} />
      ))}
    </svg>
  );
}

function pathOf(signal: ArrayLike<number>, width: number, scale: number, middle: number): string {
  const step = width / Math.max(1, signal.length - 1);
  return Array.from(signal, (value, t) => `${(t * step).toFixed(1)},${(middle - scale * value).toFixed(1)}`).join(' ');
}
