import type { StoreApi } from 'zustand';
import { CurvePlot, type PlotContent, type PlotStyle } from './curve-plot.ts';
import { type Hovered, HoverLayer } from './hover-layer.ts';

/** Where the pointer rests, as a value of the horizontal axis. */
export type HoverStore = Pick<StoreApi<{ readonly x: number | undefined }>, 'getState' | 'setState' | 'subscribe'>;

export interface LivePlot {
  /** What is drawn now, in so many pixels. */
  content(width: number): PlotContent;
  /** Exact values near a place on the horizontal axis. */
  readingsAt(x: number): Hovered | undefined;
  formatValue(value: number): string;
  /** Calls back whenever the picture is old, at once for the first time; gives what ends that. */
  follow(changed: () => void): () => void;
  readonly hover: HoverStore;
  readonly style: PlotStyle;
}

/** Draws curves into a place, at most once per frame, whenever something marks them as old; gives what ends that. */
export function showLivePlot(place: HTMLElement, { content, readingsAt, formatValue, follow, hover, style }: LivePlot): () => void {
  const plot = new CurvePlot(place, content(place.clientWidth), style);
  const layer = new HoverLayer(plot, (x) => hover.setState({ x }));

  let frame = 0;
  const drawHover = () => {
    const { x } = hover.getState();
    layer.show(x === undefined ? undefined : readingsAt(x), formatValue);
  };
  const draw = () => {
    frame = 0;
    if (!place.checkVisibility({ visibilityProperty: true })) return;
    plot.resize(place.clientWidth, place.clientHeight);
    plot.draw(content(place.clientWidth));
    drawHover();
  };
  const schedule = () => {
    frame ||= requestAnimationFrame(draw);
  };

  const followed = follow(schedule);
  const pointer = hover.subscribe(drawHover);
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
    followed();
    pointer();
    size.disconnect();
    scheme.disconnect();
    layer.destroy();
    plot.destroy();
  };
}
