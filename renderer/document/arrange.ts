import type { Project } from '../../engine/project/schema.ts';
import { snapped, type Point } from './placement.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

const COLUMN_GAP = 104;
const ROW_GAP = 48;
const LANE_GAP = 32;
const FALLBACK: Size = { width: 140, height: 100 };

/**
 * Positions in columns by distance from the inputs, each column after what feeds it; long chains wrap into rows of about
 * `rowWidth` pixels at 100 %.
 * Nodes of one column stand in lanes below each other, in the order of what feeds them, so that a chain keeps its lane.
 */
export function arrangedPositions(project: Project, sizes: ReadonlyMap<string, Size>, rowWidth = 1240): Record<string, Point> {
  const columns = columnsOf(project);
  const sizeOf = (id: string) => sizes.get(id) ?? FALLBACK;
  const positions: Record<string, Point> = {};
  let [x, y, rowHeight] = [0, 0, 0];
  for (const column of columns) {
    const width = Math.max(...column.map((id) => sizeOf(id).width));
    if (x > 0 && x + width > rowWidth) [x, y, rowHeight] = [0, y + rowHeight + ROW_GAP, 0];
    let top = y;
    for (const id of column) {
      positions[id] = snapped({ x, y: top });
      top += sizeOf(id).height + LANE_GAP;
    }
    rowHeight = Math.max(rowHeight, top - LANE_GAP - y);
    x += width + COLUMN_GAP;
  }
  return positions;
}

/** Node ids by their longest way from a node without inputs. Nodes of a circle come last. */
function columnsOf({ nodes, wires }: Project): readonly (readonly string[])[] {
  const feeds = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  const missing = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  for (const { from, to } of wires) {
    if (!feeds.has(from.node) || !feeds.has(to.node)) continue;
    feeds.get(from.node)?.push(to.node);
    missing.set(to.node, (missing.get(to.node) ?? 0) + 1);
  }
  const columns: string[][] = [];
  let column = nodes.map(({ id }) => id).filter((id) => missing.get(id) === 0);
  while (column.length > 0) {
    columns.push(column);
    const next: string[] = [];
    for (const follower of column.flatMap((id) => feeds.get(id) ?? [])) {
      const left = (missing.get(follower) ?? 0) - 1;
      missing.set(follower, left);
      if (left === 0) next.push(follower);
    }
    column = next;
  }
  const placed = new Set(columns.flat());
  const rest = nodes.map(({ id }) => id).filter((id) => !placed.has(id));
  return rest.length > 0 ? [...columns, rest] : columns;
}
