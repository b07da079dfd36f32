import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { FlowDirection, Project, ProjectNode } from '../../engine/project/schema.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Room that a node and its wire labels take on the canvas, in pixels at 100 %. */
export const NODE_WIDTH = 140;
export const NODE_HEIGHT = 120;
export const COLUMN_GAP = 100;
/** The same between layers below each other, where the data flows down. */
export const ROW_GAP = 64;
export const GRID = 8;

/** The nearest point of the canvas's grid. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}

/** A drawing on which the data flows that way; to the right, as it does where nothing is said, nothing is said. */
export function flowing<T extends { readonly flow?: FlowDirection | undefined }>(drawing: T, flow: FlowDirection | undefined): T {
  if (drawing.flow === (flow === 'down' ? flow : undefined)) return drawing;
  const { flow: _former, ...rest } = drawing;
  return { ...rest, ...(flow === 'down' && { flow }) } as T;
}

/** From a layer to the one that it feeds, and to one beside it. */
const steps = {
  right: { along: 'x', across: 'y', ahead: NODE_WIDTH + COLUMN_GAP, aside: NODE_HEIGHT + 24 },
  down: { along: 'y', across: 'x', ahead: NODE_HEIGHT + ROW_GAP, aside: NODE_WIDTH + COLUMN_GAP },
} as const;

/** The place `count` layers further along the flow. */
export function alongFlow({ flow = 'right' }: Pick<Project, 'flow'>, { x, y }: Point, count: number): Point {
  const { along, ahead } = steps[flow];
  return along === 'x' ? { x: x + count * ahead, y } : { x, y: y + count * ahead };
}

/** The place `count` layers beside, across the flow. */
export function acrossFlow({ flow = 'right' }: Pick<Project, 'flow'>, { x, y }: Point, count: number): Point {
  const { across, aside } = steps[flow];
  return across === 'x' ? { x: x + count * aside, y } : { x, y: y + count * aside };
}

/** Where a layer goes that feeds on `source`: next along the flow, beside what already stands there. */
export function placeAfter(project: Project, source: ProjectNode): Point {
  return freePlace(project, alongFlow(project, source.position, 1));
}

/** The point, moved across the flow until no other node's upper left corner is near. */
export function freePlace(project: Project, wanted: Point): Point {
  let place = snapped(wanted);
  while (project.nodes.some((node) => near(node.position, place))) place = acrossFlow(project, place, 1);
  return place;
}

/** Where a layer goes that is wired after one node or before another; else behind all. */
export function placeBetween(project: Project, ends: { readonly from?: PortReference; readonly to?: PortReference }): Point {
  const at = (id: string | undefined) => project.nodes.find((node) => node.id === id);
  const [source, target] = [at(ends.from?.node), at(ends.to?.node)];
  if (source !== undefined) return placeAfter(project, source);
  if (target !== undefined) return freePlace(project, alongFlow(project, target.position, -1));
  const { along } = steps[project.flow ?? 'right'];
  const last = project.nodes.toSorted((a, b) => b.position[along] - a.position[along]).at(0);
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
 * Room for a layer on a wire: halfway between its ends, and where these stand close in one row, everything further along the flow
 * in that row moves on by one layer. A row is a column where the data flows down.
 */
export function makeRoomBetween(
  project: Project,
  from: ProjectNode,
  to: ProjectNode,
): { readonly project: Project; readonly place: Point } {
  const { along, across, ahead } = steps[project.flow ?? 'right'];
  const breadth = across === 'y' ? NODE_HEIGHT : NODE_WIDTH;
  const isBeside = (node: ProjectNode) => Math.abs(node.position[across] - from.position[across]) < breadth;
  const distance = to.position[along] - from.position[along];
  if (!isBeside(to) || distance <= 0) return { project, place: placeAfter(project, from) };
  const missing = Math.max(0, 2 * ahead - distance);
  const place = snapped(alongFlow(project, from.position, Math.max(1, distance / 2 / ahead)));
  if (missing === 0) return { project, place };
  const inRow = ({ position }: ProjectNode) =>
    position[along] >= to.position[along] && Math.abs(position[across] - to.position[across]) < breadth;
  const nodes = project.nodes.map((node) =>
    inRow(node) ? { ...node, position: alongFlow(project, node.position, missing / ahead) } : node,
  );
  return { project: { ...project, nodes }, place };
}

const FARTHEST_STEPS = 400;

/**
 * By how much the boxes have to move across the flow so that none of them, nor the `headroom` above them, lies over one of the others;
 * on the grid, and 0 where none does.
 */
export function clearOffset(boxes: readonly Box[], others: readonly Box[], { flow }: Pick<Project, 'flow'>, headroom: number): Point {
  // Of many, the room that they take together has to be free.
  const moved = boxes.length > 50 ? [boxAround(boxes)] : boxes;
  for (let step = 0; step < FARTHEST_STEPS; step += 1) {
    const offset = flow === 'down' ? { x: step * GRID, y: 0 } : { x: 0, y: step * GRID };
    if (!moved.some((box) => others.some((other) => covers(box, offset, other, headroom)))) return offset;
  }
  return { x: 0, y: 0 };
}

function covers(box: Box, { x, y }: Point, other: Box, headroom: number): boolean {
  const besides = box.x + x >= other.x + other.width + CLEARANCE || box.x + x + box.width + CLEARANCE <= other.x;
  const over = box.y + y >= other.y + other.height + Math.max(CLEARANCE, headroom) || box.y + y + box.height + CLEARANCE <= other.y;
  return !besides && !over;
}

/** The smallest box around several. */
export function boxAround(boxes: readonly Box[]): Box {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function near(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT;
}
