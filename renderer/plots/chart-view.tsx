import { useEffect, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { Chart, type ChartContent } from './chart.ts';
import styles from './chart.module.css';

export interface ChartReading {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly colour?: `--${string}` }[];
}

interface ChartViewProps {
  readonly content: ChartContent;
  /** Spoken in place of the picture. */
  readonly label: string;
  /** What stands at a place of the horizontal axis; nothing where absent. */
  readonly readingAt?: (x: number) => ChartReading | undefined;
}

interface Hovered {
  readonly left: number;
  /** Of the whole chart. */
  readonly width: number;
  readonly reading: ChartReading;
}

/** A chart in the size of its place, with a box of exact values under the pointer. It is drawn outside of React. */
export function ChartView({ content, label, readingAt }: ChartViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef({ content, readingAt });
  const redraw = useRef<() => void>(undefined);
  const [hovered, setHovered] = useState<Hovered>();

  useEffect(() => {
    shown.current = { content, readingAt };
    redraw.current?.();
  }, [content, readingAt]);

  useEffect(() => {
    if (place.current) return show(place.current, shown, redraw, setHovered);
    return undefined;
  }, []);

  return (
    <div className={styles.chart}>
      <div ref={place} className={styles.place} role="img" aria-label={label} />
      {hovered && <Reading {...hovered} />}
    </div>
  );
}

function Reading({ left, reading, width }: Hovered) {
  const side = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  return (
    <div className={styles.reading} style={side} aria-hidden>
      <div className={styles.readingTitle}>{reading.title}</div>
      {reading.rows.map(({ name, value, colour }) => (
        <div key={name} className={styles.readingRow}>
          {colour && <i style={{ background: `var(${colour})` }} />}
          <span>{name}</span>
          <b>{value}</b>
        </div>
      ))}
    </div>
  );
}

type Shown = { readonly current: Pick<ChartViewProps, 'content' | 'readingAt'> };

function show(
  place: HTMLElement,
  shown: Shown,
  redraw: { current: (() => void) | undefined },
  setHovered: (hovered: Hovered | undefined) => void,
): () => void {
  const chart = new Chart(place, shown.current.content);
  let frame = 0;
  const draw = () => {
    frame = 0;
    chart.resize(place.clientWidth, place.clientHeight);
    chart.draw(shown.current.content);
  };
  const schedule = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const move = (event: PointerEvent) => {
    const x = chart.xAt(event.clientX - chart.over.getBoundingClientRect().left);
    const reading = shown.current.readingAt?.(x);
    setHovered(reading && { left: event.clientX - place.getBoundingClientRect().left, width: place.clientWidth, reading });
  };
  const leave = () => setHovered(undefined);
  chart.over.addEventListener('pointermove', move);
  chart.over.addEventListener('pointerleave', leave);
  const size = new ResizeObserver(schedule);
  const scheme = new MutationObserver(schedule);
  size.observe(place);
  scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  void document.fonts.ready.then(schedule);
  redraw.current = schedule;
  return () => {
    cancelAnimationFrame(frame);
    redraw.current = undefined;
    size.disconnect();
    scheme.disconnect();
    chart.destroy();
  };
}
