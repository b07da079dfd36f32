import { forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { type GraphEdges, LINK } from './bond-angles.ts';
import { layoutChains } from './chain-layout.ts';

/** Milliseconds after which the window may do something else. */
const SLICE = 8;

/**
 * Places of the nodes, x and y one after another, so that nodes with an edge lie close and others apart. The simulation starts from
 * a fixed spiral and draws its numbers from a fixed generator: the same graph is always drawn the same way.
 */
export function layoutGraph(count: number, edges: GraphEdges): Float32Array<ArrayBuffer> {
  if (isChainLike(count, edges.source.length)) return layoutChains(count, edges);
  const simulation = simulationOf(count, edges);
  simulation.tick(ticksFor(count));
  return placesOf(simulation.nodes());
}

/** As `layoutGraph`, in slices between which the window stays responsive. Rejects with the signal's reason when it aborts. */
export async function layoutInSlices(count: number, edges: GraphEdges, signal: AbortSignal): Promise<Float32Array<ArrayBuffer>> {
  if (isChainLike(count, edges.source.length)) return layoutChains(count, edges);
  const simulation = simulationOf(count, edges);
  let until = performance.now() + SLICE;
  for (let tick = 0; tick < ticksFor(count); tick += 1) {
    simulation.tick();
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      until = performance.now() + SLICE;
    }
  }
  return placesOf(simulation.nodes());
}

function simulationOf(count: number, { source, target }: GraphEdges) {
  const nodes = Array.from({ length: count }, (): SimulationNodeDatum => ({}));
  const links = Array.from({ length: source.length }, (_, i) => ({ source: source[i], target: target[i] }));
  const simulation = forceSimulation(nodes).stop();
  return simulation
    .force('link', forceLink(links).distance(LINK))
    .force('charge', forceManyBody().strength(-2 * LINK))
    .force('x', forceX().strength(0.06))
    .force('y', forceY().strength(0.06));
}

/** Chains with a few rings, as molecules are. */
function isChainLike(nodes: number, edges: number): boolean {
  return nodes <= 200 && edges <= 1.3 * nodes;
}

function ticksFor(count: number): number {
  return count > 2000 ? 120 : 300;
}

function placesOf(nodes: readonly SimulationNodeDatum[]): Float32Array<ArrayBuffer> {
  return Float32Array.from(nodes.flatMap(({ x = 0, y = 0 }) => [x, y]));
}

/** A rectangle that holds all places. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangle around the places, `margin` wider on each side. */
export function boundsOf(places: Float32Array, margin: number): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < places.length; i += 2) {
    left = Math.min(left, places[i]);
    right = Math.max(right, places[i]);
    top = Math.min(top, places[i + 1]);
    bottom = Math.max(bottom, places[i + 1]);
  }
  if (places.length === 0) return { x: -margin, y: -margin, width: 2 * margin, height: 2 * margin };
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin };
}

/** The part of a graph around its node with most edges, at most `most` nodes; their numbers in the whole graph and the edges between them. */
export function excerptOf(
  count: number,
  edges: GraphEdges,
  most: number,
): { readonly nodes: readonly number[]; readonly edges: GraphEdges } {
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < edges.source.length; i += 1) {
    neighbours[edges.source[i]].push(edges.target[i]);
    neighbours[edges.target[i]].push(edges.source[i]);
  }
  const places = new Map<number, number>();
  for (const start of Array.from(neighbours.keys()).sort((a, b) => neighbours[b].length - neighbours[a].length)) {
    if (places.size >= most) break;
    spread(start, neighbours, places, most);
  }
  const kept = Array.from({ length: edges.source.length }, (_, i) => [places.get(edges.source[i]), places.get(edges.target[i])]).filter(
    (pair): pair is [number, number] => pair[0] !== undefined && pair[1] !== undefined,
  );
  return { nodes: [...places.keys()], edges: { source: kept.map(([from]) => from), target: kept.map(([, to]) => to) } };
}

/** Adds a node and those that are reached from it, the nearest first, until there are enough. */
function spread(start: number, neighbours: readonly (readonly number[])[], places: Map<number, number>, most: number): void {
  const queue = [start];
  for (let next = queue.shift(); next !== undefined && places.size < most; next = queue.shift()) {
    if (places.has(next)) continue;
    places.set(next, places.size);
    queue.push(...neighbours[next]);
  }
}
