import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation, type SimulationNodeDatum } from 'd3-force';
import { anglesOf, type GraphEdges, LINK, neighboursOf } from './bond-angles.ts';

/** From so many places the nodes start at most, until no edges cross and no nodes meet. */
const STARTS = 6;
const UNFOLD_TICKS = 200;
const ANGLE_TICKS = 200;
/** Angle between two nodes at the start, radians, times the number of the start. */
const TURN = 2.399963;
/** Of the length of a path, how far its ends lie apart: chains zigzag. */
const STRAIGHTNESS = 0.87;

interface Held {
  readonly source: number;
  readonly target: number;
  readonly distance: number;
  readonly strength: number;
}

/**
 * Places of the nodes of chains with a few rings, as molecules are. Nodes are held apart by how many edges lie between them (T. Kamada,
 * S. Kawai, 1989), then the angles are set. Of several starts the first without crossing edges and close nodes is taken, else the one with
 * fewest.
 */
export function layoutChains(count: number, edges: GraphEdges): Float32Array<ArrayBuffer> {
  const held = heldApart(count, edges);
  const angles = anglesOf(count, edges).map((angle): Held => ({ ...angle, strength: 0.7 }));
  let best: { readonly places: Float32Array<ArrayBuffer>; readonly faults: number } | undefined;
  for (let start = 1; start <= STARTS && best?.faults !== 0; start += 1) {
    const places = placesFrom(start, count, edges, held, angles);
    const faults = crossingsOf(places, edges) + closePairs(places);
    if (best === undefined || faults < best.faults) best = { places, faults };
  }
  return best?.places ?? new Float32Array(0);
}

function placesFrom(start: number, count: number, { source, target }: GraphEdges, held: readonly Held[], angles: readonly Held[]) {
  const nodes = Array.from({ length: count }, (_, i): SimulationNodeDatum => {
    const radius = (LINK / 2) * Math.sqrt(i + 0.5);
    return { x: radius * Math.cos(start * TURN * i), y: radius * Math.sin(start * TURN * i) };
  });
  const bonds = Array.from(
    { length: source.length },
    (_, i): Held => ({ source: source[i], target: target[i], distance: LINK, strength: 1 }),
  );
  const simulation = forceSimulation(nodes).stop();
  hold(simulation, held)
    .force('charge', forceManyBody().strength(-LINK / 3))
    .force('x', forceX().strength(0.02))
    .force('y', forceY().strength(0.02))
    .tick(UNFOLD_TICKS);
  hold(simulation, [...bonds, ...angles])
    .force('charge', forceManyBody().strength(-LINK))
    .alpha(1)
    .tick(ANGLE_TICKS);
  return Float32Array.from(nodes.flatMap(({ x = 0, y = 0 }) => [x, y]));
}

function hold(simulation: Simulation<SimulationNodeDatum, undefined>, pairs: readonly Held[]) {
  const links = pairs.map((pair) => ({ ...pair }));
  return simulation.force(
    'link',
    forceLink<SimulationNodeDatum, Held>(links)
      .distance(({ distance }) => distance)
      .strength(({ strength }) => strength),
  );
}

/** Each pair of nodes between which there is a path, by its length. */
function heldApart(count: number, edges: GraphEdges): readonly Held[] {
  const neighbours = neighboursOf(count, edges);
  return Array.from({ length: count }, (_, from) =>
    stepsFrom(from, neighbours).flatMap((steps, to): Held[] =>
      steps === undefined || to <= from
        ? []
        : [{ source: from, target: to, distance: LINK * (steps === 1 ? 1 : STRAIGHTNESS * steps), strength: 0.5 / steps ** 2 }],
    ),
  ).flat();
}

function stepsFrom(from: number, neighbours: readonly (readonly number[])[]): (number | undefined)[] {
  const steps: (number | undefined)[] = neighbours.map(() => undefined);
  steps[from] = 0;
  let reached = [from];
  for (let step = 1; reached.length > 0; step += 1) {
    const next = reached.flatMap((node) => neighbours[node]).filter((node) => steps[node] === undefined);
    for (const node of next) steps[node] = step;
    reached = [...new Set(next)];
  }
  return steps;
}

/** Nodes that lie closer to each other are taken for one. */
const CLOSE = 0.75 * LINK;

function closePairs(places: ArrayLike<number>): number {
  let pairs = 0;
  for (let i = 0; i < places.length; i += 2) {
    for (let j = 0; j < i; j += 2) if (Math.hypot(places[i] - places[j], places[i + 1] - places[j + 1]) < CLOSE) pairs += 1;
  }
  return pairs;
}

/** Number of pairs of edges that cross. */
export function crossingsOf(places: ArrayLike<number>, { source, target }: GraphEdges): number {
  let crossings = 0;
  for (let i = 0; i < source.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const ends = new Set([source[i], target[i], source[j], target[j]]);
      if (ends.size < 4) continue;
      const isSplit = (a: number, b: number, c: number, d: number) => side(places, a, b, c) * side(places, a, b, d) < 0;
      if (isSplit(source[i], target[i], source[j], target[j]) && isSplit(source[j], target[j], source[i], target[i])) crossings += 1;
    }
  }
  return crossings;
}

/** Positive where c lies on the left of the line from a to b. */
function side(places: ArrayLike<number>, a: number, b: number, c: number): number {
  const [x, y] = [places[2 * a], places[2 * a + 1]];
  return (places[2 * b] - x) * (places[2 * c + 1] - y) - (places[2 * b + 1] - y) * (places[2 * c] - x);
}
