import { useEffect, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { services } from '../host/services.ts';
import type { GraphEdges } from './bond-angles.ts';

/** The graph whose nodes are a dataset's samples: training nodes first, then test nodes. */
export interface NodeGraph {
  readonly count: number;
  readonly edges: GraphEdges;
  /** Class of each node; absent where the nodes have none. */
  readonly classes?: Int32Array;
}

const graphs = new Map<string, Promise<NodeGraph>>();

/** Edges and classes of the nodes, asked for once. */
export function nodeGraph(info: DatasetInfo): Promise<NodeGraph> {
  const { id, splits, graph } = info;
  const key = `${id} ${splits.train} ${splits.test} ${graph?.edges}`;
  const known = graphs.get(key);
  if (known) return known;
  const asked = load(info);
  graphs.set(key, asked);
  asked.catch(() => graphs.delete(key));
  return asked;
}

async function load(info: DatasetInfo): Promise<NodeGraph> {
  const count = info.splits.train + info.splits.test;
  const [edges, classes] = await Promise.all([services()?.datasetGraph(info.id), nodeClasses(info)]);
  return { count, edges: edges ?? { source: [], target: [] }, ...(classes && { classes }) };
}

async function nodeClasses({ id, fields, splits }: DatasetInfo): Promise<Int32Array | undefined> {
  const target = fields.find(({ role, classes }) => role === 'target' && classes !== undefined);
  const host = services();
  if (target?.classes === undefined || host === undefined) return undefined;
  const found = new Int32Array(splits.train + splits.test);
  const lookUps = target.classes.flatMap((_, label) =>
    (['train', 'test'] as const).map(async (split) => {
      const start = split === 'train' ? 0 : splits.train;
      for (const position of await host.classPositions(id, split, target.name, label)) found[start + position] = label;
    }),
  );
  await Promise.all(lookUps);
  return found;
}

/** The graph once it is there; none of no dataset. */
export function useNodeGraph(info: DatasetInfo | undefined): NodeGraph | undefined {
  const [loaded, setLoaded] = useState<{ readonly info: DatasetInfo; readonly graph: NodeGraph }>();
  useEffect(() => {
    if (info === undefined) return undefined;
    let wanted = true;
    nodeGraph(info).then(
      (graph) => wanted && setLoaded({ info, graph }),
      // A card without its picture still tells what it holds.
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [info]);
  return loaded !== undefined && loaded.info.id === info?.id ? loaded.graph : undefined;
}
