import { useEffect, useRef } from 'react';
import 'uplot/dist/uPlot.min.css';
import type { RunInfo } from '../../host/api.ts';
import { formatLoss } from '../window/format.ts';
import styles from './curve-view.module.css';
import { showLivePlot } from './live-plot.ts';
import { plotContent, readingsAt, type OverlaidRun, type PlotRequest, type PlottedOutput } from './plot-content.ts';
import { usePlotHover, usePlotSettings } from './plot-settings.ts';
import { stateWord } from './run-actions.ts';
import { curvesOf, isActive, selectedRun, useRuns } from './run-store.ts';
import { mainScore, mainScores, type Score } from './run-scores.ts';
import { outputStyle, runStyle } from './run-style.ts';
import { percentTick } from '../plots/ticks.ts';
import { useCurves } from './use-curves.ts';
import { t } from '../language/text.ts';

interface CurveViewProps {
  /** Name of the value among an epoch's: `loss`, `accuracy`; of one of several outputs, whose values are all drawn: `cured.accuracy`. */
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

  const nothing = useNothingDrawn();

  useEffect(() => {
    if (place.current) return showCurves(place.current, { metric, percent, compact });
    return undefined;
  }, [metric, percent, compact, nothing]);

  if (nothing !== undefined) return <p className={styles.nothing}>{nothing}</p>;
  return <div ref={place} className={styles.place} role="img" aria-label={label} />;
}

/** What stands in place of a chart without a line: the run ended before its second step, and no other is drawn. */
function useNothingDrawn(): string | undefined {
  const run = useRuns(selectedRun);
  const alone = useRuns(({ overlaid, selectedId }) => overlaid.every((id) => id === undefined || id === selectedId));
  const epochs = useCurves(run?.id ?? '', (curves) => curves.epochs.length);
  const steps = useCurves(run?.id ?? '', (curves) => curves.loss.length);
  const loss = useCurves(run?.id ?? '', (curves) => curves.loss.at(1));
  if (!run || isActive(run.state) || !alone || epochs > 0 || steps > 1) return undefined;
  const { number } = run;
  const state = stateWord(run.state);
  if (steps === 0) return t('Run {number} {state} before its first step: there is nothing to draw.', { number, state });
  const told = { number, state, loss: formatLoss(loss) };
  return t('Run {number} {state} after one step with a loss of {loss}: there is no curve to draw.', told);
}

function showCurves(place: HTMLElement, { metric, percent, compact }: Required<Omit<CurveViewProps, 'label'>>): () => void {
  const request = (): PlotRequest => requestOf(metric, percent, place.clientWidth);
  return showLivePlot(place, {
    content: () => plotContent(request()),
    readingsAt: (x) => readingsAt(request(), x),
    formatValue: percent ? (value) => `${(value * 100).toFixed(2)}%` : formatLoss,
    follow: followDrawnRuns,
    hover: usePlotHover,
    style: { labelRoom: compact ? 14 : 52, axisSize: 44, labelled: !compact },
  });
}

function requestOf(metric: string, percent: boolean, width: number): PlotRequest {
  const { smoothing, logLoss, xAxis } = usePlotSettings.getState();
  const { runs, selectedId, overlaid } = useRuns.getState();
  const selected = runs.find(({ id }) => id === selectedId);
  const outputs = metric === 'loss' ? [] : outputsOf(selected);
  const overlays = overlaid.flatMap((id) => {
    const run = id === selectedId ? undefined : runs.find((other) => other.id === id);
    return run ? [overlayOf(run, metric, mainScore(selected?.project))] : [];
  });
  const formatY = percent ? percentTick : formatTick;
  const run = curvesOf(selectedId ?? '');
  const { colour } = runStyle(selected?.number ?? 1);
  return {
    metric,
    outputs,
    log: metric === 'loss' && logLoss,
    xAxis,
    smoothing,
    percent,
    run,
    colour,
    overlays,
    formatY,
    columns: Math.max(200, width),
  };
}

/** The outputs of a run that has several: each has its own curves. */
function outputsOf(run: RunInfo | undefined): readonly PlottedOutput[] {
  return mainScores(run?.project).flatMap(({ key, output }, index) =>
    output === undefined ? [] : [{ metric: key, name: output, style: outputStyle(index) }],
  );
}

/** Another run beside the selected one, whose score is `shown`: its value of that name, or of that metric. */
function overlayOf(run: RunInfo, metric: string, shown: Score | undefined): OverlaidRun {
  const style = runStyle(run.number);
  const drawn = { curves: curvesOf(run.id), metric, label: t('run {number}', { number: run.number }), style };
  if (metric === 'loss') return drawn;
  const score = mainScores(run.project).find(({ key }) => key === metric) ?? mainScore(run.project);
  return {
    ...drawn,
    ...(score !== undefined && score.metric === shown?.metric && { metric: score.key }),
    // Colours are those of outputs there.
    ...(shown?.output !== undefined && { style: { ...style, colour: '--text-3' } as const }),
  };
}

function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e5 || (size > 0 && size < 1e-3)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}

/** Listens to the settings, and to the curves of the selected run and the overlays, whichever they are. */
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
  const stopSettings = usePlotSettings.subscribe(listener);
  follow();
  return () => {
    stopStore();
    stopSettings();
    for (const stop of stops) stop();
  };
}
