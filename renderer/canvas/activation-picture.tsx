import { memo, useEffect, useSyncExternalStore } from 'react';
import type { ActivationCurve } from '../../engine/curves/activation-curve.ts';
import type { LayerDefinition } from '../../engine/layers/definition.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { parametersOf } from '../document/knowledge.ts';
import classes from './canvas.module.css';

interface ActivationPictureProps {
  /** It is an activation, or has one. */
  readonly layer: LayerDefinition;
  readonly node: ProjectNode;
  /** In pixels of the canvas. */
  readonly width: number;
  readonly height: number;
}

/** The curve of an activation as small as it can be told from others, over its axes; the room for it is there before it is known. */
export const ActivationPicture = memo(function ActivationPicture({ layer, node, width, height }: ActivationPictureProps) {
  useEffect(load, []);
  const picture = useSyncExternalStore(subscribe, () => pictureOf(layer, node));
  return (
    <svg
      className={classes.picture}
      width={width}
      height={height}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {picture !== undefined && (
        <>
          <path className={classes.pictureAxes} d={picture.axes} />
          <path className={classes.pictureCurve} d={picture.curve} />
        </>
      )}
    </svg>
  );
});

interface Picture {
  readonly curve: string;
  readonly axes: string;
}

const [WIDTH, HEIGHT] = [100, 50];
/** Free above and below the curve, so that its stroke isn't cut off. */
const MARGIN = 4;
/** Of the points of a curve, every so many are joined. */
const STEP = 4;

/** What evaluates curves, once it is there: the canvas doesn't wait for it. */
let curveOf: ((layer: LayerDefinition, parameters: Readonly<Record<string, unknown>>) => ActivationCurve | undefined) | undefined;
let isLoading = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function load(): void {
  if (isLoading) return;
  isLoading = true;
  const fetched = async (): Promise<void> => {
    ({ activationCurve: curveOf } = await import('../../engine/curves/activation-curve.ts'));
    for (const listener of listeners) listener();
  };
  // Without its pictures the canvas is as usable as before; the next layer that wants one tries again.
  const start = (): void => void fetched().catch(() => (isLoading = false));
  if (typeof requestIdleCallback === 'undefined') setTimeout(start);
  else requestIdleCallback(start, { timeout: 1000 });
}

const ofNodes = new WeakMap<ProjectNode, Picture | undefined>();
const ofCurves = new WeakMap<ActivationCurve, Picture>();

/** Drawn once for each curve: nodes with the same activation share it. */
function pictureOf(layer: LayerDefinition, node: ProjectNode): Picture | undefined {
  if (curveOf === undefined) return undefined;
  if (!ofNodes.has(node)) {
    const curve = curveOf(layer, parametersOf(node, layer));
    ofNodes.set(node, curve && drawnOnce(curve));
  }
  return ofNodes.get(node);
}

function drawnOnce(curve: ActivationCurve): Picture {
  const known = ofCurves.get(curve);
  if (known !== undefined) return known;
  const picture = drawn(curve);
  ofCurves.set(curve, picture);
  return picture;
}

function drawn({ x: xs, y: ys }: ActivationCurve): Picture {
  const [low, high] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const [first, last] = [xs[0], xs[xs.length - 1]];
  const toX = (x: number): string => ((WIDTH * (x - first)) / (last - first)).toFixed(1);
  const toY = (y: number): string => (MARGIN + ((HEIGHT - 2 * MARGIN) * (high - y)) / Math.max(high - low, 1e-6)).toFixed(1);
  const points = xs.flatMap((x, i) => (i % STEP === 0 ? [`${toX(x)} ${toY(ys[i])}`] : []));
  return { curve: `M${points.join('L')}`, axes: `M0 ${toY(0)}H${WIDTH}M${toX(0)} 0V${HEIGHT}` };
}
