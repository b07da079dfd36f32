import { Position, type NodeHandle } from '@xyflow/react';
import type { Analysis } from '../../engine/compile/analysis.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { Box, Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { canvasWires, type WireFlowEdge } from './flow-model.ts';
import { currentFlow } from './view.ts';
import { wirePath, wireStretches, type WireEndPoints } from './wire-path.ts';

/** A node's place and its ports. */
export interface PortBearer {
  readonly position: Point;
  readonly handles?: readonly NodeHandle[] | undefined;
}

/** Where a wire begins and ends; undefined where one of its ports isn't there. */
export function endPoints(edge: WireFlowEdge, bearerOf: (id: string) => PortBearer | undefined): WireEndPoints | undefined {
  const [from, to] = [bearerOf(edge.source), bearerOf(edge.target)];
  const source = from?.handles?.find(({ id, type }) => type === 'source' && id === edge.sourceHandle);
  const target = to?.handles?.find(({ id, type }) => type === 'target' && id === edge.targetHandle);
  if (from === undefined || to === undefined || source === undefined || target === undefined) return undefined;
  return {
    source: outerEnd(from, source),
    target: outerEnd(to, target),
    sourcePosition: source.position,
    targetPosition: target.position,
  };
}

/** Where a wire meets a port: at the side that points away from the node. */
function outerEnd(node: PortBearer, { position, x, y, width = 0, height = 0 }: NodeHandle): Point {
  const isLevel = position === Position.Left || position === Position.Right;
  const [outerX, outerY] = [position === Position.Right ? width : 0, position === Position.Bottom ? height : 0];
  return { x: node.position.x + x + (isLevel ? outerX : width / 2), y: node.position.y + y + (isLevel ? height / 2 : outerY) };
}

/** Ends of a wire of the canvas as it is shown now. */
export function currentEnds(edge: WireFlowEdge): WireEndPoints | undefined {
  return endPoints(edge, (id) => {
    const node = currentFlow()?.getInternalNode(id);
    const { source, target } = node?.internals.handleBounds ?? {};
    return node && { position: node.internals.positionAbsolute, handles: node.handles ?? [...(source ?? []), ...(target ?? [])] };
  });
}

/** The wires of the project as the canvas draws them. */
export function currentWires(): readonly WireFlowEdge[] {
  const { project, analysis } = useDocument.getState();
  if (last?.project !== project || last.analysis !== analysis) last = { project, analysis, wires: canvasWires(project, analysis) };
  return last.wires;
}

/** Asked for at each move of a drag. */
let last: { readonly project: Project; readonly analysis: Analysis; readonly wires: readonly WireFlowEdge[] } | undefined;

/** The wire that runs through the box, the nearest one to the point in it; undefined where none does. */
export function wireThrough(box: Box, point: Point): string | undefined {
  let nearest: { readonly wire: string; readonly far: number } | undefined;
  for (const edge of currentWires()) {
    const ends = currentEnds(edge);
    if (ends === undefined) continue;
    const via = edge.data?.wire.via;
    if (!meets(around([ends.source, ends.target, ...(via ?? [])]), box)) continue;
    const far = distanceWithin(wireStretches(wirePath(ends, via).path), box, point);
    if (far !== undefined && (nearest === undefined || far < nearest.far)) nearest = { wire: edge.id, far };
  }
  return nearest?.wire;
}

/** How far the pointer may be from a wire that it takes hold of, in pixels of the screen, */
const REACH = 7;
/** and of the canvas: beside a wire there is room to point at nothing. */
const MOST = 30;

/** The wire at a place of the window. */
export function wireAt(screen: Point): string | undefined {
  const flow = currentFlow();
  if (flow === undefined) return undefined;
  const point = flow.screenToFlowPosition({ ...screen }, { snapToGrid: false });
  const reach = Math.min(MOST, REACH / flow.getZoom());
  return wireThrough({ x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach }, point);
}

/** How near level and upright stretches come to the point within the box; undefined where none is within. */
export function distanceWithin(stretches: readonly Box[], box: Box, point: Point): number | undefined {
  let nearest: number | undefined;
  for (const stretch of stretches) {
    if (!meets(stretch, box)) continue;
    const x = within(point.x, Math.max(stretch.x, box.x), Math.min(stretch.x + stretch.width, box.x + box.width));
    const y = within(point.y, Math.max(stretch.y, box.y), Math.min(stretch.y + stretch.height, box.y + box.height));
    nearest = Math.min(nearest ?? Infinity, Math.hypot(point.x - x, point.y - y));
  }
  return nearest;
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Room beside its ends and bends that a wire takes at most: its lead out of a port, and its way over a row. */
const DETOUR = 50;

function around(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - DETOUR, Math.min(...ys) - DETOUR];
  return { x, y, width: Math.max(...xs) + DETOUR - x, height: Math.max(...ys) + DETOUR - y };
}

function meets(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
