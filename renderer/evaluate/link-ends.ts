import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { type LinkChoice, linkFault, linkPairs } from '../../engine/data/links.ts';
import { useNodeGraph } from '../samples/node-graph.ts';

export type LinkEnds = ReturnType<typeof linkPairs>;

/** The two nodes of each pair that is a sample; `undefined` until the graph is there, and where links aren't predicted. */
export function useLinkEnds(dataset: DatasetInfo | undefined, links: LinkChoice | undefined): LinkEnds | undefined {
  const graph = useNodeGraph(links === undefined ? undefined : dataset);
  return useMemo(
    () =>
      dataset === undefined || graph === undefined || links === undefined || linkFault(dataset, links) !== undefined
        ? undefined
        : linkPairs(dataset, graph.edges, links),
    [dataset, graph, links],
  );
}
