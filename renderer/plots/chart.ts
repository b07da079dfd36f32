import uPlot from 'uplot';
import { token } from '../theme/tokens.ts';
import { linearTicks, logTicks, type Range } from './ticks.ts';

/** Turns values into places on the canvas. */
export interface ChartPlaces {
  x(value: number): number;
  y(value: number): number;
  /** Canvas pixels in a CSS pixel. */
  readonly ratio: number;
}

export interface ChartContent {
  readonly x: Range;
  readonly y: Range;
  /** Stays as it is while the chart lives. */
  readonly xLog?: boolean;
  readonly xLabel: string;
  /** Text of a tick; `distance` to the next one. */
  formatX(value: number, distance: number): string;
  formatY(value: number, distance: number): string;
  /** Draws what the chart shows, within the bounds of its axes. */
  paint(context: CanvasRenderingContext2D, places: ChartPlaces): void;
}

const FONT = '11px "Inter Variable", Inter, sans-serif';

/** Axes and grid by uPlot around a picture that its content paints. It draws when told to, never by itself. */
export class Chart {
  readonly #plot: uPlot;
  #content: ChartContent;

  constructor(host: HTMLElement, content: ChartContent) {
    this.#content = content;
    this.#plot = new uPlot(this.#options(host), [[0, 1]], host);
  }

  get over(): HTMLElement {
    return this.#plot.over;
  }

  draw(content: ChartContent): void {
    this.#content = content;
    this.#plot.batch(() => {
      this.#plot.setScale('x', content.x);
      this.#plot.setScale('y', content.y);
      this.#plot.redraw(false, true);
    });
  }

  resize(width: number, height: number): void {
    if (width < 40 || height < 40) return;
    if (width !== this.#plot.width || height !== this.#plot.height) this.#plot.setSize({ width, height });
  }

  /** Value of the horizontal axis at a place inside of the plotting area, CSS pixels. */
  xAt(left: number): number {
    return this.#plot.posToVal(left, 'x');
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #options(host: HTMLElement): uPlot.Options {
    const axis = {
      stroke: () => token('--text-3'),
      font: FONT,
      grid: { stroke: () => token('--grid'), width: 1 },
      ticks: { show: false },
      gap: 6,
      filter: (_: uPlot, splits: number[]) => splits,
    };
    return {
      width: Math.max(host.clientWidth, 40),
      height: Math.max(host.clientHeight, 40),
      padding: [8, 18, 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max], distr: this.#content.xLog ? 3 : 1 },
        y: { auto: false, range: (_, min, max) => [min, max] },
      },
      series: [{}],
      axes: [
        {
          ...axis,
          scale: 'x',
          size: 24,
          label: () => this.#content.xLabel,
          labelFont: FONT,
          labelSize: 18,
          labelGap: 0,
          splits: () => this.#ticks('x'),
          values: (_, splits) => texts(splits, (value, distance) => this.#content.formatX(value, distance)),
        },
        {
          ...axis,
          scale: 'y',
          size: (_, values: readonly string[] | null) => Math.max(36, ...(values ?? []).map((text) => 12 + 6.4 * text.length)),
          splits: () => this.#ticks('y'),
          values: (_, splits) => texts(splits, (value, distance) => this.#content.formatY(value, distance)),
        },
      ],
      hooks: { draw: [() => this.#paint()] },
    };
  }

  #ticks(axis: 'x' | 'y'): number[] {
    const { x, y, xLog } = this.#content;
    const { width, height } = this.#plot.bbox;
    const count = Math.max(2, Math.floor((axis === 'x' ? width / 64 : height / 44) / devicePixelRatio));
    if (axis === 'x' && xLog === true) return logTicks(x, count);
    return linearTicks(axis === 'x' ? x : y, count);
  }

  #paint(): void {
    const { ctx, bbox } = this.#plot;
    ctx.save();
    ctx.beginPath();
    const rim = 3 * devicePixelRatio;
    ctx.rect(bbox.left - rim, bbox.top - rim, bbox.width + 2 * rim, bbox.height + 2 * rim);
    ctx.clip();
    ctx.lineJoin = 'round';
    this.#content.paint(ctx, {
      x: (value) => this.#plot.valToPos(value, 'x', true),
      y: (value) => this.#plot.valToPos(value, 'y', true),
      ratio: devicePixelRatio,
    });
    ctx.restore();
  }
}

function texts(splits: readonly number[], format: (value: number, distance: number) => string): string[] {
  return splits.map((value) => format(value, (splits[1] ?? value) - (splits[0] ?? value)));
}
