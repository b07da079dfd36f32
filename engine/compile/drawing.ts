import { flattenLevel, type FlatProject } from '../modules/flatten.ts';
import { layerOfNode, modulesOf } from '../modules/instance-layer.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import { activeProject } from './active.ts';
import { type LayerLookup, parameterFaults, type ResolvedNode, resolveNodes } from './resolve.ts';
import { readWiring, type Wiring } from './wiring.ts';

/** The layers of a drawing, those of its modules among them, and how they are wired. */
export interface Drawing {
  readonly flat: FlatProject;
  /** What takes part of it. */
  readonly project: Project;
  readonly starved: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly wiring: Wiring;
  readonly diagnostics: readonly Diagnostic[];
  /** The wire into the same port as it is drawn. */
  drawnWire(wire: WireEnds): WireEnds;
}

/** Reads a network, or the drawing of one step of it (`level`). */
export function readDrawing(whole: Project, level: Pick<Project, 'nodes' | 'wires'> = whole): Drawing {
  const isCell = level !== whole;
  const modules = modulesOf(whole);
  const flat = flattenLevel(whole, level, isCell ? 'cell' : 'network');
  const { project, starved, drawnWire } = activeProject(flat.project);
  const lookUp: LayerLookup = (node) => (flat.broken.has(node.id) ? 'none' : layerOfNode(node, modules));
  const resolved = resolveNodes(project, lookUp);
  const paths = pathsOf(flat);
  const nodes = new Map([...resolved.nodes].map(([id, node]) => [id, placedNode(node, flat.owners.get(id), paths(id))]));
  const wiring = readWiring(project, nodes);
  const ofInstances = [...flat.instances.values()].flatMap(({ node }) => {
    const layer = layerOfNode(node, modules);
    return layer === undefined ? [] : parameterFaults(node, layer).diagnostics;
  });
  return {
    flat,
    project,
    starved,
    nodes,
    wiring,
    diagnostics: [...flat.diagnostics, ...ofInstances, ...resolved.diagnostics, ...wiring.diagnostics],
    drawnWire: (wire) => flat.drawnWire(drawnWire(wire)),
  };
}

function placedNode(node: ResolvedNode, owner: string | undefined, path: string): ResolvedNode {
  if (owner === undefined && path === '') return node;
  return { ...node, ...(owner !== undefined && { owner }), ...(path !== '' && { path }) };
}

/** What the modules around a node are called, `stem/block[2]/`: what stands before the node's own name. */
function pathsOf({ instances }: FlatProject): (nodeId: string) => string {
  const paths = new Map([...instances.values()].flatMap(({ node, prefixes }) => prefixes.map((prefix) => [prefix, node] as const)));
  return function pathOf(nodeId: string): string {
    const prefix = nodeId.slice(0, nodeId.lastIndexOf('/') + 1);
    const node = paths.get(prefix);
    if (node === undefined) return prefix;
    const name = node.name ?? node.id.slice(node.id.lastIndexOf('/') + 1);
    return `${pathOf(node.id)}${name}${prefix.slice(node.id.length)}`;
  };
}

/** The diagnostics without those that follow from a module's port that is told of already, and without a drawing's in later repetitions. */
export function toldOnce(diagnostics: readonly Diagnostic[], { flat }: Pick<Drawing, 'flat'>): readonly Diagnostic[] {
  if (flat.instances.size === 0) return diagnostics;
  const told = new Set(flat.diagnostics.flatMap(({ code, nodeId }) => (code === 'missing-input' ? [nodeId] : [])));
  const first = firstRepetition(flat);
  const keyOf = ({ code, parameter, port }: Diagnostic, nodeId: string): string => JSON.stringify([code, parameter, port, nodeId]);
  const seen = new Set(
    diagnostics.flatMap((diagnostic) => (diagnostic.nodeId === undefined ? [] : [keyOf(diagnostic, diagnostic.nodeId)])),
  );
  return diagnostics.filter((diagnostic) => {
    const { code, nodeId, port } = diagnostic;
    if (nodeId === undefined) return true;
    const end = code === 'missing-input' && port !== undefined ? flat.deadEnd(nodeId, port) : undefined;
    if (end !== undefined && told.has(end)) return false;
    return first(nodeId) === nodeId || !seen.has(keyOf(diagnostic, first(nodeId)));
  });
}

/** The id of the same node in the first repetition of the modules that it is in. */
function firstRepetition({ instances }: FlatProject): (nodeId: string) => string {
  const firsts = new Map(
    [...instances.values()].flatMap(({ prefixes }) => prefixes.slice(1).map((prefix) => [prefix, prefixes[0]] as const)),
  );
  return function first(nodeId) {
    for (let slash = nodeId.indexOf('/'); slash >= 0; slash = nodeId.indexOf('/', slash + 1)) {
      const found = firsts.get(nodeId.slice(0, slash + 1));
      if (found !== undefined) return first(`${found}${nodeId.slice(slash + 1)}`);
    }
    return nodeId;
  };
}
