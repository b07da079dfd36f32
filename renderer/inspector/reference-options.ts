import { useMemo } from 'react';
import { datasetOf, datasets } from '../../engine/data/registry.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import { findNode } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { layerOf } from '../../engine/layers/registry.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Datasets, or fields of the dataset that the selected node means: inputs for an Input, targets for all else. */
export function useReferenceOptions(kind: 'dataset' | 'field', current: string): readonly Option[] {
  const project = useDocument((state) => state.project);
  const nodeId = useDocument(({ selection }) => selection.nodes[0]);
  return useMemo(() => {
    if (kind === 'dataset')
      return withCurrent(
        datasets.map(({ id, title }) => ({ value: id, label: title })),
        current,
      );
    const node = nodeId === undefined ? undefined : findNode(project, nodeId);
    const layer = node && layerOf(node.type);
    const isInput = layer !== undefined && 'dataset' in layer.parameters;
    const dataset = isInput && node ? String(parametersOf(node, layer).dataset) : projectDatasetId(project);
    const fields = datasetOf(dataset ?? '')?.fields.filter(({ role }) => role === (isInput ? 'input' : 'target')) ?? [];
    return withCurrent(
      fields.map(({ name, label }) => ({ value: name, label })),
      current,
    );
  }, [kind, current, project, nodeId]);
}

/** Keeps a value that isn't offered visible instead of an empty field. */
function withCurrent(options: readonly Option[], current: string): readonly Option[] {
  return options.some(({ value }) => value === current) ? options : [...options, { value: current, label: `${current} (not found)` }];
}
