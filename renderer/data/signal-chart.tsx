import { useMemo } from 'react';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import type { ChartContent, ChartPlaces } from '../plots/chart.ts';
import { type ChartReading, ChartView } from '../plots/chart-view.tsx';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { sampleValues } from '../samples/sample-values.ts';
import { token } from '../theme/tokens.ts';
import { roundedRange } from '../plots/ticks.ts';
import styles from './signal-chart.module.css';
import { numberText } from '../samples/table-columns.ts';

interface SignalChartProps {
  readonly dataset: DatasetInfo;
  readonly preview: DatasetPreview;
  readonly sample: number;
}

/** One line of a chart of signals; `start` is the step of its first value. */
interface Line {
  readonly name: string;
  readonly values: ArrayLike<number>;
  readonly start: number;
  readonly colour: `--${string}`;
}

/** The channels of a signal, each on axes of its own in the units of its values; what is forecast follows upon what is seen. */
export function SignalChart({ dataset, preview, sample }: SignalChartProps) {
  const charts = useMemo(() => chartsOf(dataset, preview, sample), [dataset, preview, sample]);
  const step = dataset.window?.step ?? 'step';
  return (
    <div className={styles.charts}>
      {charts.map(({ title, lines, contents }) => (
        <figure key={title} className={styles.figure}>
          <figcaption>{title}</figcaption>
          <ChartView
            content={contents}
            label={t('{title}: {count, plural, one {# value} other {# values}} from {from} to {to}', {
              title,
              count: lines[0].values.length,
              from: numberText(contents.y.min),
              to: numberText(contents.y.max),
            })}
            readingAt={(x) => readingAt(lines, step, Math.round(x))}
          />
        </figure>
      ))}
    </div>
  );
}

function chartsOf(dataset: DatasetInfo, preview: DatasetPreview, sample: number) {
  const input = dataset.fields.find(({ semantics }) => semantics === 'signal');
  if (input === undefined) return [];
  const [channels, length] = input.shape;
  const values = sampleValues(preview.fields[input.name], sample);
  const forecast = forecastOf(dataset, preview, sample);
  return Array.from({ length: channels }, (_, channel) => {
    const title = channelName(input, channel);
    const seen: Line = {
      name: title,
      values: values.subarray(channel * length, (channel + 1) * length),
      start: 0,
      colour: '--series-train',
    };
    const next = channels === 1 && forecast?.unit === input.columns?.[channel]?.unit ? forecast : undefined;
    const lines = next ? [seen, { ...next, start: length }] : [seen];
    return { title, lines, contents: contentOf(lines, dataset.window?.step ?? 'step') };
  });
}

function channelName(field: DatasetField, channel: number): string {
  const { columns, shape } = field;
  const column = columns?.[channel];
  if (column) return column.unit === undefined ? column.name : [column.name, column.unit].join(t(', '));
  const label = fieldLabel(field);
  return shape[0] === 1 ? label : `${label} ${channel + 1}`;
}

interface Forecast extends Omit<Line, 'start'> {
  readonly unit: string | undefined;
}

/** The numbers that follow upon a window; they share its axes where they are of its unit. */
function forecastOf({ fields, window }: DatasetInfo, preview: DatasetPreview, sample: number): Forecast | undefined {
  const target = fields.find(({ role, classes }) => role === 'target' && classes === undefined);
  if (window === undefined || target === undefined) return undefined;
  return {
    name: fieldLabel(target),
    values: Array.from(sampleValues(preview.fields[target.name], sample)),
    colour: '--series-validation',
    unit: target.unit,
  };
}

function contentOf(lines: readonly Line[], step: string): ChartContent {
  const all = lines.flatMap(({ values }) => Array.from(values)).filter((value) => Number.isFinite(value));
  const last = Math.max(...lines.map(({ start, values }) => start + values.length - 1), 1);
  return {
    x: { min: 0, max: last },
    y: all.length === 0 ? { min: 0, max: 1 } : roundedRange({ min: Math.min(...all), max: Math.max(...all) }, false),
    xLabel: step,
    formatX: numberText,
    formatY: numberText,
    paint: (context, places) => lines.forEach((line) => paintLine(context, places, line)),
  };
}

const DOT = 3;

function paintLine(context: CanvasRenderingContext2D, places: ChartPlaces, { values, start, colour }: Line): void {
  context.strokeStyle = token(colour);
  context.fillStyle = token(colour);
  context.lineWidth = 1.5 * places.ratio;
  context.beginPath();
  for (let i = 0; i < values.length; i += 1) context.lineTo(places.x(start + i), places.y(values[i]));
  context.stroke();
  if (values.length > 40) return;
  for (let i = 0; i < values.length; i += 1) {
    context.beginPath();
    context.arc(places.x(start + i), places.y(values[i]), (start > 0 ? DOT : DOT / 2) * places.ratio, 0, 2 * Math.PI);
    context.fill();
  }
}

function readingAt(lines: readonly Line[], step: string, at: number): ChartReading | undefined {
  const rows = lines
    .filter(({ start, values }) => at >= start && at < start + values.length)
    .map(({ name, values, start, colour }) => ({ name, value: numberText(values[at - start]), colour }));
  return rows.length === 0 ? undefined : { title: `${step} ${at}`, rows };
}
