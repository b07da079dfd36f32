import {
  type DatasetShape,
  type LayerDefinition,
  outputPortsOf,
  type PortDefinition,
  type PortKind,
} from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { locale, t, type WindowText } from '../language/text.ts';
import { findNode, nameOf, sameEnd } from './document.ts';
import { layerFor } from './node-layer.ts';

/** What the editing core has to know of layers and of the shapes that flow; both come from the engine. */
export interface LayerKnowledge {
  layerOf(type: string): LayerDefinition | undefined;
  /** Kind of what an output port gives; undefined where it isn't known. */
  outputKind?(from: PortReference): PortKind | undefined;
  /** A dataset by its id. */
  dataset?(id: string): DatasetShape | undefined;
}

/** Kinds of floating-point data differ in rank alone, and a layer between them can mend that; the others can't be wired across. */
const rankedKinds: ReadonlySet<PortKind> = new Set(['image', 'features', 'sequence', 'scalar']);

/** Why the two ends can't be wired, in a sentence; undefined where they can. */
export function wireProblem(project: Project, wire: ProjectWire, knowledge: LayerKnowledge): string | undefined {
  const { from, to } = wire;
  if (findNode(project, from.node) === undefined) return t('There is no node {node}.', { node: from.node });
  if (findNode(project, to.node) === undefined) return t('There is no node {node}.', { node: to.node });
  if (from.node === to.node) return t('{node} can’t feed itself.', { node: nameOf(project, from.node) });
  if (project.wires.some((other) => sameEnd(other.from, from) && sameEnd(other.to, to))) return t('These ports are already wired.');
  if (isDownstream(project, to.node, from.node)) return circleProblem(project, wire);
  return portProblem(project, wire, knowledge);
}

function circleProblem(project: Project, { from, to }: ProjectWire): string {
  return t('{to} already feeds {from}: this wire would close a circle.', {
    to: nameOf(project, to.node),
    from: nameOf(project, from.node),
  });
}

/** The end that a wire is drawn from. */
export interface DrawnEnd {
  readonly end: PortReference;
  /** The wire was drawn from an output. */
  readonly output: boolean;
}

/** The ports at which a wire from that end can't end, each with the reason: of all nodes at once. */
export function refusedEnds(
  project: Project,
  { end, output }: DrawnEnd,
  knowledge: LayerKnowledge,
): readonly { readonly end: PortReference; readonly reason: string }[] {
  const circled = output ? reachable(project, end.node, 'back') : reachable(project, end.node, 'forth');
  const wired = new Set(
    project.wires.flatMap(({ from, to }) =>
      output && sameEnd(from, end) ? [portId(to)] : !output && sameEnd(to, end) ? [portId(from)] : [],
    ),
  );
  return project.nodes.flatMap((node) =>
    facingPorts(project, node, output, knowledge).flatMap((port) => {
      const other = { node: node.id, port: port.name };
      const wire = output ? { from: end, to: other } : { from: other, to: end };
      const reason = refusal(project, wire, { circled: circled.has(node.id), wired: wired.has(portId(other)) }, knowledge);
      return reason === undefined ? [] : [{ end: other, reason }];
    }),
  );
}

/** The nodes that have no port which a wire from that end can end at: the one that it leaves is left out. */
export function unfitNodes(
  project: Project,
  { end, output }: DrawnEnd,
  refused: readonly { readonly end: PortReference }[],
  knowledge: LayerKnowledge,
): readonly string[] {
  const refusals = new Map<string, number>();
  for (const { end: other } of refused) refusals.set(other.node, (refusals.get(other.node) ?? 0) + 1);
  return project.nodes
    .filter((node) => node.id !== end.node && facingPorts(project, node, output, knowledge).length === (refusals.get(node.id) ?? 0))
    .map(({ id }) => id);
}

/**
 * The port of a node at which a wire from that end ends when it is let go over the node: the first one that takes what comes and is free,
 * else the first one that takes it; where none does, its first port. Undefined where it has none.
 */
export function fittingEnd(project: Project, drawn: DrawnEnd, id: string, knowledge: LayerKnowledge): PortReference | undefined {
  const node = findNode(project, id);
  const ports = node === undefined ? [] : facingPorts(project, node, drawn.output, knowledge);
  const refused = new Set(refusedEnds(project, drawn, knowledge).flatMap(({ end }) => (end.node === id ? [end.port] : [])));
  const taken = new Set(project.wires.flatMap(({ to }) => (to.node === id ? [to.port] : [])));
  const kind = drawn.output ? knowledge.outputKind?.(drawn.end) : undefined;
  const isFree = (port: PortDefinition) => !drawn.output || port.variadic === true || !taken.has(port.name);
  const isExact = ({ accepts }: PortDefinition) => kind === undefined || accepts === undefined || accepts.includes(kind);
  const fitting = ports.filter(({ name }) => !refused.has(name));
  const port =
    fitting.find((candidate) => isFree(candidate) && isExact(candidate)) ??
    fitting.find(isExact) ??
    fitting.find(isFree) ??
    fitting[0] ??
    ports.at(0);
  return port && { node: id, port: port.name };
}

/** The ports of a node that a wire from an output could end at, or from an input. */
export function facingPorts(project: Project, node: ProjectNode, output: boolean, knowledge: LayerKnowledge): readonly PortDefinition[] {
  const layer = layerFor(knowledge, project, node);
  if (layer === undefined) return [];
  return output ? layer.inputs : outputPortsOf(layer, node.parameters);
}

function refusal(project: Project, wire: ProjectWire, known: { circled: boolean; wired: boolean }, knowledge: LayerKnowledge) {
  if (wire.from.node === wire.to.node) return t('{node} can’t feed itself.', { node: nameOf(project, wire.from.node) });
  if (known.wired) return t('These ports are already wired.');
  return known.circled ? circleProblem(project, wire) : portProblem(project, wire, knowledge);
}

function portId({ node, port }: PortReference): string {
  return JSON.stringify([node, port]);
}

/** The project with the wire; a wire that sat on the same single input gives way. */
export function withWire(project: Project, wire: ProjectWire, knowledge: LayerKnowledge): Project {
  const kept = inputPort(project, wire.to, knowledge)?.variadic
    ? project.wires
    : project.wires.filter((other) => !sameEnd(other.to, wire.to));
  return { ...project, wires: [...kept, { from: { ...wire.from }, to: { ...wire.to } }] };
}

/** True where `target` lies downstream of `start`, or is it. */
export function isDownstream(project: Project, start: string, target: string): boolean {
  return reachable(project, start, 'forth').has(target);
}

/** The node, and those that lie downstream of it, or upstream. */
function reachable(project: Project, start: string, direction: 'forth' | 'back'): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of project.wires) {
    const [here, there] = direction === 'forth' ? [from.node, to.node] : [to.node, from.node];
    const followers = next.get(here);
    if (followers === undefined) next.set(here, [there]);
    else followers.push(there);
  }
  const reached = new Set([start]);
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const follower of next.get(node) ?? []) {
      if (reached.has(follower)) continue;
      reached.add(follower);
      open.push(follower);
    }
  }
  return reached;
}

/** True where data of this kind may be wired to the port, perhaps with a layer in between that adapts its rank. */
export function kindFits(kind: PortKind | undefined, port: PortDefinition): boolean {
  if (kind === undefined || port.accepts === undefined || port.accepts.includes(kind)) return true;
  return rankedKinds.has(kind) && port.accepts.some((accepted) => rankedKinds.has(accepted));
}

export function inputPort(project: Project, { node, port }: PortReference, knowledge: LayerKnowledge): PortDefinition | undefined {
  return layerFor(knowledge, project, findNode(project, node))?.inputs.find((input) => input.name === port);
}

/** What flows, within a sentence. */
const kindTexts: Readonly<Record<PortKind, WindowText>> = {
  image: 'an image',
  features: 'features',
  sequence: 'a sequence',
  integer: 'integers',
  edges: 'edges of a graph',
  mask: 'a mask',
  scalar: 'a single number',
};

/** `an image or features`, `图像或特征` */
function alternatives(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'disjunction' }).format(names);
}

function portProblem(project: Project, { from, to }: ProjectWire, knowledge: LayerKnowledge): string | undefined {
  const node = findNode(project, from.node);
  const source = layerFor(knowledge, project, node);
  const target = layerFor(knowledge, project, findNode(project, to.node));
  if (source !== undefined && !outputPortsOf(source, node?.parameters).some((port) => port.name === from.port)) {
    return t('{node} has no output “{port}”.', { node: nameOf(project, from.node), port: from.port });
  }
  const input = target?.inputs.find((port) => port.name === to.port);
  if (target !== undefined && input === undefined)
    return t('{node} has no input “{port}”.', { node: nameOf(project, to.node), port: to.port });
  const kind = knowledge.outputKind?.(from);
  if (input === undefined || kindFits(kind, input)) return undefined;
  return t('{to} takes {accepted}; {from} gives {given}.', {
    to: nameOf(project, to.node),
    from: nameOf(project, from.node),
    accepted: alternatives((input.accepts ?? []).map((accepted) => t(kindTexts[accepted]))),
    given: kind === undefined ? '' : t(kindTexts[kind]),
  });
}
