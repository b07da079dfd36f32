import { outputPortsOf } from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectModule, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { slug } from '../../engine/project/slug.ts';
import { t } from '../language/text.ts';
import { nameOf, nothingSelected, type EditorDocument } from './document.ts';
import type { Refusal } from './edit-definition.ts';
import { freeCopyId, freeNodeId, takenIds } from './naming.ts';
import { layerIn } from './node-layer.ts';
import { acrossFlow, alongFlow, snapped, type Point } from './placement.ts';
import { isDownstream } from './wiring.ts';

/** Types of nodes that have their place in the network, or in the module that they are a port of. */
const fixed: ReadonlySet<string> = new Set(['Input', 'Output', 'ModuleInput', 'ModuleOutput']);

/** The project with a module in place of the nodes. Wires that led in and out become its ports; so do inputs and last outputs without a wire. */
export function collapsed(project: Project, ids: readonly string[], name?: string): EditorDocument | Refusal {
  const chosen = new Set(ids);
  const nodes = project.nodes.filter(({ id }) => chosen.has(id));
  if (nodes.length === 0) return { refused: t('Select the layers to make a module of first.') };
  const end = nodes.find(({ type }) => fixed.has(type));
  if (end !== undefined)
    return { refused: t('{node} can’t go into a module: data, losses and ports stay where they are.', { node: nameOf(project, end.id) }) };
  const between = nodeBetween(project, chosen);
  if (between !== undefined)
    return { refused: t('{node} lies between the chosen layers. Take it with them.', { node: nameOf(project, between) }) };
  const ports = new Ports(new Set(nodes.map(({ id }) => id)));
  const inner: ProjectWire[] = [];
  const outer: ProjectWire[] = [];
  const title = freeName(project, name ?? 'Block');
  const id = freeNodeId(takenIds(project), 'block');
  for (const { from, to, via } of project.wires) {
    const [starts, ends] = [chosen.has(from.node), chosen.has(to.node)];
    if (starts && ends) inner.push({ from, to, ...(via && { via }) });
    else if (ends) {
      const known = ports.inputs.get(keyOf(from));
      const port = known ?? ports.input(from, to.port === 'in' ? 'x' : to.port);
      if (known === undefined) outer.push({ from, to: { node: id, port } });
      inner.push({ from: { node: port, port: 'out' }, to });
    } else if (starts) {
      const known = ports.outputs.get(keyOf(from));
      const port = known ?? ports.output(from, from.port === 'out' ? 'y' : from.port);
      if (known === undefined) inner.push({ from, to: { node: port, port: 'in' } });
      outer.push({ from: { node: id, port }, to });
    } else outer.push({ from, to, ...(via && { via }) });
  }
  inner.push(...openWires(project, nodes, ports));
  const module: ProjectModule = {
    id: freeCopyId(new Set((project.modules ?? []).map((known) => known.id)), slug(title)),
    name: title,
    nodes: [...ports.nodes(project, nodes, 'ModuleInput'), ...nodes, ...ports.nodes(project, nodes, 'ModuleOutput')],
    wires: inner,
    ...(project.flow && { flow: project.flow }),
  };
  const node: ProjectNode = { id, type: 'Module', version: 1, name: title, position: centreOf(nodes), parameters: { module: module.id } };
  const next = {
    ...project,
    nodes: [...project.nodes.filter((other) => !chosen.has(other.id)), node],
    wires: outer,
    modules: [...(project.modules ?? []), module],
  };
  return { project: next, selection: { ...nothingSelected, nodes: [id] } };
}

/** A node outside that is fed by the chosen ones and feeds them. */
function nodeBetween(project: Project, chosen: ReadonlySet<string>): string | undefined {
  const after = project.wires.filter(({ from, to }) => chosen.has(from.node) && !chosen.has(to.node)).map(({ to }) => to.node);
  const before = project.wires.filter(({ from, to }) => !chosen.has(from.node) && chosen.has(to.node)).map(({ from }) => from.node);
  return after.find((start) => before.some((target) => isDownstream(project, start, target)));
}

/** Wires of ports for inputs that must be wired and aren't, and for outputs of layers that feed nothing. */
function openWires(project: Project, nodes: readonly ProjectNode[], ports: Ports): ProjectWire[] {
  return nodes.flatMap((node): ProjectWire[] => {
    const layer = layerIn(project, node);
    if (layer === undefined) return [];
    const open = layer.inputs.filter(
      ({ name, optional }) => optional !== true && !project.wires.some(({ to }) => to.node === node.id && to.port === name),
    );
    const feeds = project.wires.some(({ from }) => from.node === node.id);
    const given = feeds ? [] : outputPortsOf(layer, node.parameters).slice(0, 1);
    return [
      ...open.map(({ name }) => {
        const to = { node: node.id, port: name };
        return { from: { node: ports.input(to, name === 'in' ? 'x' : name), port: 'out' }, to };
      }),
      ...given.map(({ name }) => {
        const from = { node: node.id, port: name };
        return { from, to: { node: ports.output(from, name === 'out' ? 'y' : name), port: 'in' } };
      }),
    ];
  });
}

/** A module's ports while it is made: one for each source outside, and for each output that is read outside. */
class Ports {
  readonly inputs = new Map<string, string>();
  readonly outputs = new Map<string, string>();
  private readonly taken: Set<string>;

  constructor(taken: Set<string>) {
    this.taken = taken;
  }

  input(end: PortReference, name: string): string {
    return this.made(this.inputs, end, name);
  }

  output(end: PortReference, name: string): string {
    return this.made(this.outputs, end, name);
  }

  /** The ports' nodes, before and behind the others. */
  nodes(project: Project, others: readonly ProjectNode[], type: 'ModuleInput' | 'ModuleOutput'): ProjectNode[] {
    const ids = [...(type === 'ModuleInput' ? this.inputs : this.outputs).values()];
    const [xs, ys] = [others.map(({ position }) => position.x), others.map(({ position }) => position.y)];
    const corner = { x: Math.min(...xs), y: Math.min(...ys) };
    const last = project.flow === 'down' ? { ...corner, y: Math.max(...ys) } : { ...corner, x: Math.max(...xs) };
    const first = type === 'ModuleInput' ? alongFlow(project, corner, -1) : alongFlow(project, last, 1);
    return ids.map((id, rank) => ({ id, type, version: 1, position: snapped(acrossFlow(project, first, rank)), parameters: {} }));
  }

  private made(ports: Map<string, string>, end: PortReference, name: string): string {
    const id = freeCopyId(this.taken, name);
    this.taken.add(id);
    ports.set(keyOf(end), id);
    return id;
  }
}

function centreOf(nodes: readonly ProjectNode[]): Point {
  const middle = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  return snapped({ x: middle(nodes.map(({ position }) => position.x)), y: middle(nodes.map(({ position }) => position.y)) });
}

function freeName(project: Project, name: string): string {
  const taken = new Set((project.modules ?? []).map((module) => module.name));
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return free;
}

function keyOf({ node, port }: PortReference): string {
  return JSON.stringify([node, port]);
}
