import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useState } from 'react';
import { type ActivationCurve, activationCurve } from '../../engine/curves/activation-curve.ts';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { linearTicks, type Range } from '../plots/ticks.ts';
import { t } from '../language/text.ts';
import classes from './activation-plot.module.css';

interface ActivationPlotProps {
  readonly layer: LayerDefinition;
  /** As they stand in the project, defaults filled in. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

const NAMES = { value: 'y', slope: 'dy/dx' };
const HEIGHT = 150;
const MARGIN = { left: 30, right: 6, top: 6, bottom: 18 };
/** Free room above and below the curves, as a share of what they span. */
const ROOM = 0.05;

/** An activation and its derivative with what both are where the pointer rests. */
export function ActivationPlot({ layer, parameters }: ActivationPlotProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const curve = activationCurve(layer, parameters);
  if (curve === undefined) return null;
  const frame = frameOf(curve, Math.max(width, 160));
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const share = (event.clientX - event.currentTarget.getBoundingClientRect().left - MARGIN.left) / frame.plotWidth;
    setPointed(share < 0 || share > 1 ? undefined : Math.round(share * (curve.x.length - 1)));
  };
  return (
    <div ref={ref}>
      <svg
        className={classes.plot}
        width="100%"
        height={HEIGHT}
        role="img"
        aria-label={t('The function and its derivative from {from} to {to}', { from: curve.x[0], to: curve.x.at(-1) ?? 0 })}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <Grid frame={frame} />
        <path className={classes.slope} d={pathOf(curve.x, curve.slope, frame)} />
        <path className={classes.value} d={pathOf(curve.x, curve.y, frame)} />
        {pointed !== undefined && <Pointed curve={curve} index={pointed} frame={frame} />}
      </svg>
      <Legend curve={curve} index={pointed} />
    </div>
  );
}

interface Frame {
  readonly x: Range;
  readonly y: Range;
  readonly plotWidth: number;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
}

function frameOf({ x: xs, y, slope }: ActivationCurve, width: number): Frame {
  const x = { min: xs[0], max: xs[xs.length - 1] };
  const [low, high] = [Math.min(...y, ...slope), Math.max(...y, ...slope)];
  const room = ROOM * Math.max(high - low, 0.1);
  const shown = { min: low - room, max: high + room };
  const plotWidth = width - MARGIN.left - MARGIN.right;
  const plotHeight = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    x,
    y: shown,
    plotWidth,
    toX: (value) => MARGIN.left + (plotWidth * (value - x.min)) / (x.max - x.min),
    toY: (value) => MARGIN.top + (plotHeight * (shown.max - value)) / (shown.max - shown.min),
  };
}

function pathOf(xs: readonly number[], ys: readonly number[], { toX, toY }: Frame): string {
  return xs.map((x, i) => `${i === 0 ? 'M' : 'L'}${toX(x).toFixed(1)} ${toY(ys[i]).toFixed(1)}`).join('');
}

function Grid({ frame: { x, y, toX, toY } }: { readonly frame: Frame }) {
  return (
    <>
      {linearTicks(x, 6).map((tick) => (
        <g key={tick}>
          <line
            className={classes.grid}
            data-zero={tick === 0 || undefined}
            x1={toX(tick)}
            x2={toX(tick)}
            y1={toY(y.max)}
            y2={toY(y.min)}
          />
          <text className={classes.tick} x={toX(tick)} y={HEIGHT - 4} textAnchor="middle">
            {numberText(tick)}
          </text>
        </g>
      ))}
      {linearTicks(y, 6).map((tick) => (
        <g key={tick}>
          <line
            className={classes.grid}
            data-zero={tick === 0 || undefined}
            x1={toX(x.min)}
            x2={toX(x.max)}
            y1={toY(tick)}
            y2={toY(tick)}
          />
          <text className={classes.tick} x={MARGIN.left - 5} y={toY(tick)} dy="0.32em" textAnchor="end">
            {numberText(tick)}
          </text>
        </g>
      ))}
    </>
  );
}

interface PointedProps {
  readonly curve: ActivationCurve;
  readonly index: number;
  readonly frame: Frame;
}

function Pointed({ curve, index, frame: { y, toX, toY } }: PointedProps) {
  const x = toX(curve.x[index]);
  return (
    <>
      <line className={classes.pointer} x1={x} x2={x} y1={toY(y.max)} y2={toY(y.min)} />
      <circle className={classes.slopeDot} cx={x} cy={toY(curve.slope[index])} r={3} />
      <circle className={classes.valueDot} cx={x} cy={toY(curve.y[index])} r={3} />
    </>
  );
}

function Legend({ curve, index }: { readonly curve: ActivationCurve; readonly index: number | undefined }) {
  const reading = (name: string, values: readonly number[]) =>
    index === undefined ? name : `${name} = ${numberText(Number(values[index].toFixed(3)))}`;
  const place = index === undefined ? undefined : `x = ${numberText(Number(curve.x[index].toFixed(2)))}`;
  return (
    <div className={classes.legend}>
      <span className={classes.valueKey}>{reading(NAMES.value, curve.y)}</span>
      <span className={classes.slopeKey}>{reading(NAMES.slope, curve.slope)}</span>
      <span className={classes.where}>{place ?? (curve.compares ? t('one of two scores, the other 0') : '')}</span>
    </div>
  );
}

/** With a minus sign as wide as the figures. */
function numberText(value: number): string {
  return String(value).replace('-', '−');
}
