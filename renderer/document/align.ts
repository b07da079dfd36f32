import type { Box, Point } from './placement.ts';

/** Something on the canvas with the room that it takes. */
export interface PlacedBox extends Box {
  readonly id: string;
}

export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Positions that put the boxes' edges or middles into one line: that of the outermost box, or the middle of all. */
export function alignedBoxes(boxes: readonly PlacedBox[], edge: Edge): Record<string, Point> {
  const [start, size] = edge === 'left' || edge === 'centre' || edge === 'right' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const first = Math.min(...boxes.map((box) => box[start]));
  const last = Math.max(...boxes.map((box) => box[start] + box[size]));
  const placeOf = (box: PlacedBox) => {
    if (edge === 'left' || edge === 'top') return first;
    return edge === 'right' || edge === 'bottom' ? last - box[size] : Math.round((first + last - box[size]) / 2);
  };
  return positions(boxes, (box) => (start === 'x' ? { x: placeOf(box), y: box.y } : { x: box.x, y: placeOf(box) }));
}

/** Positions with equal gaps between neighbours; the first and the last box stay where they are. */
export function distributedBoxes(boxes: readonly PlacedBox[], axis: 'x' | 'y'): Record<string, Point> {
  const size = axis === 'x' ? 'width' : 'height';
  const order = boxes.toSorted((a, b) => a[axis] - b[axis]);
  const [first, last] = [order[0], order[order.length - 1]];
  const inner = order.slice(1, -1).reduce((sum, box) => sum + box[size], 0);
  const gap = (last[axis] - (first[axis] + first[size]) - inner) / (order.length - 1);
  const starts = new Map<string, number>();
  let next = first[axis];
  for (const box of order) {
    starts.set(box.id, box === last ? last[axis] : Math.round(next));
    next += box[size] + gap;
  }
  return positions(boxes, (box) => ({ ...{ x: box.x, y: box.y }, [axis]: starts.get(box.id) ?? box[axis] }));
}

/** Those that move. */
function positions(boxes: readonly PlacedBox[], placeOf: (box: PlacedBox) => Point): Record<string, Point> {
  const moved = boxes.map((box) => ({ box, place: placeOf(box) })).filter(({ box, place }) => place.x !== box.x || place.y !== box.y);
  return Object.fromEntries(moved.map(({ box, place }) => [box.id, place]));
}
