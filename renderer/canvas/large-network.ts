import { createContext } from 'react';
import type { CanvasNode } from './flow-model.ts';
import { currentFlow } from './view.ts';
import { expectedSize, handlesOf, type NodeSize } from './node-size.ts';

/** From so many nodes on, the canvas draws only what is in view, and what can't be read from afar without its details. */
export const LARGE = 150;

/** Below this zoom no text of a node can be read. */
export const FAR = 0.4;

/** From afar, React Flow is told of so many chosen wires at most. */
export const FEW = 50;

/** True while a large network is seen from afar. */
export const FarContext = createContext(false);

/** True while the canvas shows a large network from afar. */
export function isSeenFromAfar(): boolean {
  const flow = currentFlow();
  return flow !== undefined && flow.getZoom() < FAR && flow.getNodes().length >= LARGE;
}

export type Measured = ReadonlyMap<string, NodeSize>;

const finished = new WeakMap<CanvasNode, CanvasNode>();

/**
 * A node with its selection and size; the same object as before where nothing of that is new, so that only what changed is drawn
 * again. In a large network a node that hasn't been drawn yet has its expected size, and places of its ports that need no drawing.
 */
export function finishedNode(drawn: CanvasNode, selected: boolean, size: NodeSize | undefined, isLarge: boolean): CanvasNode {
  const former = finished.get(drawn);
  if (
    former?.selected === selected &&
    isLarge === (former.handles !== undefined) &&
    (size === undefined || sameSize(former.measured, size))
  )
    return former;
  const next: CanvasNode = { ...drawn, selected, ...(isLarge ? sized(drawn, size ?? expectedSize(drawn)) : size && { measured: size }) };
  finished.set(drawn, next);
  return next;
}

function sized(node: CanvasNode, size: NodeSize) {
  return { measured: size, handles: handlesOf(node, size) };
}

function sameSize(a: CanvasNode['measured'], b: NodeSize): boolean {
  return a?.width === b.width && a.height === b.height;
}
