import { type LayerDefinition, outputPortsOf, type PortDefinition } from '../../engine/layers/definition.ts';
import { layerOfNode, modulesOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';

type WithModules = Pick<Project, 'modules'>;
type TypedNode = Pick<ProjectNode, 'type' | 'parameters'>;

/** A node's layer as the project has it: of a module's instance its module says the ports and parameters. */
export function layerIn(project: WithModules, node: TypedNode | undefined): LayerDefinition | undefined {
  return node === undefined ? undefined : layerOfNode(node, modulesOf(project));
}

/** As `layerIn`, where `layerOf` knows the layers that are no part of modules. */
export function layerFor(
  knowledge: { layerOf(type: string): LayerDefinition | undefined },
  project: WithModules,
  node: TypedNode | undefined,
): LayerDefinition | undefined {
  if (node === undefined) return undefined;
  return isOfModules(node.type) ? layerIn(project, node) : knowledge.layerOf(node.type);
}

/** The output ports of a node in a project; none where there is no such node or layer. */
export function outputPortsIn(project: WithModules, node: TypedNode | undefined): readonly PortDefinition[] {
  const layer = layerIn(project, node);
  return layer === undefined || node === undefined ? [] : outputPortsOf(layer, node.parameters);
}

function isOfModules(type: string): boolean {
  return type === 'Module' || type === 'Scan' || type === 'ModuleInput' || type === 'ModuleOutput';
}
