import type { Dataset } from '../data/dataset.ts';
import type { DatasetStatistics } from './definition.ts';
import { NumberColumn } from './number-column.ts';

type Degrees = NonNullable<DatasetStatistics['degrees']>;

/** Edges at each node of a split; `undefined` where the samples are no nodes of one graph. An edge from a node to itself counts at both ends. */
export function degreesOf({ info, graph, train, test }: Dataset, split: 'train' | 'test'): Degrees | undefined {
  if (info.graph === undefined || graph === undefined) return undefined;
  const [from, to] = split === 'train' ? [0, train.size] : [train.size, train.size + test.size];
  const [outgoing, incoming] = [graph.source, graph.target].map((ends) => {
    const counts = new Float64Array(train.size + test.size);
    for (const node of ends) counts[node] += 1;
    return counts.subarray(from, to);
  });
  if (!info.graph.directed)
    return [
      told(
        'degree',
        outgoing.map((count, i) => count + incoming[i]),
      ),
    ];
  return [told('in-degree', incoming), told('out-degree', outgoing)];
}

function told(name: Degrees[number]['name'], counts: Float64Array): Degrees[number] {
  const column = new NumberColumn(counts.length);
  column.first(counts);
  column.second(counts);
  const { numbers } = column;
  return { name, mean: numbers?.mean ?? 0, histogram: numbers?.histogram ?? { min: 0, max: 1, counts: [0] } };
}
