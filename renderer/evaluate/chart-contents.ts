import type { CurvePoints, RegressionReport } from '../../engine/evaluation/report.ts';
import type { CalibrationBin } from '../../engine/metrics/calibration.ts';
import { formatMagnitude } from '../window/format.ts';
import { token } from '../theme/tokens.ts';
import { percentTick, type Range, roundedRange } from '../plots/ticks.ts';
import type { ChartContent, ChartPlaces } from '../plots/chart.ts';
import type { CurveKind, ScoreCurves } from './score-curves.ts';
import { t } from '../language/text.ts';

/** Colours of the curves that are drawn out, in their order. */
export const DRAWN_COLOURS = ['--series-train', '--series-validation', '--series-run-2'] as const;

const whole: Range = { min: 0, max: 1 };

/** ROC or precision over recall: the classes that are not drawn out are grey behind the others. */
export function curvesContent(kind: CurveKind, { drawn, others }: ScoreCurves, log: boolean): ChartContent {
  const curves = [...others, ...drawn].map(({ points }) => points);
  const least = Math.min(1, ...curves.map(({ x, y }) => leastOf(x, y, kind === 'roc' ? LEAST_ALARMS : 0)));
  const low = Math.min(0.9, roundedRange({ min: least, max: 1 }, false).min);
  return {
    x: log ? { min: LEAST_ALARMS, max: 1 } : whole,
    y: log || kind === 'pr' ? { min: Math.max(0, low), max: 1 } : whole,
    xLog: log,
    xLabel: kind === 'pr' ? t('recall') : log ? t('false alarms, log') : t('false alarms'),
    formatX: log ? (value) => percentTick(value, value) : percentTick,
    formatY: percentTick,
    paint(context, places) {
      if (kind === 'roc' && !log) line(context, places, { x: [0, 1], y: [0, 1] }, { colour: '--line-strong', width: 1, dash: [4, 4] });
      for (const { points } of others) line(context, places, points, { colour: '--text-3', width: 1, alpha: 0.4 });
      drawn.toReversed().forEach(({ points }, i) => {
        const colour = DRAWN_COLOURS[drawn.length - 1 - i] ?? DRAWN_COLOURS[0];
        line(context, places, points, { colour, width: i === drawn.length - 1 ? 2 : 1.6 });
      });
    },
  };
}

const LEAST_ALARMS = 1e-3;

/** Smallest height from a place on. */
function leastOf(x: ArrayLike<number>, y: ArrayLike<number>, from: number): number {
  let before = y[0];
  let least = 1;
  for (let i = 0; i < x.length; i += 1) {
    if (x[i] <= from) before = y[i];
    else least = Math.min(least, y[i], before);
  }
  return least;
}

/** Share of right predictions by their confidence; a hatched part is missing to what was promised. */
export function reliabilityContent(bins: readonly CalibrationBin[]): ChartContent {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return {
    x: whole,
    y: whole,
    xLabel: t('confidence of the prediction'),
    formatX: percentTick,
    formatY: percentTick,
    paint(context, places) {
      for (const bin of bins) if (bin.count > 0) paintBin(context, places, bin, bin.count / most);
      line(context, places, { x: [0, 1], y: [0, 1] }, { colour: '--text-3', width: 1, dash: [4, 4] });
    },
  };
}

function paintBin(context: CanvasRenderingContext2D, places: ChartPlaces, bin: CalibrationBin, share: number): void {
  const { ratio } = places;
  const left = places.x(bin.from) + ratio;
  const width = places.x(bin.to) - places.x(bin.from) - 2 * ratio;
  const [accuracy, confidence, floor] = [places.y(bin.accuracy), places.y(bin.confidence), places.y(0)];
  context.globalAlpha = 0.4 + 0.6 * Math.sqrt(share);
  context.fillStyle = token('--series-train');
  context.fillRect(left, accuracy, width, floor - accuracy);
  context.globalAlpha = 1;
  context.strokeStyle = token('--series-validation');
  context.lineWidth = 1.5 * ratio;
  if (bin.confidence > bin.accuracy) hatch(context, ratio, left, confidence, width, accuracy - confidence);
  context.beginPath();
  context.moveTo(left, confidence);
  context.lineTo(left + width, confidence);
  context.stroke();
}

function hatch(context: CanvasRenderingContext2D, ratio: number, left: number, top: number, width: number, height: number): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.lineWidth = ratio;
  context.beginPath();
  for (let x = left - height; x < left + width; x += 5 * ratio) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
  context.lineWidth = ratio;
  context.strokeRect(left + ratio / 2, top, width - ratio, height);
}

/** Predicted over true values; on the line they are equal. */
export function scatterContent({ points: { target, prediction } }: RegressionReport, unit: string | undefined): ChartContent {
  const range = roundedRange(rangeOf([...target, ...prediction]), false);
  return {
    x: range,
    y: range,
    xLabel: unit === undefined ? t('true value') : t('true value, {unit}', { unit }),
    formatX: numberTick,
    formatY: numberTick,
    paint(context, places) {
      line(context, places, { x: [range.min, range.max], y: [range.min, range.max] }, { colour: '--text-3', width: 1, dash: [4, 4] });
      context.fillStyle = token('--series-train');
      context.globalAlpha = target.length > 400 ? 0.35 : 0.65;
      for (let i = 0; i < target.length; i += 1) {
        context.beginPath();
        context.arc(places.x(target[i]), places.y(prediction[i]), 2.4 * places.ratio, 0, 2 * Math.PI);
        context.fill();
      }
    },
  };
}

/** How often predictions are off by how much. */
export function residualContent({ residuals: { from, to, counts, mean } }: RegressionReport, unit: string | undefined): ChartContent {
  const y = roundedRange({ min: 0, max: Math.max(1, ...counts) }, false);
  const width = (to - from) / counts.length;
  return {
    x: { min: from, max: to },
    y,
    xLabel: unit === undefined ? t('prediction − true value') : t('prediction − true value, {unit}', { unit }),
    formatX: numberTick,
    formatY: formatMagnitude,
    paint(context, places) {
      context.fillStyle = token('--series-train');
      context.globalAlpha = 0.75;
      counts.forEach((count, i) => {
        const left = places.x(from + i * width) + places.ratio / 2;
        const right = places.x(from + (i + 1) * width) - places.ratio / 2;
        context.fillRect(left, places.y(count), right - left, places.y(0) - places.y(count));
      });
      context.globalAlpha = 1;
      line(context, places, { x: [0, 0], y: [y.min, y.max] }, { colour: '--text-3', width: 1, dash: [4, 4] });
      line(context, places, { x: [mean, mean], y: [y.min, y.max] }, { colour: '--series-validation', width: 1.5 });
    },
  };
}

export function rangeOf(values: readonly number[]): Range {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return values.length === 0 ? whole : { min, max };
}

function numberTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-3)) return value.toExponential().replace('e+', 'e');
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}

interface LineStyle {
  readonly colour: `--${string}`;
  readonly width: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
}

type LinePoints = CurvePoints | { readonly x: readonly number[]; readonly y: readonly number[] };

function line(context: CanvasRenderingContext2D, places: ChartPlaces, { x, y }: LinePoints, style: LineStyle): void {
  context.save();
  context.globalAlpha = style.alpha ?? 1;
  context.strokeStyle = token(style.colour);
  context.lineWidth = style.width * places.ratio;
  context.setLineDash((style.dash ?? []).map((length) => length * places.ratio));
  context.beginPath();
  for (let i = 0; i < x.length; i += 1) {
    // A logarithmic axis has no 0.
    const left = places.x(Math.max(x[i], style.dash === undefined ? 1e-9 : x[i]));
    if (i === 0) context.moveTo(left, places.y(y[i]));
    else context.lineTo(left, places.y(y[i]));
  }
  context.stroke();
  context.restore();
}
