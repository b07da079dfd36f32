import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { vectorWidth } from '../../engine/data/word-vectors.ts';
import { virtualFields } from '../../engine/data/graph-fields.ts';
import { useHost } from '../host/host.ts';
import { knownDatasets } from '../document/known-datasets.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import { isOwn } from '../data/dataset-facts.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { findNode } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { canBeTarget } from '../../engine/layers/output.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import type { Project } from '../../engine/project/schema.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { t } from '../language/text.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface OptionGroup {
  readonly group: string;
  readonly items: readonly Option[];
}

type Options = readonly (Option | OptionGroup)[];

/**
 * Datasets, or fields of the dataset that the selected node means: inputs for an Input, what can be a target for all else. Where none need be
 * chosen (`isOptional`), datasets of word vectors.
 */
export function useReferenceOptions(kind: 'dataset' | 'field', current: string, isOptional: boolean): Options {
  const project = useDocument((state) => state.whole);
  const datasets = useHost((state) => state.datasets);
  const nodeId = useDocument(({ selection }) => selection.nodes[0]);
  return useMemo(() => {
    if (kind === 'field') return withCurrent(fieldOptions(project, nodeId), current);
    return withCurrent(isOptional ? vectorOptions(datasets) : datasetOptions(datasets), current);
  }, [kind, current, isOptional, datasets, project, nodeId]);
}

/** None, or a dataset of word vectors. */
export function vectorOptions(datasets: readonly DatasetInfo[]): Options {
  return [{ value: '', label: t('None') }, ...datasetOptions(datasets.filter((dataset) => vectorWidth(dataset) !== undefined))];
}

/** Datasets by title, one's own first; where titles repeat, the id tells them apart. */
export function datasetOptions(datasets: readonly DatasetInfo[]): readonly OptionGroup[] {
  const repeats = (title: string) => datasets.filter((other) => other.title === title).length > 1;
  const option = (dataset: DatasetInfo) => ({
    value: dataset.id,
    label: repeats(dataset.title) ? `${datasetTitle(dataset)} (${dataset.id})` : datasetTitle(dataset),
  });
  const groups = [
    { group: t('Your own'), items: datasets.filter(isOwn).map(option) },
    { group: t('With the program'), items: datasets.filter((dataset) => !isOwn(dataset)).map(option) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** The fields that a node can name, as the project has them fed: edges and the like among an Input's. Inputs that an Output reconstructs come last, and are marked. */
export function fieldOptions(project: Project, nodeId: string | undefined): readonly Option[] {
  const node = nodeId === undefined ? undefined : findNode(project, nodeId);
  const layer = node && layerOf(node.type);
  const isInput = layer !== undefined && 'dataset' in layer.parameters;
  const dataset = isInput && node ? String(parametersOf(node, layer).dataset) : projectDatasetId(project);
  const declared = knownDatasets.infoOf(dataset ?? '');
  if (declared === undefined) return [];
  const { info } = preparedInfo(declared, project.data);
  const { fields } = info;
  const inputs = fields.filter(({ role }) => role === 'input');
  if (isInput) return [...inputs, ...virtualFields(info)].map(({ name, label }) => ({ value: name, label: fieldLabel({ label }) }));
  return [
    ...fields.filter(({ role }) => role === 'target').map(({ name, label }) => ({ value: name, label: fieldLabel({ label }) })),
    ...inputs
      .filter(canBeTarget)
      .map(({ name, label }) => ({ value: name, label: t('{field} (reconstruct)', { field: fieldLabel({ label }) }) })),
  ];
}

/** Keeps a value that isn't offered visible instead of an empty field. */
function withCurrent(options: Options, current: string): Options {
  const offered = options.flatMap((option) => ('items' in option ? option.items : [option]));
  return offered.some(({ value }) => value === current)
    ? options
    : [...options, { value: current, label: t('{name} (not found)', { name: current }) }];
}
