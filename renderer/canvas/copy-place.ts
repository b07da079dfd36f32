import { findNode } from '../document/document.ts';
import type { Fragment } from '../document/clipboard.ts';
import { boxAround, clearOffset, NODE_HEIGHT, NODE_WIDTH, type Box, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { currentFlow, motion, viewBox } from './view.ts';

/** Height of a selected node's tools with the gap below them, in pixels of the screen; of the canvas, at most so much is kept free. */
const [TOOLS, MOST] = [56, 140];

/** By how much what is copied moves from where it was, from the wanted offset on, so that neither it nor its tools cover anything. */
export function copyOffset(fragment: Fragment, wanted: Point): Point {
  const { project } = useDocument.getState();
  const { comments = [] } = fragment;
  const headroom = fragment.nodes.length === 1 ? Math.min(MOST, TOOLS / (currentFlow()?.getZoom() ?? 1)) : 0;
  const boxes = [...fragment.nodes.map(nodeBox), ...comments.map(commentBox)];
  // Layers that lie in a frame lie over it: only frames have to be clear of frames.
  const others = [...project.nodes.map(nodeBox), ...(comments.length > 0 ? (project.comments ?? []).map(commentBox) : [])];
  const start = boxes.map((box) => ({ ...box, x: box.x + wanted.x, y: box.y + wanted.y }));
  const clear = clearOffset(start, others, project, headroom);
  return { x: wanted.x + clear.x, y: wanted.y + clear.y };
}

function nodeBox({ id, position }: { readonly id: string; readonly position: Point }): Box {
  const { width = NODE_WIDTH, height = NODE_HEIGHT } = currentFlow()?.getNode(id)?.measured ?? {};
  return { ...position, width, height };
}

function commentBox({ position, width, height }: { readonly position: Point; readonly width: number; readonly height: number }): Box {
  return { ...position, width, height };
}

/** Moves the view just so far that what is selected can be seen, if there is room for it. */
export function showSelected(): void {
  requestAnimationFrame(() => {
    const { project, selection } = useDocument.getState();
    const [flow, view] = [currentFlow(), viewBox()];
    const nodes = selection.nodes.flatMap((id) => findNode(project, id) ?? []).map(nodeBox);
    const comments = project.comments?.filter(({ id }) => selection.comments.includes(id)).map(commentBox) ?? [];
    if (flow === undefined || view === undefined || nodes.length + comments.length === 0) return;
    const box = boxAround([...nodes, ...comments]);
    const { x, y, zoom } = flow.getViewport();
    const [aside, above] = [24 / zoom, TOOLS / zoom];
    const dx = shift(box.x - aside, box.width + 2 * aside, view.x, view.width);
    const dy = shift(box.y - above, box.height + 2 * above, view.y, view.height);
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x - dx * zoom, y: y - dy * zoom, zoom }, { duration: motion() });
  });
}

/** How far the view has to go so that the stretch lies in it; 0 where it does, or is too long. */
function shift(start: number, length: number, view: number, room: number): number {
  if (length > room || (start >= view && start + length <= view + room)) return 0;
  return start < view ? start - view : start + length - view - room;
}
