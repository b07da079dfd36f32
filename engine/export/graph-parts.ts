import type { DataInput } from '../compile/program.ts';
import type { DatasetInfo } from '../data/dataset.ts';
import { edgesFieldOf, type GraphPart } from '../data/graph-fields.ts';

/** What of a graph an input of a file takes: the `part` of a field, or pairs of nodes, which are samples. */
export type GraphInput = GraphPart | 'pairs';

type Declared = Pick<DatasetInfo, 'fields' | 'graph'>;

/** What of a graph a field of a dataset is to a network; `undefined` for values sample by sample. `part` is that of the input that takes it. */
export function graphInputOf(field: string, part: DataInput['part'], { graph }: Declared): GraphInput | undefined {
  if (part === 'places') return undefined;
  return part ?? (field === graph?.pairs ? 'pairs' : undefined);
}

/** Whether edges lead from their first node to their second alone; others are given twice, once each way. */
export function hasDirectedEdges({ fields, graph }: Declared): boolean {
  return graph?.directed ?? edgesFieldOf(fields)?.directed === true;
}

/** What an input for a part of a graph is fed with, in words. Nodes have numbers from 0, those of graphs side by side in one row. */
export function graphInputText(input: GraphInput, directed: boolean): string {
  switch (input) {
    case 'nodes':
      return 'a row of features for each node of the graph';
    case 'edges':
      return `the nodes that edges lead from, then those that they lead to, by their numbers from 0${directed ? '' : '; an edge without a direction is given twice, once each way, one from a node to itself once'}`;
    case 'weights':
      return 'a number for each edge, in the order of the edges';
    case 'membership':
      return 'the number of the graph that each node belongs to, from 0, where several graphs stand side by side as one';
    case 'pairs':
      return 'the numbers of the two nodes of each pair, from 0';
  }
}

/** As an exported file's metadata say it. */
export function describeGraphInput({ field, part }: Pick<DataInput, 'field' | 'part'>, declared: Declared): object | undefined {
  const input = graphInputOf(field, part, declared);
  if (input === undefined) return undefined;
  const directed = hasDirectedEdges(declared);
  return { part: input, ...(input === 'edges' && { directed }), meaning: graphInputText(input, directed) };
}
