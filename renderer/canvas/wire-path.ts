import { getSmoothStepPath, Position } from '@xyflow/react';
import type { Box, Point } from '../document/placement.ts';

const RADIUS = 10;
/** How far a wire runs straight out of a port. */
const LEAD = 14;
/** A wire back to a lower row runs this far above the port it goes to: in the gap over that row. */
const ABOVE_ROW = 36;

export interface WireEndPoints {
  readonly source: Point;
  readonly target: Point;
  readonly sourcePosition: Position;
  readonly targetPosition: Position;
}

export interface WirePath {
  readonly path: string;
  readonly label: Point;
  /** Room for a label where the wire is one straight line; unlimited elsewhere. */
  readonly room: number;
}

/** An orthogonal wire with round corners, through its bends where it has some. The label stands on its middle stretch. */
export function wirePath(ends: WireEndPoints, via: readonly Point[] = []): WirePath {
  const { source, target } = ends;
  if (via.length === 0) return plainPath(ends);
  const points = [source, ...via, target];
  const legs = points.slice(1).map((to, index) => {
    const from = points[index];
    const leaves = index === 0 ? ends.sourcePosition : heading(points, index);
    const arrives = index === points.length - 2 ? ends.targetPosition : opposite(heading(points, index + 1));
    const [path, x, y] = getSmoothStepPath({
      sourceX: from.x,
      sourceY: from.y,
      targetX: to.x,
      targetY: to.y,
      sourcePosition: leaves,
      targetPosition: arrives,
      borderRadius: RADIUS,
      offset: index === 0 || index === points.length - 2 ? LEAD : 0,
    });
    return { path, label: { x, y } };
  });
  return { path: legs.map(({ path }) => path).join(' '), label: legs[Math.floor(legs.length / 2)].label, room: Infinity };
}

/** The level and upright stretches of a wire's path, as boxes without room; round corners count as sharp ones. */
export function wireStretches(path: string): readonly Box[] {
  const numbers = path.match(/-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [];
  const boxes: Box[] = [];
  for (let i = 0; i + 3 < numbers.length; i += 2) {
    const [x, y, nextX, nextY] = numbers.slice(i, i + 4);
    boxes.push({ x: Math.min(x, nextX), y: Math.min(y, nextY), width: Math.abs(nextX - x), height: Math.abs(nextY - y) });
  }
  return boxes;
}

function plainPath({ source, target, sourcePosition, targetPosition }: WireEndPoints): WirePath {
  const isLevel = sourcePosition === Position.Right;
  const returns = isLevel && target.x < source.x + 2 * LEAD && target.y - source.y > 2 * ABOVE_ROW;
  const [path, x, y] = getSmoothStepPath({
    sourceX: source.x,
    sourceY: source.y,
    targetX: target.x,
    targetY: target.y,
    sourcePosition,
    targetPosition,
    borderRadius: RADIUS,
    offset: LEAD,
    ...(returns && { centerY: target.y - ABOVE_ROW }),
  });
  const straight = isLevel && Math.abs(source.y - target.y) < 1 && target.x > source.x;
  return { path, label: { x, y }, room: straight ? target.x - source.x : Infinity };
}

/** The way a wire goes through a bend: on in the direction of the next point, level or upright as lies nearer. */
function heading(points: readonly Point[], index: number): Position {
  const [before, after] = [points[index - 1], points[index + 1]];
  const [dx, dy] = [after.x - before.x, after.y - before.y];
  if (Math.abs(dx) >= Math.abs(dy)) return dx >= 0 ? Position.Right : Position.Left;
  return dy >= 0 ? Position.Bottom : Position.Top;
}

function opposite(position: Position): Position {
  switch (position) {
    case Position.Left:
      return Position.Right;
    case Position.Right:
      return Position.Left;
    case Position.Top:
      return Position.Bottom;
    case Position.Bottom:
      return Position.Top;
  }
}

/** The bends with a new one at the point: between the two neighbours that it lies nearest to the straight line between. */
export function withBend(points: readonly Point[], bend: Point): readonly Point[] {
  const detour = (index: number) =>
    distance(points[index], bend) + distance(bend, points[index + 1]) - distance(points[index], points[index + 1]);
  let best = 0;
  for (let index = 1; index < points.length - 1; index += 1) if (detour(index) < detour(best)) best = index;
  return points.slice(1, -1).toSpliced(best, 0, bend);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
