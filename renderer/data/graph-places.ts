import { useEffect, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { messageOf } from '../window/failures.ts';
import { layoutInSlices } from '../samples/graph-layout.ts';
import { type NodeGraph, nodeGraph } from '../samples/node-graph.ts';

/** More of them would be a blot. */
export const MOST_NODES = 6000;

interface LaidOutGraph {
  readonly key: DatasetInfo;
  readonly graph?: NodeGraph;
  readonly places?: Float32Array<ArrayBuffer>;
  readonly problem?: string;
}

const layouts = new WeakMap<NodeGraph, Float32Array<ArrayBuffer>>();

/** The graph of a dataset's nodes and where they lie in its drawing, or why there is none. */
export function useGraphLayout(dataset: DatasetInfo) {
  const [drawn, setDrawn] = useState<LaidOutGraph>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const load = async () => {
      const graph = await nodeGraph(dataset);
      const places = layouts.get(graph) ?? (await layoutInSlices(graph.count, graph.edges, leaving.signal));
      layouts.set(graph, places);
      return { graph, places };
    };
    load().then(
      (found) => !leaving.signal.aborted && setDrawn({ key: dataset, ...found }),
      (error: unknown) => !leaving.signal.aborted && setDrawn({ key: dataset, problem: messageOf(error) }),
    );
    return () => leaving.abort(new Error('The graph is not shown any more.'));
  }, [dataset, asked]);
  return { drawn: drawn?.key.id === dataset.id ? drawn : undefined, retry: () => setAsked(asked + 1) };
}

/** How many edges each node has. */
export function degreesOf({ count, edges }: NodeGraph): Uint32Array {
  const degrees = new Uint32Array(count);
  for (let i = 0; i < edges.source.length; i += 1) {
    degrees[edges.source[i]] += 1;
    degrees[edges.target[i]] += 1;
  }
  return degrees;
}
