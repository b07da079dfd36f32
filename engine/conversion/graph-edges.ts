import type { SampleGraph } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawGraph } from '../importers/definition.ts';

const MOST_EDGES = 10_000_000;

/** Edges without repetitions, and what they are like. */
export interface PlainEdges {
  /** Numbers of edges in the source, in order: those that stay. */
  readonly kept: Uint32Array;
  readonly directed: boolean;
  readonly notes: readonly string[];
}

/**
 * Edges that stay when each counts once. Unless a person says so, a graph of which some edges, but not all, also lead back is directed; in
 * one that is not, each edge joins two nodes and its way back is the same edge. Throws `file-limit` for too many.
 */
export function plainEdges({ source, target }: RawGraph['edges'], nodes: number, asked?: boolean): PlainEdges {
  if (source.length > MOST_EDGES)
    throw new EngineError('file-limit', `A graph of at most ${MOST_EDGES} edges is imported, this one has ${source.length}.`);
  const oneWay = firstOfEach(source.length, (i) => source[i] * nodes + target[i]);
  const arcs = new Set<number>();
  for (const i of oneWay) arcs.add(source[i] * nodes + target[i]);
  let [back, proper] = [0, 0];
  for (const i of oneWay) {
    if (source[i] === target[i]) continue;
    proper += 1;
    if (arcs.has(target[i] * nodes + source[i])) back += 1;
  }
  const directed = asked ?? (back > 0 && back < proper);
  const kept = directed
    ? oneWay
    : firstOfEach(source.length, (i) => Math.min(source[i], target[i]) * nodes + Math.max(source[i], target[i]));
  const repeated = source.length - kept.length;
  return {
    kept,
    directed,
    notes: [
      directed
        ? `The edges are taken as directed: ${back} of ${proper} also lead back.`
        : 'The edges are taken as undirected: each joins two nodes in both directions.',
      ...(repeated > 0 ? [`${repeated} repeated edges are left out.`] : []),
    ],
  };
}

/** The first of the edges of each key, in their order. */
function firstOfEach(count: number, keyOf: (edge: number) => number): Uint32Array {
  const known = new Set<number>();
  const kept: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const key = keyOf(i);
    if (known.has(key)) continue;
    known.add(key);
    kept.push(i);
  }
  return Uint32Array.from(kept);
}

/** The edges between samples; `sampleOf` gives the sample that a node became. */
export function sampleEdges({ source, target, weight }: RawGraph['edges'], { kept }: PlainEdges, sampleOf: Int32Array): SampleGraph {
  return {
    source: Int32Array.from(kept, (edge) => sampleOf[source[edge]]),
    target: Int32Array.from(kept, (edge) => sampleOf[target[edge]]),
    ...(weight && { weight: Float32Array.from(kept, (edge) => weight[edge]) }),
  };
}
