/** Edge i leads from node source[i] to node target[i]. */
export interface GraphEdges {
  readonly source: ArrayLike<number>;
  readonly target: ArrayLike<number>;
}

/** How far apart neighbours are drawn. */
export const LINK = 30;

/** Two nodes with a neighbour in common, and how far apart they are drawn. */
export interface Angle {
  readonly source: number;
  readonly target: number;
  readonly distance: number;
}

/** Larger rings are drawn as they fall. */
const LARGEST_RING = 8;
/** A node with more neighbours has no angle of its own: they push each other apart. */
const MOST_NEIGHBOURS = 3;

/**
 * The angles between edges that meet: those of the regular polygon in the smallest ring that both are part of, 120° elsewhere, and
 * what a ring leaves to each side of the third edge at one of its corners.
 */
export function anglesOf(count: number, edges: GraphEdges): Angle[] {
  const neighbours = neighboursOf(count, edges);
  return neighbours.flatMap((around, middle) => {
    const pairs = around.flatMap((a, i) => around.slice(i + 1).map((b) => ({ a, b, ring: ringSize(neighbours, middle, a, b) })));
    const rings = pairs.flatMap(({ ring }) => (ring === undefined ? [] : [ring]));
    return pairs.flatMap(({ a, b, ring }) => {
      if (ring === undefined && around.length > MOST_NEIGHBOURS) return [];
      const angle = ring === undefined ? freeAngle(around.length, rings) : cornerOf(ring);
      return [{ source: a, target: b, distance: 2 * LINK * Math.sin(angle / 2) }];
    });
  });
}

/** The nodes that each node has an edge with. */
export function neighboursOf(count: number, { source, target }: GraphEdges): readonly (readonly number[])[] {
  const neighbours = Array.from({ length: count }, () => new Set<number>());
  for (let i = 0; i < source.length; i += 1) {
    if (source[i] === target[i]) continue;
    neighbours[source[i]].add(target[i]);
    neighbours[target[i]].add(source[i]);
  }
  return neighbours.map((around) => [...around]);
}

/** The corner of a regular polygon, in radians. */
function cornerOf(ring: number): number {
  return (Math.PI * (ring - 2)) / ring;
}

function freeAngle(neighbours: number, rings: readonly number[]): number {
  return neighbours === 3 && rings.length === 1 ? Math.PI - cornerOf(rings[0]) / 2 : (2 * Math.PI) / 3;
}

/** Number of nodes of the smallest ring through a, middle and b; `undefined` where there is none, or a large one only. */
function ringSize(neighbours: readonly (readonly number[])[], middle: number, a: number, b: number): number | undefined {
  const seen = new Set([middle, a]);
  let reached = [a];
  for (let size = 3; size <= LARGEST_RING; size += 1) {
    reached = reached.flatMap((node) => neighbours[node]).filter((node) => !seen.has(node) && seen.add(node));
    if (reached.includes(b)) return size;
  }
  return undefined;
}
