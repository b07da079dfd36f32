import { useEffect, useMemo, useState } from 'react';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { host } from '../host/host.ts';
import { t } from '../language/text.ts';
import { textOfSample } from '../samples/sample-values.ts';

export interface NodeNames {
  /** The node's name where there is one and it is known; else its number, from 1. */
  nameOf(node: number): string;
  /** Whether names are drawn beside all nodes. */
  readonly all: boolean;
}

/** Graphs of at most so many nodes have their names drawn. */
const FEW = 100;

/** Names of a graph's nodes: of a small graph all, else of the one that is pointed at. */
export function useNodeNames(dataset: DatasetInfo, count: number, pointed: number | undefined): NodeNames {
  const [known, setKnown] = useState<ReadonlyMap<number, string>>(new Map());
  const field = dataset.fields.find(({ semantics }) => semantics === 'text');
  const few = count <= FEW;
  const asked = few || pointed === undefined || known.has(pointed) ? undefined : pointed;
  useEffect(() => {
    if (field === undefined || (!few && asked === undefined)) return undefined;
    let wanted = true;
    const nodes = few ? Array.from({ length: count }, (_, node) => node) : [asked ?? 0];
    // A node without its name still has its number.
    namesOf(dataset, field, nodes).then(
      (found) => wanted && setKnown((former) => new Map([...former, ...found])),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [dataset, field, few, asked, count]);
  return useMemo(() => ({ nameOf: (node: number) => known.get(node) ?? numberedName(node), all: few }), [known, few]);
}

/** Names of some of the nodes, those that are there; the others have their numbers. */
export function useNamesOf(dataset: DatasetInfo | undefined, nodes: readonly number[]): NodeNames['nameOf'] {
  const [known, setKnown] = useState<ReadonlyMap<number, string>>(new Map());
  const field = dataset?.fields.find(({ semantics }) => semantics === 'text');
  const key = nodes.join(' ');
  useEffect(() => {
    if (dataset === undefined || field === undefined || key === '') return undefined;
    let wanted = true;
    namesOf(dataset, field, [...new Set(key.split(' ').map(Number))]).then(
      (found) => wanted && setKnown(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [dataset, field, key]);
  return (node) => known.get(node) ?? numberedName(node);
}

function numberedName(node: number): string {
  return t('Node {number}', { number: node + 1 });
}

async function namesOf({ id, splits }: DatasetInfo, field: DatasetField, nodes: readonly number[]): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const split of ['train', 'test'] as const) {
    const start = split === 'train' ? 0 : splits.train;
    const asked = nodes.filter((node) => (split === 'train') === node < splits.train);
    if (asked.length === 0) continue;
    const preview = await host().datasetSamples(
      id,
      split,
      asked.map((node) => node - start),
    );
    addNames(names, preview, field, asked);
  }
  return names;
}

function addNames(names: Map<number, string>, preview: DatasetPreview, field: DatasetField, nodes: readonly number[]): void {
  nodes.forEach((node, i) => names.set(node, textOfSample(preview.fields[field.name], i)));
}
