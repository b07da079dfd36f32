import type { Box, Point } from '../document/placement.ts';

/** A line on the canvas, from the first to the last box that it aligns. */
export interface Guide {
  readonly axis: 'x' | 'y';
  /** Where it crosses that axis. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Alignment {
  /** By how much the box has to move to stand in line. */
  readonly offset: Point;
  readonly guides: readonly Guide[];
}

/** Edges and middles of boxes that stand in one line within `reach`, as guides, with the small step that makes it exact; per axis the nearest. */
export function alignment(box: Box, others: readonly Box[], reach: number): Alignment {
  const [x, y] = [nearest(box, others, reach, 'x'), nearest(box, others, reach, 'y')];
  const moved = { ...box, x: box.x + x.offset, y: box.y + y.offset };
  return {
    offset: { x: x.offset, y: y.offset },
    guides: [...guidesAt(moved, others, x.lines, 'x'), ...guidesAt(moved, others, y.lines, 'y')],
  };
}

interface Nearest {
  readonly offset: number;
  readonly lines: readonly number[];
}

function nearest(box: Box, others: readonly Box[], reach: number, axis: Guide['axis']): Nearest {
  let best = Infinity;
  let lines: number[] = [];
  for (const other of others) {
    const there = linesOf(other, axis);
    for (const [index, line] of linesOf(box, axis).entries()) {
      const offset = there[index] - line;
      if (Math.abs(offset) > reach || Math.abs(offset) > Math.abs(best) + 1e-6) continue;
      if (Math.abs(offset) < Math.abs(best) - 1e-6 || offset !== best) lines = [];
      best = offset;
      lines.push(there[index]);
    }
  }
  return best === Infinity ? { offset: 0, lines: [] } : { offset: best, lines: [...new Set(lines)] };
}

function guidesAt(box: Box, others: readonly Box[], lines: readonly number[], axis: Guide['axis']): readonly Guide[] {
  const across = axis === 'x' ? 'y' : 'x';
  return lines.map((at) => {
    const aligned = [box, ...others.filter((other) => linesOf(other, axis).includes(at))];
    const ends = aligned.flatMap((each) => [linesOf(each, across)[0], linesOf(each, across)[2]]);
    return { axis, at, from: Math.min(...ends), to: Math.max(...ends) };
  });
}

/** First edge, middle, last edge. */
function linesOf({ x, y, width, height }: Box, axis: Guide['axis']): readonly [number, number, number] {
  const [start, size] = axis === 'x' ? [x, width] : [y, height];
  return [start, start + size / 2, start + size];
}
