import { type LayerDefinition, outputPortsOf } from '../layers/definition.ts';
import { layerOfNode, modulesOf } from '../modules/instance-layer.ts';
import type { Diagnostic, ProjectEdit, WireEnds } from '../project/diagnostic.ts';
import type { Project, ProjectNode } from '../project/schema.ts';

/** The part of a drawing that is a network: without muted layers, and with bypassed ones passed by. */
export interface ActiveProject {
  readonly project: Project;
  /** Layers that are left out because of what they live on, each with the muted layer at fault. */
  readonly starved: ReadonlyMap<string, string>;
  /** The wire as it is drawn into the same port: where its source was bypassed, the last stretch of the way. */
  drawnWire(wire: WireEnds): WireEnds;
}

/**
 * Takes muted layers out, with those that can't do without them, and leads wires past bypassed ones: what comes in at the port of
 * the same rank goes out, or what comes in first, and always that in the case of a scan. A bypassed layer without inputs counts as muted.
 */
export function activeProject(project: Project): ActiveProject {
  if (project.nodes.every(({ mode }) => mode === undefined)) return { project, starved: new Map(), drawnWire: (wire) => wire };
  const drawing = drawingOf(project);
  const absent = absentNodes(project, drawing);
  const drawn = new Map<string, WireEnds>();
  const wires = project.wires.flatMap((wire) => {
    if (absent.has(wire.to.node) || isPassed(drawing, drawing.nodes.get(wire.to.node))) return [];
    const from = sourceOf(wire, drawing);
    if (from === undefined || absent.has(from.node)) return [];
    const active = { from, to: wire.to };
    drawn.set(endsOf(active), wire);
    return [active];
  });
  const nodes = project.nodes.filter((node) => !absent.has(node.id) && !isPassed(drawing, node));
  const starved = new Map([...absent].filter(([id, cause]) => id !== cause));
  return { project: { ...project, nodes, wires }, starved, drawnWire: (wire) => drawn.get(endsOf(wire)) ?? wire };
}

/** The output that a wire carries in the end: that of its source, or of what a bypassed source hands on; undefined where nothing comes. */
export function carriedOutput(project: Project, wire: WireEnds): WireEnds['from'] | undefined {
  return sourceOf(wire, drawingOf(project));
}

/** The diagnostic with the wires that are drawn in place of those that lead past bypassed layers. */
export function atDrawnWires(diagnostic: Diagnostic, drawnWire: ActiveProject['drawnWire']): Diagnostic {
  const { wire, fixes } = diagnostic;
  return {
    ...diagnostic,
    ...(wire !== undefined && { wire: drawnWire(wire) }),
    ...(fixes !== undefined && { fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => editAt(edit, drawnWire)) })) }),
  };
}

function editAt(edit: ProjectEdit, drawnWire: ActiveProject['drawnWire']): ProjectEdit {
  return edit.type === 'insert-layer' || edit.type === 'remove-wire' ? { ...edit, wire: drawnWire(edit.wire) } : edit;
}

/** What is to be said of layers that are left out because of others, and of missing ends: that they are muted where that is why. */
export function inactiveProblems(project: Project, starved: ActiveProject['starved'], missing: readonly Diagnostic[]): Diagnostic[] {
  const names = new Map(project.nodes.map(({ id, name }) => [id, name ?? id]));
  const reported = [...starved].map(([nodeId, cause]): Diagnostic => {
    const message = `${names.get(nodeId)} is left out: it lives on ${names.get(cause)}, which is muted.`;
    return { code: 'starved', severity: 'info', nodeId, message };
  });
  const outputs = project.nodes.filter(({ type }) => type === 'Output');
  const lost = outputs.filter(({ id, mode }) => mode !== undefined || starved.has(id));
  if (outputs.length === 0 || lost.length < outputs.length) return [...reported, ...missing];
  const causes = [...new Set(lost.map(({ id }) => starved.get(id) ?? id))];
  const named = causes.map((id) => names.get(id)).join(' and ');
  const fix = { label: `Use ${named} again`, edits: [{ type: 'use-nodes', nodes: causes } as const] };
  const message = `No output takes part, because ${named} ${causes.length === 1 ? 'is' : 'are'} muted. Use at least one way to an Output again.`;
  return [...reported, { code: 'no-active-output', severity: 'error', message, fixes: [fix] }];
}

interface Drawing {
  readonly nodes: ReadonlyMap<string, ProjectNode>;
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
  /** A node's layer; of a scan that which its module says. */
  layerOf(node: ProjectNode): LayerDefinition | undefined;
}

/** Projects are never changed in place: what was read of one holds for every wire that is asked for. */
const drawings = new WeakMap<Project, Drawing>();

function drawingOf(project: Project): Drawing {
  const known = drawings.get(project);
  if (known !== undefined) return known;
  const drawing = readDrawing(project);
  drawings.set(project, drawing);
  return drawing;
}

function readDrawing(project: Project): Drawing {
  const incoming = new Map<string, WireEnds[]>();
  for (const wire of project.wires) {
    const wires = incoming.get(wire.to.node);
    if (wires === undefined) incoming.set(wire.to.node, [wire]);
    else wires.push(wire);
  }
  const modules = modulesOf(project);
  return { nodes: new Map(project.nodes.map((node) => [node.id, node])), incoming, layerOf: (node) => layerOfNode(node, modules) };
}

/** Goes back through bypassed layers; a circle of them gives nothing. */
function sourceOf({ from }: WireEnds, drawing: Drawing): WireEnds['from'] | undefined {
  const { nodes, incoming } = drawing;
  const passed = new Set<string>();
  for (let source = from; ; ) {
    const node = nodes.get(source.node);
    if (!isPassed(drawing, node)) return source;
    const port = passedPort(drawing, node, source.port);
    const before = incoming.get(node.id)?.find(({ to }) => to.port === port)?.from;
    if (before === undefined || passed.has(node.id)) return undefined;
    passed.add(node.id);
    source = before;
  }
}

/** The input whose value a bypassed layer gives at an output. */
function passedPort({ layerOf }: Drawing, node: ProjectNode, output: string): string | undefined {
  const layer = layerOf(node);
  const outputs = layer === undefined ? [] : outputPortsOf(layer, node.parameters);
  const rank = outputs.findIndex(({ name }) => name === output);
  const inputs = layer?.inputs ?? [];
  return (inputs.length === outputs.length && node.type !== 'Scan' ? inputs[rank] : inputs[0])?.name;
}

function isPassed({ layerOf }: Pick<Drawing, 'layerOf'>, node: ProjectNode | undefined): node is ProjectNode {
  return node?.mode === 'bypass' && (layerOf(node)?.inputs.length ?? 1) > 0;
}

/** Nodes that take no part, each with the muted one that is the cause: itself, or the one that all wires of an input it needs lead back to. */
function absentNodes(project: Project, drawing: Drawing): ReadonlyMap<string, string> {
  const { nodes, incoming } = drawing;
  const absent = new Map<string, string>();
  for (const node of project.nodes) {
    if (node.mode === 'mute' || (node.mode === 'bypass' && !isPassed(drawing, node))) absent.set(node.id, node.id);
  }
  const followers = new Map<string, string[]>();
  for (const { from, to } of project.wires) followers.set(from.node, [...(followers.get(from.node) ?? []), to.node]);
  const open = [...absent.keys()];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const follower of followers.get(id) ?? []) {
      const node = nodes.get(follower);
      const cause =
        node === undefined || absent.has(follower) ? undefined : causeOf(drawing.layerOf(node), incoming.get(follower) ?? [], absent);
      if (cause === undefined) continue;
      absent.set(follower, cause);
      open.push(follower);
    }
  }
  return absent;
}

function causeOf(layer: LayerDefinition | undefined, wires: readonly WireEnds[], absent: ReadonlyMap<string, string>): string | undefined {
  const optional = new Set(layer?.inputs.flatMap(({ name, optional }) => (optional === true ? [name] : [])));
  for (const port of new Set(wires.map(({ to }) => to.port))) {
    const own = wires.filter(({ to }) => to.port === port);
    if (!optional.has(port) && own.every(({ from }) => absent.has(from.node))) return absent.get(own[0].from.node);
  }
  return undefined;
}

function endsOf({ from, to }: WireEnds): string {
  return JSON.stringify([from.node, from.port, to.node, to.port]);
}
