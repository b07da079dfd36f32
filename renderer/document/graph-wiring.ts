import { outputPortsOf, type PortDefinition } from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { fieldReadBy } from './data-parameters.ts';
import { findNode } from './document.ts';
import { layerFor } from './node-layer.ts';
import { withWire, type LayerKnowledge } from './wiring.ts';

const MEMBERSHIP = 'membership';
/** Ports that take a part of a graph that stays the same from layer to layer. */
const SHARED = ['edges', MEMBERSHIP, 'pairs'] as const;
const NODES = 'nodes';

/**
 * The project with the parts of a graph wired to a layer that lacks them, where there is no doubt which: those that the layers before it use
 * or give, else the only Input that reads such a part. Nodes come from an Input that feeds nothing yet.
 */
export function withGraphParts(project: Project, id: string, knowledge: LayerKnowledge): Project {
  const node = findNode(project, id);
  const lacking = layerFor(knowledge, project, node)?.inputs.filter((port) => isLacking(project, id, port)) ?? [];
  return lacking.reduce((drawn, port) => {
    const from = sharedSource(drawn, id, port.name, knowledge) ?? onlyInput(drawn, port.name, knowledge);
    return from === undefined ? drawn : withWire(drawn, { from, to: { node: id, port: port.name } }, knowledge);
  }, project);
}

/** Only batches of graphs have a membership to wire, and in them layers need it that do without in one graph. */
function isLacking(project: Project, id: string, { name, optional }: PortDefinition): boolean {
  const isPart = name === NODES || SHARED.some((shared) => shared === name);
  return isPart && (optional !== true || name === MEMBERSHIP) && !project.wires.some(({ to }) => to.node === id && to.port === name);
}

/** What the nearest layer upstream takes by a port of that name, or gives by one. */
function sharedSource(project: Project, id: string, port: string, knowledge: LayerKnowledge): PortReference | undefined {
  if (port === NODES) return undefined;
  const passed = new Set([id]);
  let nearest = [id];
  while (nearest.length > 0) {
    const before = project.wires.filter(({ to }) => nearest.includes(to.node)).map(({ from }) => from.node);
    nearest = [...new Set(before)].filter((node) => !passed.has(node));
    const found = nearest.flatMap((node) => partOf(project, node, port, knowledge) ?? []);
    if (found.length > 0) return found[0];
    nearest.forEach((node) => passed.add(node));
  }
  return undefined;
}

function partOf(project: Project, id: string, port: string, knowledge: LayerKnowledge): PortReference | undefined {
  const node = findNode(project, id);
  const layer = layerFor(knowledge, project, node);
  if (layer !== undefined && outputPortsOf(layer, node?.parameters).some(({ name }) => name === port)) return { node: id, port };
  return project.wires.find(({ to }) => to.node === id && to.port === port)?.from;
}

/** The Input that reads that part of a graph, where there is one alone. */
function onlyInput(project: Project, port: string, knowledge: LayerKnowledge): PortReference | undefined {
  const found = project.nodes.filter((node) => portFor(node, knowledge) === port);
  const [input] = found;
  const isFree = port !== NODES || !project.wires.some(({ from }) => from.node === input?.id);
  return found.length === 1 && isFree ? { node: input.id, port: 'out' } : undefined;
}

/** The name of the port that what a node reads is meant for. */
function portFor(node: ProjectNode, knowledge: LayerKnowledge): string | undefined {
  const read = fieldReadBy(node, knowledge);
  const field = read?.dataset.fields.find(({ name }) => name === read.field);
  if (read?.dataset.samples === undefined || field === undefined || field.role !== 'input') return undefined;
  return field.part ?? (read.dataset.samples === 'pairs' ? 'pairs' : undefined);
}
