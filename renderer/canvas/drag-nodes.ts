import type { NodeChange } from '@xyflow/react';
import { findComment, findNode, wireId } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { boxAround, NODE_HEIGHT, NODE_WIDTH, snapped, type Box, type Point } from '../document/placement.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { throughPorts } from '../document/wire-edits.ts';
import { commentOf, type CanvasNode } from './flow-model.ts';
import { framedBy, type FramedItem } from './frames.ts';
import { alignment } from './guides.ts';
import { currentFlow, FIRST_PORT, FIRST_PORT_ACROSS, useCanvasView } from './view.ts';
import { wireThrough } from './wire-places.ts';

type Changes = readonly NodeChange<CanvasNode>[];

/** What the pointer holds, where it is. */
export type Held = ReadonlyMap<string, Pick<CanvasNode, 'position' | 'dragging'>>;

/** Pixels of the screen within which a dragged node is drawn into line with others. */
const REACH = 5;

/** Where the drag that is under way has brought its nodes; undefined while nothing is dragged: a move is one by the arrow keys then. */
let drag: Map<string, Point> | undefined;

/** What goes along with frames that are dragged: where it was from the frame that takes it. */
let carried: ReadonlyMap<string, { readonly frame: string; readonly x: number; readonly y: number }> = new Map();

/** What becomes of the drag that is under way when it ends. */
let ending: 'move' | 'copy' | 'nothing' = 'move';

/**
 * Begins a drag: what lies in dragged comments goes with them. With Alt, comments are dragged alone, and where no comment is
 * among what is dragged, copies of the layers are left where they are let go.
 */
export function startDrag(dragged: readonly CanvasNode[], withAlt: boolean): void {
  const frames = dragged.filter(({ type }) => type === 'comment');
  carried = new Map();
  ending = withAlt && frames.length === 0 ? 'copy' : 'move';
  if (withAlt || frames.length === 0) return;
  const own = new Set(dragged.map(({ id }) => id));
  const nodes = currentFlow()?.getNodes() ?? [];
  const items = nodes.map(framedItem);
  carried = new Map(
    frames.flatMap((frame) =>
      [...framedBy(new Set([frame.id]), items)].flatMap((id) => {
        const place = own.has(id) ? undefined : nodes.find((node) => node.id === id)?.position;
        return place === undefined
          ? []
          : [[id, { frame: frame.id, x: place.x - frame.position.x, y: place.y - frame.position.y }] as const];
      }),
    ),
  );
}

function framedItem({ id, position, measured, width, height, draggable }: CanvasNode): FramedItem {
  return { id, ...position, width: measured?.width ?? width ?? 0, height: measured?.height ?? height ?? 0, locked: draggable === false };
}

/** Something is held by the pointer. */
export function isDragging(): boolean {
  return drag !== undefined;
}

/** Ends the drag that is under way: all goes back to where it was. */
export function cancelDrag(): void {
  ending = 'nothing';
  // React Flow ends a drag with the button alone.
  window.dispatchEvent(new MouseEvent('mouseup', { view: window }));
}

/** The moves with those of what goes along with moved frames. */
function withCarried(changes: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] {
  if (carried.size === 0) return changes;
  const frames = new Map(changes.flatMap((change) => (change.type === 'position' ? [[change.id, change]] : [])));
  const along = [...carried].flatMap(([id, { frame, x, y }]): NodeChange<CanvasNode>[] => {
    const { position, dragging } = frames.get(frame) ?? {};
    if (dragging === undefined) return [];
    return [{ id, type: 'position', dragging, ...(position && { position: { x: position.x + x, y: position.y + y } }) }];
  });
  return [...changes, ...along];
}

/** The changes with what goes along with dragged frames, and dragged nodes in line with others where they nearly are. */
export function alignedMoves(given: NodeChange<CanvasNode>[]): NodeChange<CanvasNode>[] {
  const changes = withCarried(given);
  const dragged = new Map(
    changes.flatMap((change) =>
      change.type === 'position' && change.dragging === true && change.position ? [[change.id, change.position]] : [],
    ),
  );
  if (dragged.size === 0) return changes;
  const offset = alignedOffset(dragged);
  drag ??= new Map();
  return changes.map((change) => {
    const place = 'id' in change ? dragged.get(change.id) : undefined;
    if (change.type !== 'position' || place === undefined) return change;
    const position = { x: place.x + offset.x, y: place.y + offset.y };
    drag?.set(change.id, position);
    return { ...change, position };
  });
}

/** Where nodes are while the pointer holds them. */
export function heldPositions(current: Held, changes: Changes): Held {
  const moved = changes.filter((change) => change.type === 'position');
  if (moved.length === 0) return current;
  const next = new Map(current);
  for (const { id, position, dragging } of moved) {
    if (dragging === true && position !== undefined) next.set(id, { position, dragging });
    else if (dragging === false) next.delete(id);
  }
  return next;
}

/** The step that puts the dragged nodes into line with others, or where none are near, onto the grid; guides are shown. */
function alignedOffset(dragged: ReadonlyMap<string, Point>): Point {
  const flow = currentFlow();
  if (flow === undefined || !useCanvasView.getState().snap) return { x: 0, y: 0 };
  const boxes = flow.getNodes().map(({ id, position, measured }): Box & { id: string } => {
    return { id, ...(dragged.get(id) ?? position), width: measured?.width ?? 0, height: measured?.height ?? 0 };
  });
  const box = boxAround(boxes.filter(({ id }) => dragged.has(id)));
  const others = boxes.filter(({ id, width }) => !dragged.has(id) && width > 0);
  const { offset, guides } = alignment(box, others, REACH / flow.getZoom());
  useCanvasView.setState({ guides });
  const grid = snapped(box);
  const isAligned = (axis: 'x' | 'y') => guides.some((guide) => guide.axis === axis);
  return { x: isAligned('x') ? offset.x : grid.x - box.x, y: isAligned('y') ? offset.y : grid.y - box.y };
}

/** Positions that no gesture is still changing become one step of the document; a node let go over a wire goes into it. */
export function commitMoves(given: Changes): void {
  const changes = drag === undefined ? withFramed(given) : given;
  const ended = changes.filter((change) => change.type === 'position' && change.dragging === false);
  if (ended.length === 0) return;
  const { project } = useDocument.getState();
  const positions: Record<string, Point> = {};
  const comments: Record<string, Point> = {};
  for (const change of ended) {
    if (change.type !== 'position') continue;
    const comment = commentOf(change.id);
    const place = drag?.get(change.id) ?? change.position;
    const former = (comment === undefined ? findNode(project, change.id) : findComment(project, comment))?.position;
    if (place === undefined || former === undefined || (place.x === former.x && place.y === former.y)) continue;
    (comment === undefined ? positions : comments)[comment ?? change.id] = { x: place.x, y: place.y };
  }
  const nudge = drag === undefined;
  const end = nudge ? 'move' : ending;
  const wire = useCanvasView.getState().dropTarget?.wire;
  drag = undefined;
  carried = new Map();
  ending = 'move';
  useCanvasView.setState({ guides: [], dropTarget: undefined });
  const [nodes, notes] = [Object.keys(positions), Object.keys(comments)];
  if (nodes.length + notes.length === 0 || end === 'nothing') return;
  if (end === 'copy') return leaveCopies(positions);
  if (wire !== undefined && nodes.length === 1 && insertInto(wire, nodes[0], positions[nodes[0]])) return;
  executeEdit({ type: 'move', positions, ...(notes.length > 0 && { comments }), nudge });
}

/** Copies of the layers where they were let go; they themselves stay where they are. */
function leaveCopies(positions: Readonly<Record<string, Point>>): void {
  const [[first, { x, y }]] = Object.entries(positions);
  const former = findNode(useDocument.getState().project, first)?.position ?? { x, y };
  executeEdit({ type: 'duplicate', nodes: Object.keys(positions), offset: { x: x - former.x, y: y - former.y } });
}

/** Moves by the arrow keys with those of what lies in moved comments. */
function withFramed(changes: Changes): Changes {
  const { project, selection } = useDocument.getState();
  const moves = changes.flatMap((change) => {
    // A comment that is drawn larger on its upper or left side moves as well, but ends no drag.
    if (change.type !== 'position' || change.dragging !== false || change.position === undefined) return [];
    const comment = findComment(project, commentOf(change.id) ?? '');
    if (comment === undefined) return [];
    return [{ id: change.id, x: change.position.x - comment.position.x, y: change.position.y - comment.position.y }];
  });
  if (moves.length === 0) return changes;
  const items = (currentFlow()?.getNodes() ?? []).map(framedItem);
  const moved = new Set(changes.flatMap((change) => (change.type === 'position' ? [change.id] : [])));
  const along = moves.flatMap(({ id, x, y }) => {
    const framed = framedBy(new Set([id]), items);
    return items
      .filter((item) => framed.has(item.id) && !moved.has(item.id) && !selection.nodes.includes(item.id))
      .map((item) => ({ id: item.id, type: 'position' as const, dragging: false, position: { x: item.x + x, y: item.y + y } }));
  });
  return [...changes, ...along];
}

function insertInto(id: string, node: string, position: Point): boolean {
  const wire = useDocument.getState().project.wires.find((other) => wireId(other) === id);
  return wire !== undefined && executeEdit({ type: 'insert-node', node, wire, position });
}

/** While a free node is dragged alone, marks the wire that runs under it, into which it would go. */
export function onNodeDrag(dragged: readonly CanvasNode[]): void {
  const alone = dragged.length === 1 ? dragged[0] : undefined;
  const isFree =
    ending === 'move' && alone?.type === 'layer' && throughPorts(useDocument.getState().project, alone.id, layerKnowledge) !== undefined;
  const wire = isFree ? wireUnder(alone) : undefined;
  if (useCanvasView.getState().dropTarget?.wire === wire) return;
  useCanvasView.setState({ dropTarget: wire === undefined ? undefined : { wire } });
}

/** The wire that runs under the node, nearest to the middle of the line on which the node's ports would be wired. */
function wireUnder({ id, position, measured }: CanvasNode): string | undefined {
  const { x, y } = drag?.get(id) ?? position;
  const box = { x, y, width: measured?.width ?? NODE_WIDTH, height: measured?.height ?? NODE_HEIGHT };
  const isDown = useDocument.getState().project.flow === 'down';
  return wireThrough(box, isDown ? { x: x + FIRST_PORT_ACROSS, y: y + box.height / 2 } : { x: x + box.width / 2, y: y + FIRST_PORT });
}
