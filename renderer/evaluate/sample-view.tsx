import { useMemo } from 'react';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { columnFacts } from '../data/sample-facts.ts';
import { shortNumberText } from '../samples/table-columns.ts';
import { Picture } from '../samples/picture.tsx';
import { pixelsOf } from '../samples/pixels.ts';
import { channelsOf } from '../samples/signal-lines.ts';
import { Signals } from '../samples/signals.tsx';
import styles from './sample-view.module.css';

interface SampleViewProps {
  readonly field: DatasetField;
  /** Stored values, sample after sample; what is shown stays empty until they are there. */
  readonly values: ArrayLike<number> | undefined;
  /** Which of them. */
  readonly index: number;
  /** CSS pixels; pictures are as wide as high. */
  readonly size: { readonly width: number; readonly height: number };
}

/** How many numbers stand for a sample. */
const NUMBERS = 4;

/** A sample of a field as what it is: a picture, a signal, or its first numbers. */
export function SampleView({ field, values, index, size }: SampleViewProps) {
  const pixels = useMemo(() => (values === undefined ? undefined : pixelsOf(field, values, index)), [field, values, index]);
  if (isPicture(field)) return <Picture pixels={pixels} width={size.height} height={size.height} />;
  if (values === undefined) return null;
  if (field.semantics === 'signal') return <Signals signals={channelsOf(field, values, index)} labels={undefined} {...size} />;
  if (isTable(field)) return <NamedValues field={field} values={numbersOf(field, values, index)} />;
  return (
    <span className={styles.numbers}>
      {numbersOf(field, values, index)
        .slice(0, NUMBERS)
        .map((value) => shortNumberText(value, 3))
        .join(', ')}
    </span>
  );
}

/** The first values of a table's row, each with the name of its column. */
function NamedValues({ field, values }: { readonly field: DatasetField; readonly values: readonly number[] }) {
  const facts = columnFacts(field, values);
  return (
    <dl className={styles.values} title={facts.map(({ name, value }) => `${name}: ${value}`).join('\n')}>
      {facts.slice(0, NUMBERS).map(({ name, value }, i) => (
        <div key={`${name}:${i}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function isTable({ semantics, columns, shape }: DatasetField): boolean {
  return semantics === 'table' && columns !== undefined && shape.length === 1;
}

/** The numbers of a sample among stored ones. */
export function numbersOf({ shape }: DatasetField, values: ArrayLike<number>, index: number): number[] {
  const size = shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: size }, (_, i) => values[index * size + i]);
}

export function isPicture({ semantics }: DatasetField): boolean {
  return semantics === 'image' || semantics === 'voxels';
}
