import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room that a node and its wire labels take on the canvas, in pixels at 100 %. */
export const NODE_WIDTH = 140;
export const NODE_HEIGHT = 120;
export const COLUMN_GAP = 100;
export const GRID = 8;

/** The nearest point of the canvas's grid. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}

/** Where a layer goes that feeds on `source`: the column to its right, below what already stands there. */
export function placeAfter(project: Project, source: ProjectNode): Point {
  return freePlace(project, { x: source.position.x + NODE_WIDTH + COLUMN_GAP, y: source.position.y });
}

/** The point, moved down until no other node's upper left corner is near. */
export function freePlace(project: Project, wanted: Point): Point {
  let place = snapped(wanted);
  while (project.nodes.some((node) => near(node.position, place))) place = { x: place.x, y: place.y + NODE_HEIGHT + 24 };
  return place;
}

/** Where a layer goes that is wired after one node or before another; else to the right of all. */
export function placeBetween(project: Project, ends: { readonly from?: PortReference; readonly to?: PortReference }): Point {
  const at = (id: string | undefined) => project.nodes.find((node) => node.id === id);
  const [source, target] = [at(ends.from?.node), at(ends.to?.node)];
  if (source !== undefined) return placeAfter(project, source);
  if (target !== undefined) return freePlace(project, { x: target.position.x - NODE_WIDTH - COLUMN_GAP, y: target.position.y });
  const last = project.nodes.toSorted((a, b) => b.position.x - a.position.x).at(0);
  return last === undefined ? { x: 0, y: 0 } : placeAfter(project, last);
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Room between a layer that is put down and the others. */
const CLEARANCE = 16;
const RINGS = 60;

/**
 * The place nearest to the wanted one where a layer of usual size overlaps none of the boxes; it also lies within `view`
 * where there is one and room in it.
 */
export function nearestFreePlace(boxes: readonly Box[], wanted: Point, view?: Box): Point {
  const start = snapped(wanted);
  const isFree = (place: Point) => !boxes.some((box) => overlaps(box, place));
  if (view !== undefined) {
    const inside = ringsAround(start).find((place) => isWithin(place, view) && isFree(place));
    if (inside !== undefined) return inside;
  }
  return ringsAround(start).find(isFree) ?? start;
}

/** Points around a centre in squares that grow, those nearest to the centre first. */
function ringsAround({ x, y }: Point): readonly Point[] {
  const step = 3 * GRID;
  const reach = Array.from({ length: 2 * RINGS + 1 }, (_, index) => (index - RINGS) * step);
  const offsets = reach.flatMap((dx) => reach.map((dy) => ({ dx, dy, far: dx * dx + dy * dy })));
  return offsets.sort((a, b) => a.far - b.far).map(({ dx, dy }) => ({ x: x + dx, y: y + dy }));
}

function overlaps({ x, y, width, height }: Box, place: Point): boolean {
  const besides = place.x >= x + width + CLEARANCE || place.x + NODE_WIDTH + CLEARANCE <= x;
  const over = place.y >= y + height + CLEARANCE || place.y + NODE_HEIGHT + CLEARANCE <= y;
  return !besides && !over;
}

function isWithin({ x, y }: Point, view: Box): boolean {
  return x >= view.x && y >= view.y && x + NODE_WIDTH <= view.x + view.width && y + NODE_HEIGHT <= view.y + view.height;
}

/**
 * Room for a layer on a wire: halfway between its ends, and where these stand close in one row, everything further right
 * in that row moves by a column.
 */
export function makeRoomBetween(
  project: Project,
  from: ProjectNode,
  to: ProjectNode,
): { readonly project: Project; readonly place: Point } {
  const sameRow = Math.abs(from.position.y - to.position.y) < NODE_HEIGHT && to.position.x > from.position.x;
  const step = NODE_WIDTH + COLUMN_GAP;
  if (!sameRow) return { project, place: placeAfter(project, from) };
  const missing = Math.max(0, from.position.x + 2 * step - to.position.x);
  const place = snapped({ x: from.position.x + Math.max(step, (to.position.x - from.position.x) / 2), y: from.position.y });
  if (missing === 0) return { project, place };
  const moved = (node: ProjectNode) => node.position.x >= to.position.x && Math.abs(node.position.y - to.position.y) < NODE_HEIGHT;
  const nodes = project.nodes.map((node) =>
    moved(node) ? { ...node, position: { ...node.position, x: node.position.x + missing } } : node,
  );
  return { project: { ...project, nodes }, place };
}

function near(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT;
}
