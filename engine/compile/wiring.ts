import type { LayerDefinition, Optional, PortDefinition } from '../layers/definition.ts';
import type { Diagnostic, Fix, WireEnds } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import type { ResolvedNode } from './resolve.ts';

/** The sound wires of a project. */
export interface Wiring {
  /** Wires into each node, ordered by its ports and, within a variadic port, as drawn. */
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
  /** Node ids so that sources come first; nodes of cycles are left out. */
  readonly order: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface ReadWiring {
  readonly wires: Project['wires'];
  readonly ids: readonly string[];
  readonly resolved: readonly (ResolvedNode | undefined)[];
  readonly wiring: Wiring;
}

let last: ReadWiring | undefined;

/** Checks the ends of every wire, ports that are wired twice, and cycles. What was read last holds while wires and ports stay as they are. */
export function readWiring(project: Project, nodes: ReadonlyMap<string, ResolvedNode>): Wiring {
  const ids = project.nodes.map(({ id }) => id);
  const resolved = ids.map((id) => nodes.get(id));
  const isSame =
    last?.wires === project.wires &&
    last.ids.length === ids.length &&
    last.ids.every((id, index) => id === ids[index] && samePorts(last?.resolved[index], resolved[index]));
  last = { wires: project.wires, ids, resolved, wiring: last !== undefined && isSame ? last.wiring : newWiring(project, nodes) };
  return last.wiring;
}

function samePorts(a: ResolvedNode | undefined, b: ResolvedNode | undefined): boolean {
  if (a === b || a === undefined || b === undefined) return a === b;
  return (
    a.layer === b.layer && a.outputs.length === b.outputs.length && a.outputs.every(({ name }, index) => name === b.outputs[index].name)
  );
}

function newWiring(project: Project, nodes: ReadonlyMap<string, ResolvedNode>): Wiring {
  const diagnostics: Diagnostic[] = [];
  const known = new Set(project.nodes.map(({ id }) => id));
  const incoming = new Map<string, WireEnds[]>([...nodes.keys()].map((id) => [id, []]));
  for (const wire of project.wires) {
    const fault = danglingEnd(wire, known, nodes, project.wires);
    if (fault !== undefined) {
      diagnostics.push(fault);
      continue;
    }
    const target = nodes.get(wire.to.node);
    if (target === undefined) continue;
    const wires = incoming.get(wire.to.node) ?? [];
    const port = target.layer.inputs.find(({ name }) => name === wire.to.port);
    if (port?.variadic !== true && wires.some(({ to }) => to.port === wire.to.port)) {
      diagnostics.push(wiredTwice(wire));
      continue;
    }
    wires.push(wire);
  }
  for (const [id, wires] of incoming) sortByPort(wires, nodes.get(id));
  const { order, cyclic } = sortNodes([...nodes.keys()], incoming);
  diagnostics.push(...cycles(cyclic, incoming));
  return { incoming, order, diagnostics };
}

/** What comes through a layer's wires, as the layer reads it: optional ports apart, by their names. */
export function byPort<T>(
  layer: LayerDefinition,
  wires: readonly WireEnds[],
  values: readonly T[],
): { readonly inputs: readonly T[]; readonly optional?: Optional<T> } {
  const names = new Set(layer.inputs.flatMap(({ name, optional }) => (optional === true ? [name] : [])));
  const isOptional = (index: number): boolean => index < wires.length && names.has(wires[index].to.port);
  const optional = values.flatMap((value, index) => (isOptional(index) ? [[wires[index].to.port, value] as const] : []));
  return {
    inputs: values.filter((_, index) => !isOptional(index)),
    ...(optional.length > 0 && { optional: Object.fromEntries(optional) }),
  };
}

function danglingEnd(
  wire: WireEnds,
  known: ReadonlySet<string>,
  nodes: ReadonlyMap<string, ResolvedNode>,
  all: readonly WireEnds[],
): Diagnostic | undefined {
  const fixes = [{ label: 'Remove the wire', edits: [{ type: 'remove-wire', wire } as const] }];
  const text = `${wire.from.node}.${wire.from.port} → ${wire.to.node}.${wire.to.port}`;
  for (const [end, side] of [
    [wire.from, 'outputs'],
    [wire.to, 'inputs'],
  ] as const) {
    if (!known.has(end.node)) {
      const present = end === wire.from ? wire.to.node : wire.from.node;
      return {
        code: 'dangling-wire',
        severity: 'error',
        ...(known.has(present) && { nodeId: present }),
        wire,
        message: `The wire ${text} leads to a node “${end.node}” that does not exist. Remove the wire.`,
        fixes,
      };
    }
    const resolved = nodes.get(end.node);
    const ports = side === 'outputs' ? resolved?.outputs : resolved?.layer.inputs;
    if (ports === undefined || ports.some(({ name }) => name === end.port)) continue;
    return {
      code: 'unknown-port',
      severity: 'error',
      nodeId: end.node,
      port: end.port,
      wire,
      message: `The wire ${text} uses a port “${end.port}” that ${resolved?.layer.type} does not have. Remove the wire and connect again.`,
      expected: ports.map(({ name }) => name).join(' or ') || 'no port on that side',
      actual: end.port,
      fixes: [...onlyPort(wire, side, ports, all), ...fixes],
    };
  }
  return undefined;
}

/** The same wire at the only port that there is on that side, unless another one leads where it would. */
function onlyPort(wire: WireEnds, side: 'inputs' | 'outputs', ports: readonly PortDefinition[], all: readonly WireEnds[]): readonly Fix[] {
  if (ports.length !== 1) return [];
  const [{ name }] = ports;
  const isOutput = side === 'outputs';
  const mended = isOutput ? { ...wire, from: { ...wire.from, port: name } } : { ...wire, to: { ...wire.to, port: name } };
  if (all.some((other) => other !== wire && other.to.node === mended.to.node && other.to.port === mended.to.port)) return [];
  const edits = [{ type: 'remove-wire', wire } as const, { type: 'add-wire', wire: mended } as const];
  return [{ label: isOutput ? `Take it from “${name}”` : `Lead it to “${name}”`, edits }];
}

function wiredTwice(wire: WireEnds): Diagnostic {
  return {
    code: 'port-wired-twice',
    severity: 'error',
    nodeId: wire.to.node,
    port: wire.to.port,
    wire,
    message: `The input “${wire.to.port}” of ${wire.to.node} takes one wire, but a second one comes from ${wire.from.node}. Remove one, or join both with Add or Concat.`,
    expected: 'one wire',
    actual: 'two wires',
    fixes: [{ label: `Remove the wire from ${wire.from.node}`, edits: [{ type: 'remove-wire', wire }] }],
  };
}

function sortByPort(wires: WireEnds[], node: ResolvedNode | undefined): void {
  const ports = node?.layer.inputs.map(({ name }) => name) ?? [];
  wires.sort((a, b) => ports.indexOf(a.to.port) - ports.indexOf(b.to.port));
}

/** Kahn's algorithm, in drawing order among the free nodes. */
function sortNodes(
  ids: readonly string[],
  incoming: ReadonlyMap<string, readonly WireEnds[]>,
): { order: string[]; cyclic: ReadonlySet<string> } {
  const waiting = new Map<string, number>();
  const outgoing = new Map<string, string[]>();
  for (const id of ids) {
    const sources = (incoming.get(id) ?? []).map(({ from }) => from.node).filter((source) => incoming.has(source));
    waiting.set(id, sources.length);
    for (const source of sources) {
      const targets = outgoing.get(source);
      if (targets === undefined) outgoing.set(source, [id]);
      else targets.push(id);
    }
  }
  const order = ids.filter((id) => waiting.get(id) === 0);
  for (let head = 0; head < order.length; head += 1) {
    for (const next of outgoing.get(order[head]) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) order.push(next);
    }
  }
  const done = new Set(order);
  return { order, cyclic: new Set(ids.filter((id) => !done.has(id))) };
}

/** One problem per cycle, on the wire that closes it. Nodes that merely follow a cycle are not named. */
function cycles(cyclic: ReadonlySet<string>, incoming: ReadonlyMap<string, readonly WireEnds[]>): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const visited = new Set<string>();
  for (const start of cyclic) {
    const path: string[] = [];
    let at: string | undefined = start;
    while (at !== undefined && !visited.has(at)) {
      visited.add(at);
      path.push(at);
      at = (incoming.get(at) ?? []).map(({ from }) => from.node).find((source) => cyclic.has(source));
    }
    if (at === undefined || !path.includes(at)) continue;
    const members = path.slice(path.indexOf(at));
    const wire = (incoming.get(at) ?? []).find(({ from }) => members.includes(from.node));
    if (wire === undefined) continue;
    diagnostics.push({
      code: 'cycle',
      severity: 'error',
      nodeId: at,
      wire,
      message: `${[...members].reverse().join(' → ')} → ${members[members.length - 1]} is a cycle: each waits for the other. Remove one of its wires.`,
      fixes: [{ label: `Remove the wire ${wire.from.node} → ${wire.to.node}`, edits: [{ type: 'remove-wire', wire }] }],
    });
  }
  return diagnostics;
}

/** These nodes and all from which one of them can be reached. */
export function ancestorsOf(ids: readonly string[], incoming: Wiring['incoming']): ReadonlySet<string> {
  const reached = new Set(ids);
  const open = [...ids];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { from } of incoming.get(id) ?? []) {
      if (reached.has(from.node)) continue;
      reached.add(from.node);
      open.push(from.node);
    }
  }
  return reached;
}
