import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { vectorWidth } from '../../engine/data/word-vectors.ts';
import { canBeTarget } from '../../engine/layers/output.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import type { Project } from '../../engine/project/schema.ts';
import { dataParameters } from '../document/data-parameters.ts';
import { nothingSelected } from '../document/document.ts';
import { applyEdit, type Edit } from '../document/edits.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import type { LayerKnowledge } from '../document/wiring.ts';

/**
 * The project on another dataset: the Input that is named, or all that read the dataset that the project was drawn for, and the Outputs
 * whose targets the new one lacks, each with a loss and a metric that suit. A layer that is named and is no Input begins with its word vectors.
 */
export function projectWithDataset(project: Project, dataset: DatasetInfo, node: string | undefined, knowledge: LayerKnowledge): Project {
  const begins = project.nodes.find(({ id, type }) => id === node && type !== 'Input');
  if (begins !== undefined) return beginningWith(project, begins, dataset, knowledge);
  const former = projectDatasetId(project);
  const inputs = project.nodes.filter(
    ({ id, type, parameters }) => type === 'Input' && (node === undefined ? (parameters.dataset ?? former) === former : id === node),
  );
  const reading = inputs.map(({ id }): Edit => ({ type: 'set-parameter', node: id, parameter: 'dataset', value: dataset.id }));
  const next = reading.reduce((current, edit) => edited(current, edit, knowledge), project);
  if (projectDatasetId(next) !== dataset.id) return next;
  const nodes = next.nodes.map((output) => {
    const layer = layerOf(output.type);
    if (output.type !== 'Output' || layer === undefined) return output;
    const { target } = parametersOf(output, layer);
    const kept = dataset.fields.some((field) => field.name === target && canBeTarget(field));
    return kept ? output : { ...output, parameters: { ...dataParameters(next, output.type, knowledge) } };
  });
  return { ...next, nodes };
}

/** The layer begins with the dataset's word vectors; any other dataset changes nothing of it. */
function beginningWith(project: Project, { id, type }: Project['nodes'][number], dataset: DatasetInfo, knowledge: LayerKnowledge): Project {
  const parameter = Object.entries(layerOf(type)?.parameters ?? {}).find(([, { kind }]) => kind === 'dataset')?.[0];
  if (parameter === undefined || vectorWidth(dataset) === undefined) return project;
  return edited(project, { type: 'set-parameter', node: id, parameter, value: dataset.id }, knowledge);
}

function edited(project: Project, edit: Edit, knowledge: LayerKnowledge): Project {
  const applied = applyEdit({ project, selection: nothingSelected }, edit, knowledge);
  return 'refused' in applied ? project : applied.document.project;
}
