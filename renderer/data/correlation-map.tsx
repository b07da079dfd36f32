import { type PointerEvent, useState } from 'react';
import { richText, t } from '../language/text.ts';
import styles from './correlation-map.module.css';

interface CorrelationMapProps {
  readonly names: readonly string[];
  /** Row-major; NaN where a column has one value only. */
  readonly coefficients: readonly number[];
}

interface Cell {
  readonly row: number;
  readonly column: number;
}

const WIDTH = 420;
/** From so many columns on the names are told below alone. */
const NAMED = 24;

/** Each pair of columns: blue where they grow together, orange where one falls as the other grows. */
export function CorrelationMap({ names, coefficients }: CorrelationMapProps) {
  const [hovered, setHovered] = useState<Cell>();
  const count = names.length;
  const named = count <= NAMED;
  const at = ({ row, column }: Cell) => coefficients[row * count + column];
  const move = (event: PointerEvent) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const place = (offset: number, size: number) => Math.min(count - 1, Math.max(0, Math.floor((count * offset) / size)));
    setHovered({ row: place(event.clientY - top, height), column: place(event.clientX - left, width) });
  };
  return (
    <div className={styles.map}>
      <div className={styles.body} style={{ maxWidth: WIDTH }}>
        {named && (
          <div className={styles.names} aria-hidden>
            {names.map((name, i) => (
              <span key={i} data-here={hovered?.row === i || undefined} title={name}>
                {name}
              </span>
            ))}
          </div>
        )}
        <svg
          viewBox={`0 0 ${count} ${count}`}
          role="img"
          aria-label={t('Correlation of {count} columns. {strongest}', { count, strongest: strongest(names, coefficients) })}
          onPointerMove={move}
          onPointerLeave={() => setHovered(undefined)}
        >
          {coefficients.map((value, i) => (
            <rect
              key={i}
              x={i % count}
              y={Math.floor(i / count)}
              width={1}
              height={1}
              fill={value < 0 ? 'var(--series-validation)' : 'var(--series-train)'}
              fillOpacity={Number.isFinite(value) ? Math.abs(value) : 0}
            />
          ))}
          {hovered && <rect className={styles.here} x={hovered.column} y={hovered.row} width={1} height={1} />}
        </svg>
      </div>
      <p className={styles.reading}>
        {hovered
          ? richText('{first} and {second} <b>{coefficient}</b>', {
              first: names[hovered.row],
              second: names[hovered.column],
              coefficient: coefficientText(at(hovered)),
              b: (parts) => <b>{parts}</b>,
            })
          : strongest(names, coefficients)}
      </p>
      <p className={styles.scale} aria-hidden>
        −1 <i /> 1
      </p>
    </div>
  );
}

/** The pair that depends on each other most, in words. */
function strongest(names: readonly string[], coefficients: readonly number[]): string {
  let [best, most] = [-1, 0];
  coefficients.forEach((value, i) => {
    if (Math.floor(i / names.length) >= i % names.length || !(Math.abs(value) > most)) return;
    best = i;
    most = Math.abs(value);
  });
  if (best < 0) return t('No pair of columns depends on each other.');
  const [first, second] = [names[Math.floor(best / names.length)], names[best % names.length]];
  return t('Strongest: {first} and {second}, {coefficient}', { first, second, coefficient: coefficientText(coefficients[best]) });
}

function coefficientText(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3).replace('-', '−') : t('not defined: one of them never changes');
}
