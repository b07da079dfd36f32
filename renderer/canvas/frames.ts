import type { Box } from '../document/placement.ts';
import { commentOf } from './flow-model.ts';

/** Something on the canvas, by its id there, with the room that it takes. */
export interface FramedItem extends Box {
  readonly id: string;
  /** It stays where it is. */
  readonly locked?: boolean;
}

/**
 * What lies in comments as in frames, and goes where they go: nodes and smaller comments that are wholly within one of them, and what lies in
 * those. The comments themselves are left out, as is what is locked.
 */
export function framedBy(comments: ReadonlySet<string>, items: readonly FramedItem[]): ReadonlySet<string> {
  const framed = new Set<string>();
  const open = items.filter(({ id }) => comments.has(id));
  for (let frame = open.pop(); frame !== undefined; frame = open.pop()) {
    for (const item of items) {
      if (item.locked === true || comments.has(item.id) || framed.has(item.id) || !isWithin(item, frame)) continue;
      framed.add(item.id);
      if (commentOf(item.id) !== undefined) open.push(item);
    }
  }
  return framed;
}

/** True where the item lies within the frame, and isn't as large as it. */
function isWithin(item: Box, frame: Box): boolean {
  const inside =
    item.x >= frame.x &&
    item.y >= frame.y &&
    item.x + item.width <= frame.x + frame.width &&
    item.y + item.height <= frame.y + frame.height;
  return inside && item.width * item.height < frame.width * frame.height;
}

/** Room around what is framed, and above it for the frame's text. */
const [AROUND, ABOVE] = [24, 64];

/** A frame around boxes; undefined where there are none. */
export function frameAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)) - AROUND, Math.min(...boxes.map((box) => box.y)) - ABOVE];
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + AROUND;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + AROUND;
  return { x, y, width: Math.min(right - x, LARGEST), height: Math.min(bottom - y, LARGEST) };
}

/** The widest and highest comment that a project file may have. */
const LARGEST = 10_000;
