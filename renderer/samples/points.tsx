import { classColour } from './class-colours.ts';
import styles from './samples.module.css';

interface PointsProps {
  /** Pairs of coordinates, sample after sample. */
  readonly values: ArrayLike<number>;
  readonly labels: ArrayLike<number> | undefined;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const RADIUS = 1.4;

/** Samples of two numbers in the plane, in the colours of their classes; the axes reach as far as the farthest. */
export function Points({ values, labels, width, height }: PointsProps) {
  const reach = Math.max(1e-9, ...Array.from(values, Math.abs));
  const across = (width / 2 - RADIUS) / reach;
  const up = (height / 2 - RADIUS) / reach;
  return (
    <svg width={width} height={height} viewBox={`${-width / 2} ${-height / 2} ${width} ${height}`} className={styles.plot}>
      {Array.from({ length: values.length / 2 }, (_, i) => (
        <circle key={i} cx={values[2 * i] * across} cy={-values[2 * i + 1] * up} r={RADIUS} fill={classColour(labels?.[i])} />
      ))}
    </svg>
  );
}
