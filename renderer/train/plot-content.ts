import type { EpochRecord } from '../../engine/training/events.ts';
import type { Curve, PlotContent } from './curve-plot.ts';
import { decimate, type CurvePoints } from './decimate.ts';
import type { Hovered, Reading } from './hover-layer.ts';
import type { RunCurves } from './run-curves.ts';
import type { RunStyle } from './run-style.ts';
import type { StepSeries } from './step-series.ts';
import type { SmoothedSeries } from './smoothing.ts';
import { quantile, roundedRange, type Range } from '../plots/ticks.ts';
import { t } from '../language/text.ts';
import { formatCount } from '../window/format.ts';

export type XAxis = 'epoch' | 'step';

/** What a plot shows of which runs. */
export interface PlotRequest {
  /** Name of the value among an epoch's: `loss`, `accuracy`. */
  readonly metric: string;
  /** The outputs whose values are drawn instead, where there are several. */
  readonly outputs: readonly PlottedOutput[];
  readonly log: boolean;
  readonly xAxis: XAxis;
  /** 0 to just under 1. */
  readonly smoothing: number;
  readonly percent: boolean;
  readonly run: RunCurves;
  /** Of the run's held-out values. */
  readonly colour: `--${string}`;
  /** Runs drawn beside it. */
  readonly overlays: readonly OverlaidRun[];
  readonly formatY: PlotContent['formatY'];
  /** Curve points per pixel column would be wasted. */
  readonly columns: number;
}

export interface PlottedOutput {
  readonly metric: string;
  readonly name: string;
  readonly style: RunStyle;
}

export interface OverlaidRun {
  readonly curves: RunCurves;
  /** Its value that is drawn. */
  readonly metric: string;
  readonly label: string;
  readonly style: RunStyle;
}

/** Gathers curves and ranges for one drawing. */
export function plotContent(request: PlotRequest): PlotContent {
  const several = request.outputs.length > 0;
  const validation = epochCurve(request);
  const curves: Curve[] = several ? [] : trainCurves(request);
  for (const { curves: overlaid, metric, style, label } of request.overlays) {
    const points = epochPoints(overlaid, metric, request.xAxis, hasValidation(overlaid, metric) ? 'validation' : 'train');
    curves.push({ points, colour: style.colour, dash: style.dash, width: 1.5, endLabel: label });
  }
  if (several) curves.push(...request.outputs.flatMap((output) => outputCurves(request, output)));
  else if (validation) curves.push(validation);
  const y = request.percent ? fractionRange(curves) : valueRange(curves, request.log);
  const xLabel = (number: string) =>
    request.xAxis === 'epoch' ? t('epoch {epoch}', { epoch: number }) : t('step {step}', { step: number });
  return { curves, x: xRange(curves), y, log: request.log, xLabel, formatY: request.formatY };
}

function trainCurves(request: PlotRequest): Curve[] {
  const steps = stepsOf(request.run, request.metric);
  if (!steps || steps.raw.length === 0) {
    const points = epochPoints(request.run, request.metric, request.xAxis, 'train');
    return points.x.length > 0 ? [{ points, colour: '--series-train', width: 2, dots: 'filled', endLabel: t('train') }] : [];
  }
  const xOf = placeOfStep(request.run, request.xAxis);
  const smoothed = decimate(steps.smoothed.update(request.smoothing), xOf, request.columns);
  const line: Curve = { points: smoothed, colour: '--series-train', width: 2, endLabel: t('train') };
  if (request.smoothing === 0) return [line];
  return [{ points: decimate(steps.raw.values, xOf, request.columns), colour: '--series-train', width: 1, alpha: 0.3 }, line];
}

function stepsOf(run: RunCurves, metric: string): { readonly raw: StepSeries; readonly smoothed: SmoothedSeries } | undefined {
  if (metric === 'loss') return { raw: run.loss, smoothed: run.smoothedLoss };
  return metric === 'accuracy' ? { raw: run.accuracy, smoothed: run.smoothedAccuracy } : undefined;
}

function epochCurve({ run, metric, xAxis, colour }: PlotRequest): Curve | undefined {
  const points = epochPoints(run, metric, xAxis, 'validation');
  return points.x.length > 0 ? { points, colour, width: 2, dots: 'filled', endLabel: t('val') } : undefined;
}

/** What is held out bold with dots, the training data thin with rings, in the colour and dash of the output. */
function outputCurves({ run, xAxis }: PlotRequest, { metric, name, style }: PlottedOutput): Curve[] {
  const train = epochPoints(run, metric, xAxis, 'train');
  const validation = epochPoints(run, metric, xAxis, 'validation');
  const held = validation.x.length > 0;
  return [
    ...(train.x.length > 0 ? [{ ...style, points: train, width: 1, dots: 'rings' as const, ...(!held && { endLabel: name }) }] : []),
    ...(held ? [{ ...style, points: validation, width: 2, dots: 'filled' as const, endLabel: name }] : []),
  ];
}

function epochPoints(run: RunCurves, metric: string, xAxis: XAxis, split: 'train' | 'validation'): CurvePoints {
  const records = run.epochs.filter((record) => record[split]?.[metric] !== undefined);
  const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);
  return {
    x: records.map((record) => (xAxis === 'epoch' ? record.epoch : record.step)),
    y: records.map((record) => finite(record[split]?.[metric])),
  };
}

function hasValidation(run: RunCurves, metric: string): boolean {
  return run.epochs.some((record) => record.validation?.[metric] !== undefined);
}

/** Place of a step on the horizontal axis. */
export function placeOfStep(run: RunCurves, xAxis: XAxis): (step: number) => number {
  const stepsPerEpoch = run.stepsPerEpoch ?? 1;
  return xAxis === 'step' ? (step) => step : (step) => step / stepsPerEpoch;
}

function xRange(curves: readonly Curve[]): Range {
  const last = Math.max(...curves.map(({ points }) => points.x.at(-1) ?? 0), 0);
  return { min: 0, max: Math.max(1, Math.ceil(last - 1e-6)) };
}

/** Loss and other values: nothing smooth is cut off, single batches may leave at the edge. */
function valueRange(curves: readonly Curve[], log: boolean): Range {
  const usable = curves.map(({ points, alpha }) => {
    const values = log ? points.y.filter((value) => value !== null && value > 0) : points.y;
    return alpha === undefined ? [quantile(values, 0), quantile(values, 0.995)] : [quantile(values, 0.02), quantile(values, 0.97)];
  });
  const bounds = usable.flat().filter((value) => value !== undefined);
  if (bounds.length === 0) return log ? { min: 0.01, max: 1 } : { min: 0, max: 1 };
  const [min, max] = [Math.min(...bounds), Math.max(...bounds)];
  return roundedRange(log || min < 0 ? { min, max } : { min: Math.min(min, max * 0.05), max }, log);
}

/** Fractions: the first steps, where nothing is learnt yet, don't squeeze the rest. */
function fractionRange(curves: readonly Curve[]): Range {
  const lows = curves.map(({ points, dots, dash, alpha }) =>
    alpha !== undefined ? undefined : quantile(points.y, dots || dash ? 0 : 0.1),
  );
  const highs = curves.map(({ points }) => quantile(points.y, 1));
  const known = lows.filter((value) => value !== undefined);
  if (known.length === 0) return { min: 0, max: 1 };
  const { min, max } = roundedRange({ min: Math.min(...known), max: Math.max(...highs.filter((value) => value !== undefined)) }, false);
  return { min: Math.max(0, min), max: Math.min(1, max) };
}

/** Exact recorded values near a place on the horizontal axis: the batch at that step, and the nearest epochs. */
export function readingsAt(request: PlotRequest, x: number): Hovered | undefined {
  const { run, metric, xAxis } = request;
  const epochs = run.epochs;
  const steps = stepsOf(run, metric)?.raw;
  const perEpoch = run.stepsPerEpoch ?? 1;
  const lastStep = Math.max(steps?.length ?? 0, epochs.at(-1)?.step ?? 0);
  if (lastStep === 0) return undefined;
  const step = Math.min(lastStep, Math.max(1, Math.round(xAxis === 'epoch' ? x * perEpoch : x)));
  const nearest = nearestEpoch(epochs, step);
  const placeOf = placeOfStep(run, xAxis);
  const place = (record: EpochRecord) => (xAxis === 'epoch' ? record.epoch : record.step);
  const readings: Reading[] = request.outputs.flatMap((output) => outputReadings(output, nearest, place));
  const alone = request.outputs.length === 0;
  const raw = steps && steps.length > 0 ? steps.at(step) : nearest?.train[metric];
  if (alone && raw !== undefined && Number.isFinite(raw))
    readings.push({ label: t('train batch'), colour: '--series-train', value: raw, x: placeOf(step) });
  const validation = nearest?.validation?.[metric];
  if (alone && nearest && validation !== undefined) {
    readings.push({
      label: t('validation, epoch {epoch}', { epoch: nearest.epoch }),
      colour: request.colour,
      value: validation,
      x: place(nearest),
    });
  }
  for (const overlay of request.overlays) {
    const record = nearestEpoch(overlay.curves.epochs, xAxis === 'epoch' ? x * (overlay.curves.stepsPerEpoch ?? 1) : x);
    const value = record?.validation?.[overlay.metric] ?? record?.train[overlay.metric];
    if (record && value !== undefined) readings.push({ label: overlay.label, colour: overlay.style.colour, value, x: place(record) });
  }
  const epoch = Math.min(Math.floor((step - 1) / perEpoch) + 1, Math.ceil(lastStep / perEpoch));
  const title = t('epoch {epoch} · step {step}', { epoch, step: formatCount(step) });
  return { title, readings, x: placeOf(step) };
}

function outputReadings(
  { metric, name, style: { colour } }: PlottedOutput,
  record: EpochRecord | undefined,
  place: (record: EpochRecord) => number,
): Reading[] {
  if (record === undefined) return [];
  const splits = [
    [record.train[metric], '{name}, train, epoch {epoch}'],
    [record.validation?.[metric], '{name}, validation, epoch {epoch}'],
  ] as const;
  return splits.flatMap(([value, text]) =>
    value !== undefined && Number.isFinite(value)
      ? [{ label: t(text, { name, epoch: record.epoch }), colour, value, x: place(record) }]
      : [],
  );
}

function nearestEpoch(epochs: readonly EpochRecord[], step: number): EpochRecord | undefined {
  let best: EpochRecord | undefined;
  for (const record of epochs) if (!best || Math.abs(record.step - step) < Math.abs(best.step - step)) best = record;
  return best;
}
