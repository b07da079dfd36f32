import { useEffect, useRef } from 'react';
import 'uplot/dist/uPlot.min.css';
import { CurvePlot } from './curve-plot.ts';
import styles from './curve-view.module.css';
import { HoverLayer } from './hover-layer.ts';
import { plotContent, readingsAt, type PlotRequest } from './plot-content.ts';
import { usePlotHover, usePlotSettings } from './plot-settings.ts';
import { curvesOf, useRuns } from './run-store.ts';

interface CurveViewProps {
  /** `loss` or a metric's id. */
  readonly metric: string;
  readonly label: string;
  readonly percent: boolean;
  /** Without labels at the curves' ends. */
  readonly compact?: boolean;
}

/**
 * Curves of the selected run and of those drawn beside it. Messages, the pointer and settings only mark the picture as old;
 * it is drawn at most once per frame, outside of React.
 */
export function CurveView({ metric, label, percent, compact = false }: CurveViewProps) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (place.current) return showCurves(place.current, { metric, percent, compact });
    return undefined;
  }, [metric, percent, compact]);

  return <div ref={place} className={styles.place} role="img" aria-label={label} />;
}

function showCurves(place: HTMLElement, { metric, percent, compact }: Required<Omit<CurveViewProps, 'label'>>): () => void {
  const request = (): PlotRequest => requestOf(metric, percent, place.clientWidth);
  const plot = new CurvePlot(place, plotContent(request()), { labelRoom: compact ? 14 : 52, axisSize: 44, labelled: !compact });
  const hover = new HoverLayer(plot);

  let frame = 0;
  const drawHover = () => {
    const { x } = usePlotHover.getState();
    hover.show(x === undefined ? undefined : readingsAt(request(), x), percent);
  };
  const draw = () => {
    frame = 0;
    if (!place.checkVisibility({ visibilityProperty: true })) return;
    plot.resize(place.clientWidth, place.clientHeight);
    plot.draw(plotContent(request()));
    drawHover();
  };
  const schedule = () => {
    frame ||= requestAnimationFrame(draw);
  };

  const followed = followDrawnRuns(schedule);
  const settings = usePlotSettings.subscribe(schedule);
  const pointer = usePlotHover.subscribe(drawHover);
  // A workspace that is not shown is not drawn; coming back to it draws what was missed.
  window.addEventListener('hashchange', schedule);
  const size = new ResizeObserver(schedule);
  const scheme = new MutationObserver(schedule);
  size.observe(place);
  scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
  void document.fonts.ready.then(schedule);

  return () => {
    cancelAnimationFrame(frame);
    window.removeEventListener('hashchange', schedule);
    for (const stop of [followed, settings, pointer]) stop();
    size.disconnect();
    scheme.disconnect();
    hover.destroy();
    plot.destroy();
  };
}

function requestOf(metric: string, percent: boolean, width: number): PlotRequest {
  const { smoothing, logLoss, xAxis } = usePlotSettings.getState();
  const { runs, selectedId, overlaid } = useRuns.getState();
  const overlays = overlaid.map((id) => {
    const run = id === selectedId ? undefined : runs.find((other) => other.id === id);
    return run && { curves: curvesOf(run.id), label: `run ${run.number}` };
  });
  const formatY = percent ? (value: number) => `${Number((value * 100).toFixed(1))}%` : formatTick;
  const run = curvesOf(selectedId ?? '');
  return { metric, log: metric === 'loss' && logLoss, xAxis, smoothing, percent, run, overlays, formatY, columns: Math.max(200, width) };
}

function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-3)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}

/** Listens to the curves of the selected run and the overlays, whichever they are. */
function followDrawnRuns(listener: () => void): () => void {
  let stops: (() => void)[] = [];
  const follow = () => {
    for (const stop of stops) stop();
    const { selectedId, overlaid } = useRuns.getState();
    const drawn = [selectedId, ...overlaid].filter((id) => id !== undefined);
    stops = drawn.map((id) => curvesOf(id).subscribe(listener));
    listener();
  };
  const stopStore = useRuns.subscribe((state, former) => {
    if (state.selectedId !== former.selectedId || state.overlaid !== former.overlaid) follow();
  });
  follow();
  return () => {
    stopStore();
    for (const stop of stops) stop();
  };
}
