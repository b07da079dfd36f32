import { type LayerDefinition, outputPortsOf, type PortDefinition } from '../../engine/layers/definition.ts';
import { lastStatePort, moduleOf, modulesOf, scanPortsOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectModule, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { t, type Text } from '../language/text.ts';
import { bringModules, referred } from './bring-modules.ts';
import { dataParameters } from './data-parameters.ts';
import { findNode, nameOf, nothingSelected, wireId, type EditorDocument } from './document.ts';
import { withNodes, type EditDefinitions } from './edit-definition.ts';
import { namedByModule } from './module-edits.ts';
import { freeNodeId, takenIds } from './naming.ts';
import { layerFor } from './node-layer.ts';
import { makeRoomBetween, type Point } from './placement.ts';
import { kindFits, wireProblem, withWire, type LayerKnowledge } from './wiring.ts';

/** Edits that lead wires otherwise: through points, through a node, into another layer. */
export type WireEdit =
  | { readonly type: 'bend-wire'; readonly wire: string; readonly via: readonly Point[]; readonly label?: Text }
  | { readonly type: 'insert-node'; readonly node: string; readonly wire: ProjectWire; readonly position?: Point }
  | {
      readonly type: 'replace-layer';
      readonly node: string;
      readonly layer: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
      /** Modules that the project gets where it lacks them. */
      readonly modules?: readonly ProjectModule[];
    };

export const wireEdits: EditDefinitions<WireEdit> = {
  'bend-wire': {
    label: ({ via, label }) => label ?? (via.length === 0 ? 'Straighten a wire' : 'Bend a wire'),
    apply: (document, { wire: id, via }) => {
      const wires = document.project.wires.map((wire) => (wireId(wire) === id ? bent(wire, via) : wire));
      return { ...document, project: { ...document.project, wires } };
    },
  },
  'insert-node': {
    label: ({ node, wire }, project) => ({
      text: 'Put {node} before {other}',
      values: { node: nameOf(project, node), other: nameOf(project, wire.to.node) },
    }),
    changes: ({ node }) => ({ nodes: [node] }),
    apply: (document, { node: id, wire, position }, knowledge) => {
      const ends = throughPorts(document.project, id, knowledge);
      if (ends === undefined)
        return { refused: t('{node} can’t be put into a wire: it needs an input and an output.', { node: nameOf(document.project, id) }) };
      const wires = document.project.wires.filter((other) => wireId(other) !== wireId(wire));
      if (wires.length === document.project.wires.length) return { refused: t('The wire is no longer there.') };
      const without = { ...document.project, wires };
      const [before, after] = [
        { from: wire.from, to: { node: id, port: ends.input } },
        { from: { node: id, port: ends.output }, to: wire.to },
      ];
      const problem = wireProblem(without, before, knowledge) ?? circleProblem(without, after, knowledge);
      if (problem !== undefined) return { refused: problem };
      const project = withWire(withWire(without, before, knowledge), after, knowledge);
      return position === undefined ? { ...document, project } : placedBetween({ ...document, project }, id, wire, position);
    },
  },
  'replace-layer': {
    label: ({ node, layer }, project) => ({ text: 'Replace {node} by {layer}', values: { node: nameOf(project, node), layer } }),
    changes: ({ node }) => ({ nodes: [node] }),
    apply: replaceLayer,
  },
};

/** The node where it was let go, or, where the wire's ends leave no room for it there, between them as they move apart. */
function placedBetween(document: EditorDocument, id: string, wire: ProjectWire, position: Point): EditorDocument {
  const [from, to] = [findNode(document.project, wire.from.node), findNode(document.project, wire.to.node)];
  if (from === undefined || to === undefined) return document;
  const room = makeRoomBetween(document.project, from, to);
  const place = room.project === document.project ? position : room.place;
  return withNodes({ ...document, project: room.project }, (node) => (node.id === id ? { ...node, position: { ...place } } : node));
}

function bent(wire: ProjectWire, via: readonly Point[]): ProjectWire {
  const { from, to } = wire;
  return via.length === 0 ? { from, to } : { from, to, via: via.map(({ x, y }) => ({ x, y })) };
}

/** The ports by which a node goes into a wire: the first free ones. Undefined where it has none, or they are taken. */
export function throughPorts(project: Project, id: string, knowledge: LayerKnowledge) {
  const node = findNode(project, id);
  const layer = layerFor(knowledge, project, node);
  const input = layer?.inputs[0];
  const output = layer && outputPortsOf(layer, node?.parameters)[0];
  if (input === undefined || output === undefined) return undefined;
  const isTaken = project.wires.some(
    ({ from, to }) => (to.node === id && to.port === input.name) || (from.node === id && from.port === output.name),
  );
  return isTaken ? undefined : { input: input.name, output: output.name };
}

/** What the node will give isn't known before it is wired: circles alone are looked for. */
function circleProblem(project: Project, wire: ProjectWire, knowledge: LayerKnowledge): string | undefined {
  return wireProblem(project, wire, { layerOf: (type) => knowledge.layerOf(type) });
}

/** Another layer in a node's place: it keeps name, place, colour, the parameters that it has too, and the wires that fit. */
/** True of a recurrent layer that hands on nothing but what it knows after the last step. */
function givesLast({ parameters }: ProjectNode, layer: LayerDefinition | undefined): boolean {
  const returns = layer?.parameters.returns;
  return returns !== undefined && (parameters.returns ?? returns.default) === 'last';
}

/** The output of a scan that gives its first state after the last step. */
function lastState(project: Project, node: ProjectNode, outputs: readonly PortDefinition[]): PortDefinition | undefined {
  const module = node.type === 'Scan' ? moduleOf(node, modulesOf(project)) : undefined;
  const state = module && scanPortsOf(module).states.at(0);
  return state && outputs.find(({ name }) => name === lastStatePort(state));
}

function replaceLayer(document: EditorDocument, edit: Extract<WireEdit, { type: 'replace-layer' }>, knowledge: LayerKnowledge) {
  const { project, ids } = bringModules(document.project, edit.modules ?? []);
  const node = findNode(project, edit.node);
  const wanted = referred({ type: edit.layer, parameters: edit.parameters ?? {} }, ids);
  const layer = layerFor(knowledge, project, wanted);
  if (node === undefined || layer === undefined)
    return { refused: t(node === undefined ? 'There is no node to replace.' : 'There is no layer to replace it.') };
  const id = node.type === edit.layer ? node.id : freeNodeId(takenIds(project), edit.layer);
  const kept = Object.entries(node.parameters).filter(([name, value]) => layer.parameters[name]?.schema.safeParse(value).success === true);
  const parameters = { ...dataParameters(project, edit.layer, knowledge), ...Object.fromEntries(kept), ...wanted.parameters };
  const { mode: _mode, ...rest } = node;
  const replaced: ProjectNode = { ...rest, id, type: edit.layer, version: layer.version, parameters };
  const next = node.name === undefined ? namedByModule(project, replaced) : replaced;
  const former = layerFor(knowledge, project, node);
  const inputs = { former: former?.inputs, next: layer.inputs };
  const outputs = { former: former && outputPortsOf(former, node.parameters), next: outputPortsOf(layer, parameters) };
  const lastOnly = givesLast(node, former) ? lastState(project, next, outputs.next) : undefined;
  const used = new Set<string>();
  const wires = project.wires.flatMap((wire): ProjectWire[] => {
    const isSource = wire.from.node === node.id;
    if (!isSource && wire.to.node !== node.id) return [wire];
    const former = isSource ? wire.from.port : wire.to.port;
    const port = isSource && former === 'out' && lastOnly !== undefined ? lastOnly : samePort(former, isSource ? outputs : inputs);
    if (port === undefined || (!isSource && !fits(wire, port, used, knowledge))) return [];
    const end = { node: id, port: port.name };
    return [isSource ? { ...wire, from: end } : { ...wire, to: end }];
  });
  const nodes = project.nodes.map((other) => (other.id === node.id ? next : other));
  return { project: { ...project, nodes, wires }, selection: { ...nothingSelected, nodes: [id] } };
}

/** The port of that name, or of that rank. */
function samePort(name: string, ports: { former?: readonly PortDefinition[] | undefined; next: readonly PortDefinition[] }) {
  const rank = ports.former?.findIndex((port) => port.name === name) ?? 0;
  return ports.next.find((port) => port.name === name) ?? ports.next.at(Math.max(0, rank)) ?? ports.next.find(({ variadic }) => variadic);
}

/** True where the port takes what the wire brings, and has room for it; a single port is used up by that. */
function fits(wire: ProjectWire, port: PortDefinition, used: Set<string>, knowledge: LayerKnowledge): boolean {
  if (!kindFits(knowledge.outputKind?.(wire.from), port) || used.has(port.name)) return false;
  if (port.variadic !== true) used.add(port.name);
  return true;
}
