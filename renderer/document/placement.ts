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
