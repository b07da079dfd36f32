import type { Box, Point } from '../document/placement.ts';
import { FIRST_PORT } from './view.ts';

/** Room in a frame beside what is drawn in it, for its ports; above it, for its title; and below it. */
const [BESIDE, ABOVE, BELOW] = [64, 52, 28];
/** A frame around nothing. */
const NOTHING: Box = { x: 0, y: 0, width: 160, height: 80 };
/** The least distance of two ports on a frame's edge. */
const PORT_GAP = 22;

/** The frame of an open module around what is drawn in it. */
export function moduleFrame(drawn: readonly Box[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of drawn.length === 0 ? [NOTHING] : drawn) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return { x: left - BESIDE, y: top - ABOVE, width: right - left + 2 * BESIDE, height: bottom - top + ABOVE + BELOW };
}

/** The heights of ports on a frame's edge: each as near to its wanted one as its neighbours let it. */
export function edgeHeights(wanted: readonly number[]): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => wanted[a] - wanted[b]);
  const heights: number[] = [...wanted];
  order.forEach((index, rank) => {
    if (rank > 0) heights[index] = Math.max(wanted[index], heights[order[rank - 1]] + PORT_GAP);
  });
  return heights;
}

/**
 * Where what is drawn around a module goes while the module stands open as a frame: the frame takes the place of the module's node, its first
 * port at the height of the node's; what was right of the node in its row, above it or below it makes room.
 */
export function roomFor(node: Box, frame: Box, firstPort: number, others: readonly Box[]): (box: Box) => Point {
  const up = Math.max(0, firstPort - FIRST_PORT - frame.y);
  const right = Math.max(0, frame.width - node.width);
  const down = Math.max(0, frame.height - up - node.height);
  const [dx, dy] = [frame.x - node.x, frame.y + up - node.y];
  const row = rowOf(node, others);
  return ({ x, y, height }) => ({
    x: x + dx + (x >= node.x + node.width && y < row.bottom && y + height > row.top ? right : 0),
    y: y + dy + (y >= node.y + node.height ? down : y + height <= node.y ? -up : 0),
  });
}

/** The heights that are taken by a node with what stands beside it, beside that, and so on. */
function rowOf(node: Box, others: readonly Box[]): { readonly top: number; readonly bottom: number } {
  let row = { top: node.y, bottom: node.y + node.height };
  for (let rest = others; ; ) {
    const beside = rest.filter(({ y, height }) => y < row.bottom && y + height > row.top);
    if (beside.length === 0) return row;
    rest = rest.filter(({ y, height }) => y >= row.bottom || y + height <= row.top);
    row = {
      top: beside.reduce((top, { y }) => Math.min(top, y), row.top),
      bottom: beside.reduce((bottom, { y, height }) => Math.max(bottom, y + height), row.bottom),
    };
  }
}
