import type { Analysis } from '../../engine/compile/analysis.ts';
import { analyze } from '../../engine/compile/analyze.ts';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { portKindOf, type DatasetShape, type LayerDefinition, type PortKind } from '../../engine/layers/definition.ts';
import type { TensorType } from '../../engine/graph/types.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { fedShape } from '../../engine/preprocessing/fed-shape.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { knownDatasets } from './known-datasets.ts';
import { outputPortsIn } from './node-layer.ts';

export const emptyAnalysis: Analysis = {
  diagnostics: [],
  trainable: false,
  exportable: false,
  layers: new Map(),
  order: [],
  totals: { layers: 0, parameters: 0, flops: 0, activationBytes: 0 },
};

/** Shapes, costs and problems of a project. */
export function analyzeProject(project: Project): Analysis {
  return analyze(project, knownDatasets.shapesOf, knownDatasets.ids);
}

/** Kind of what an output port gives, from the shapes that the analysis found. */
export function outputKindOf(analysis: Analysis, project: Project, from: PortReference): PortKind | undefined {
  const output = outputTypeOf(analysis, project, from);
  return output === undefined ? undefined : portKindOf(output);
}

/** Type of what an output port gives; undefined where it isn't known. */
export function outputTypeOf(analysis: Analysis, project: Project, from: PortReference): TensorType | undefined {
  const index = outputPortsIn(
    project,
    project.nodes.find((node) => node.id === from.node),
  ).findIndex((port) => port.name === from.port);
  return analysis.layers.get(from.node)?.outputs[index];
}

/** A node's parameters with defaults for what the file leaves out. */
export function parametersOf(node: ProjectNode, layer: LayerDefinition): Readonly<Record<string, unknown>> {
  const given = Object.entries(node.parameters).filter(([, value]) => value !== undefined);
  return { ...defaultsOf(layer.parameters), ...Object.fromEntries(given) };
}

/** The dataset that the project's first Input names: an Output's target is a field of it. */
export function projectDatasetId(project: Project): string | undefined {
  const input = project.nodes.find((node) => node.type === 'Input');
  const layer = input && layerOf(input.type);
  return input && layer ? String(parametersOf(input, layer).dataset) : undefined;
}

/** Which of a dataset's fields the project's first Input reads; the first input field where it names none of them. */
export function projectInputField<F extends Pick<DatasetField, 'name' | 'role'>>(project: Project, fields: readonly F[]): F | undefined {
  const input = project.nodes.find((node) => node.type === 'Input');
  const layer = input && layerOf(input.type);
  const chosen = input && layer && parametersOf(input, layer).field;
  return fields.find(({ name }) => name === chosen) ?? fields.find(({ role }) => role === 'input');
}

/** A dataset's fields as the project has them fed. */
export function fedDataset({ data }: Project, id: string): DatasetShape | undefined {
  return fedShape(knownDatasets.shapesOf(id), data);
}

/** What inferring one layer by itself needs beside its inputs: for previews of a layer that isn't wired yet. */
export function inferenceContext(project: Project) {
  const id = projectDatasetId(project);
  const dataset = (name: string) => fedDataset(project, name);
  return { dataset, projectDataset: id === undefined ? undefined : dataset(id) };
}
