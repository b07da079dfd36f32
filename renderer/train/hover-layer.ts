import type { CurvePlot } from './curve-plot.ts';
import styles from './curve-view.module.css';

/** One line of what the pointer rests on. */
export interface Reading {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly value: number;
  /** Where its dot is drawn. */
  readonly x: number;
}

/** Exact values beneath the pointer, under a title. */
export interface Hovered {
  readonly title: string;
  readonly readings: readonly Reading[];
  readonly x: number;
}

/** The line, dots and box of exact values over a plot. They are elements, so that moving them doesn't draw the curves anew. */
export class HoverLayer {
  readonly #plot: CurvePlot;
  readonly #rest: (x: number | undefined) => void;
  readonly #line = element(styles.line);
  readonly #box = element(styles.box);
  readonly #dots: HTMLElement[] = [];

  /** `rest` is told where on the horizontal axis the pointer rests. */
  constructor(plot: CurvePlot, rest: (x: number | undefined) => void) {
    this.#plot = plot;
    this.#rest = rest;
    plot.over.append(this.#line, this.#box);
    plot.over.addEventListener('pointermove', this.#onMove);
    plot.over.addEventListener('pointerleave', this.#onLeave);
    this.show(undefined, String);
  }

  /** Shows the readings, or nothing. */
  show(hovered: Hovered | undefined, formatValue: (value: number) => string): void {
    const visible = hovered !== undefined && hovered.readings.length > 0;
    this.#line.hidden = !visible;
    this.#box.hidden = !visible;
    for (const dot of this.#dots.splice(0)) dot.remove();
    if (!visible) return;
    const { left } = this.#plot.positionOf(hovered.x, 0);
    this.#line.style.transform = `translateX(${left}px)`;
    for (const reading of hovered.readings) this.#addDot(reading);
    this.#fillBox(hovered, formatValue);
    this.#placeBox(left);
  }

  destroy(): void {
    this.#plot.over.removeEventListener('pointermove', this.#onMove);
    this.#plot.over.removeEventListener('pointerleave', this.#onLeave);
  }

  readonly #onMove = (event: PointerEvent): void => {
    const { left } = this.#plot.over.getBoundingClientRect();
    this.#rest(this.#plot.xAt(event.clientX - left));
  };

  readonly #onLeave = (): void => this.#rest(undefined);

  #addDot({ x, value, colour }: Reading): void {
    const { left, top } = this.#plot.positionOf(x, value);
    if (!Number.isFinite(top) || top < 0 || top > this.#plot.over.clientHeight) return;
    const dot = element(styles.dot);
    dot.style.transform = `translate(${left}px, ${top}px)`;
    dot.style.background = `var(${colour})`;
    this.#plot.over.append(dot);
    this.#dots.push(dot);
  }

  #fillBox({ title, readings }: Hovered, formatValue: (value: number) => string): void {
    const heading = element(styles.title);
    heading.textContent = title;
    const rows = readings.map(({ label, colour, value }) => {
      const row = element(styles.row);
      const mark = element(styles.mark);
      mark.style.background = `var(${colour})`;
      const name = document.createElement('span');
      name.textContent = label;
      const number = document.createElement('b');
      number.textContent = formatValue(value);
      row.append(mark, name, number);
      return row;
    });
    this.#box.replaceChildren(heading, ...rows);
  }

  /** Beside the line, on the side with more room. */
  #placeBox(left: number): void {
    const room = this.#plot.over.clientWidth;
    const width = this.#box.offsetWidth;
    const x = left > room / 2 ? left - width - 14 : left + 14;
    this.#box.style.transform = `translate(${Math.max(-30, Math.min(x, room - width + 40))}px, 10px)`;
  }
}

function element(className: string | undefined): HTMLElement {
  const made = document.createElement('div');
  made.className = className ?? '';
  return made;
}
