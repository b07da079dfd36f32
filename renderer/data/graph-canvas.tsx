import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { t } from '../language/text.ts';
import { boundsOf } from '../samples/graph-layout.ts';
import type { NodeGraph } from '../samples/node-graph.ts';
import { drawGraph, type GraphPicture, type JudgedGraph, nodeAt } from './graph-drawing.ts';
import styles from './graph-view.module.css';
import type { NodeNames } from './node-names.ts';
import type { PanZoom } from './use-pan-zoom.ts';

interface GraphCanvasProps {
  readonly label: string;
  readonly graph: NodeGraph;
  readonly places: Float32Array<ArrayBuffer>;
  readonly degrees: Uint32Array;
  readonly names: NodeNames;
  readonly view: PanZoom;
  readonly hovered: number | undefined;
  readonly directed: boolean;
  readonly trained: number;
  readonly judged?: JudgedGraph;
  readonly onHover: (node: number | undefined) => void;
}

const PAN = 40;
const MARGIN = 24;

/** The drawing of a graph: dragged and zoomed by pointer, wheel or keys. */
export function GraphCanvas({ label, graph, places, degrees, names, view, hovered, directed, trained, judged, onHover }: GraphCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(canvas);
  const picture = usePicture({ graph, places, degrees, names, hovered, directed, trained, ...(judged && { judged }), size, view });
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return undefined;
    const paint = () => drawGraph(context, picture);
    paint();
    const scheme = new MutationObserver(paint);
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] });
    return () => scheme.disconnect();
  }, [picture]);
  useWheel(canvas, view);
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) view.pan(event.movementX, event.movementY);
    else {
      const { left, top } = event.currentTarget.getBoundingClientRect();
      onHover(nodeAt(picture, event.clientX - left, event.clientY - top));
    }
  };
  return (
    <canvas
      ref={canvas}
      className={styles.canvas}
      role="application"
      aria-roledescription={t('graph')}
      aria-label={t('{label}. Arrow keys move it, plus and minus zoom, 0 shows all of it. The table lists the nodes.', { label })}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={move}
      onPointerLeave={() => onHover(undefined)}
      onKeyDown={(event) => moveByKey(event, view)}
    />
  );
}

type PictureParts = Omit<GraphPicture, 'x' | 'y' | 'scale' | 'width' | 'height'> & {
  readonly size: { readonly width: number; readonly height: number };
  readonly view: PanZoom;
};

/** The whole graph fits into the canvas where nothing was moved. */
function usePicture({ size, view, ...parts }: PictureParts): GraphPicture {
  const { x, y, width, height } = boundsOf(parts.places, MARGIN);
  const fit = Math.min(size.width / width, size.height / height, 3);
  const scale = fit * view.view.scale;
  return {
    ...parts,
    ...size,
    scale,
    x: size.width / 2 + view.view.x - scale * (x + width / 2),
    y: size.height / 2 + view.view.y - scale * (y + height / 2),
  };
}

function useSize(canvas: { readonly current: HTMLCanvasElement | null }) {
  const [size, setSize] = useState({ width: 800, height: 500 });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}

/** React listens to the wheel passively; the page must not scroll. */
function useWheel(canvas: { readonly current: HTMLCanvasElement | null }, { zoom }: PanZoom): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 400), { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 });
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [canvas, zoom]);
}

function moveByKey(event: KeyboardEvent, { pan, zoom, reset }: PanZoom): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => pan(PAN, 0),
    ArrowRight: () => pan(-PAN, 0),
    ArrowUp: () => pan(0, PAN),
    ArrowDown: () => pan(0, -PAN),
    '+': () => zoom(1.3),
    '=': () => zoom(1.3),
    '-': () => zoom(1 / 1.3),
    '0': reset,
  };
  const action = actions[event.key];
  if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
}
