import uPlot from 'uplot';
import { token } from '../theme/tokens.ts';
import type { CurvePoints } from './decimate.ts';
import { linearTicks, logTicks, type Range } from '../plots/ticks.ts';

/** One curve with its place in the picture. */
export interface Curve {
  readonly points: CurvePoints;
  readonly colour: `--${string}`;
  readonly width: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
  /** What marks each point. */
  readonly dots?: 'filled' | 'rings';
  /** Written at the curve's right end. */
  readonly endLabel?: string;
}

export interface PlotContent {
  readonly curves: readonly Curve[];
  readonly x: Range;
  readonly y: Range;
  readonly log: boolean;
  /** Text of the last tick of the horizontal axis: its number with what is counted. */
  xLabel(number: string): string;
  /** Text of a tick of the vertical axis; `distance` to the next one. */
  formatY(value: number, distance: number): string;
}

export interface PlotStyle {
  /** Least room right of the curves, CSS pixels. */
  readonly labelRoom: number;
  /** Names the curves at their ends, and the horizontal axis. */
  readonly labelled: boolean;
  readonly axisSize: number;
}

const FONT = '11px "Inter Variable", Inter, sans-serif';
const BOLD = '600 11px "Inter Variable", Inter, sans-serif';
const LABEL_HEIGHT = 14;

/**
 * A chart of curves: uPlot gives scales, axes, grid and sharp pixels; the curves, already thinned to what the screen can show,
 * are drawn on its canvas. It draws when told to, never by itself.
 */
export class CurvePlot {
  readonly #plot: uPlot;
  readonly #style: PlotStyle;
  #content: PlotContent;

  constructor(host: HTMLElement, content: PlotContent, style: PlotStyle) {
    this.#content = content;
    this.#style = style;
    this.#plot = new uPlot(this.#options(host), [[0, 1]], host);
  }

  get over(): HTMLElement {
    return this.#plot.over;
  }

  draw(content: PlotContent): void {
    const logChanged = content.log !== this.#content.log;
    this.#content = content;
    if (logChanged) Object.assign(this.#plot.scales.y, { distr: content.log ? 3 : 1 });
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

  /** Place of a value inside of the plotting area, CSS pixels. */
  positionOf(x: number, y: number): { readonly left: number; readonly top: number } {
    return { left: this.#plot.valToPos(x, 'x'), top: this.#plot.valToPos(y, 'y') };
  }

  /** Value of the horizontal axis at a place inside of the plotting area. */
  xAt(left: number): number {
    return this.#plot.posToVal(left, 'x');
  }

  destroy(): void {
    this.#plot.destroy();
  }

  #options(host: HTMLElement): uPlot.Options {
    const grid = { stroke: () => token('--grid'), width: 1 };
    const axis = {
      stroke: () => token('--text-3'),
      font: FONT,
      grid,
      ticks: { show: false },
      filter: (_: uPlot, splits: number[]) => splits,
    };
    return {
      width: Math.max(host.clientWidth, 40),
      height: Math.max(host.clientHeight, 40),
      padding: [10, () => this.#labelRoom(), 0, 0],
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: false, auto: false, range: (_, min, max) => [min, max] },
        y: { auto: false, range: (_, min, max) => [min, max], distr: this.#content.log ? 3 : 1 },
      },
      series: [{}],
      axes: [
        { ...axis, scale: 'x', size: 26, gap: 6, splits: () => this.#xTicks(), values: (_, splits) => this.#xLabels(splits) },
        {
          ...axis,
          scale: 'y',
          size: (_, values: readonly string[] | null) =>
            Math.max(this.#style.axisSize, ...(values ?? []).map((text) => 12 + 6.4 * text.length)),
          gap: 6,
          splits: () => this.#yTicks(),
          values: (_, splits) => splits.map((value) => this.#content.formatY(value, (splits[1] ?? value) - (splits[0] ?? value))),
        },
      ],
      hooks: { draw: [() => this.#drawCurves()] },
    };
  }

  #labelRoom(): number {
    if (!this.#style.labelled) return this.#style.labelRoom;
    const lengths = this.#content.curves.map(({ endLabel }) => shortened(endLabel ?? '').length);
    return Math.max(this.#style.labelRoom, 14 + 6.6 * Math.max(0, ...lengths));
  }

  #xTicks(): number[] {
    return linearTicks(this.#content.x, Math.max(2, Math.floor(this.#plot.bbox.width / devicePixelRatio / 46)), 1);
  }

  #xLabels(splits: readonly number[]): string[] {
    const last = splits.length - 1;
    const { xLabel } = this.#content;
    return splits.map((value, i) => {
      const number = value.toLocaleString('en-US');
      return this.#style.labelled && i === last ? xLabel(number) : number;
    });
  }

  #yTicks(): number[] {
    const { y, log } = this.#content;
    const height = this.#plot.bbox.height / devicePixelRatio;
    return log ? logTicks(y, Math.max(3, Math.floor(height / 20))) : linearTicks(y, Math.max(2, Math.floor(height / 56)));
  }

  #drawCurves(): void {
    const { ctx, bbox } = this.#plot;
    ctx.save();
    ctx.beginPath();
    const rim = 4 * devicePixelRatio;
    ctx.rect(bbox.left, bbox.top - rim, bbox.width + rim, bbox.height + rim);
    ctx.clip();
    ctx.lineJoin = 'round';
    for (const curve of this.#content.curves) this.#drawCurve(ctx, curve);
    ctx.restore();
    this.#drawEndLabels(ctx);
  }

  #drawCurve(ctx: CanvasRenderingContext2D, curve: Curve): void {
    const places = this.#placesOf(curve.points);
    ctx.globalAlpha = curve.alpha ?? 1;
    ctx.strokeStyle = token(curve.colour);
    ctx.lineWidth = curve.width * devicePixelRatio;
    ctx.setLineDash((curve.dash ?? []).map((length) => length * devicePixelRatio));
    ctx.beginPath();
    let drawing = false;
    for (const place of places) {
      if (place && drawing) ctx.lineTo(place.x, place.y);
      else if (place) ctx.moveTo(place.x, place.y);
      drawing = place !== undefined;
    }
    ctx.stroke();
    if (curve.dots) this.#drawDots(ctx, places, curve.dots);
  }

  #drawDots(ctx: CanvasRenderingContext2D, places: readonly ({ x: number; y: number } | undefined)[], dots: 'filled' | 'rings'): void {
    ctx.fillStyle = dots === 'rings' ? token('--panel') : ctx.strokeStyle;
    ctx.setLineDash([]);
    const distance = this.#plot.bbox.width / Math.max(1, places.length - 1) / devicePixelRatio;
    const crowded = places.length > 60 || distance < 4.5;
    if (crowded && dots === 'rings') return;
    const radius = (crowded ? 1.5 : 2.5) * devicePixelRatio;
    for (const place of places) {
      if (!place) continue;
      ctx.beginPath();
      ctx.arc(place.x, place.y, radius, 0, 2 * Math.PI);
      ctx.fill();
      if (dots === 'rings') ctx.stroke();
    }
  }

  #placesOf({ x, y }: CurvePoints): ({ x: number; y: number } | undefined)[] {
    const lowest = this.#content.log ? Number.MIN_VALUE : -Infinity;
    return y.map((value, i) => {
      if (value === null || value < lowest) return undefined;
      return { x: this.#plot.valToPos(x[i] ?? 0, 'x', true), y: this.#plot.valToPos(value, 'y', true) };
    });
  }

  #drawEndLabels(ctx: CanvasRenderingContext2D): void {
    if (!this.#style.labelled) return;
    const { bbox } = this.#plot;
    const labels = this.#content.curves.flatMap(({ endLabel, points, colour }) => {
      const last = this.#placesOf({ x: points.x.slice(-1), y: points.y.slice(-1) })[0];
      return endLabel && last
        ? [{ text: shortened(endLabel), colour, y: Math.min(Math.max(last.y, bbox.top), bbox.top + bbox.height) }]
        : [];
    });
    // uPlot keeps account of the canvas's state: what is set here must not stay.
    ctx.save();
    ctx.font = BOLD.replace('11px', `${11 * devicePixelRatio}px`);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    const tops = spread(
      labels.map(({ y }) => y),
      LABEL_HEIGHT * devicePixelRatio,
      { min: bbox.top, max: bbox.top + bbox.height },
    );
    for (const [i, label] of labels.entries()) {
      ctx.fillStyle = token(label.colour);
      ctx.fillText(label.text, bbox.left + bbox.width + 8 * devicePixelRatio, tops[i] ?? label.y);
    }
    ctx.restore();
  }
}

const MOST_LETTERS = 14;

function shortened(label: string): string {
  return label.length <= MOST_LETTERS ? label : `${label.slice(0, MOST_LETTERS - 1)}…`;
}

/** Moves places apart until no two are closer than `distance`, none outside of the bounds while there is room; their order stays. */
export function spread(places: readonly number[], distance: number, bounds: Range): number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const moved = [...places];
  let limit = bounds.max;
  for (const index of order.toReversed()) {
    moved[index] = Math.min(moved[index] ?? 0, limit);
    limit = (moved[index] ?? 0) - distance;
  }
  limit = bounds.min;
  for (const index of order) {
    moved[index] = Math.max(moved[index] ?? 0, limit);
    limit = (moved[index] ?? 0) + distance;
  }
  return moved;
}
