import type { Analysis, LayerAnalysis } from '../../engine/compile/analysis.ts';
import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Diagnostic, PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { findNode, nodeName } from './document.ts';
import { moduleDrawing } from './module-drawing.ts';

/** A module that is open on the canvas, the way to it from the network. */
export interface OpenModule {
  /** The node that was opened, by its id in the drawing before; absent for a module that was opened by itself. */
  readonly node?: string;
  readonly module: string;
}

/** Modules opened one within the other; none where the network itself is on the canvas. */
export type Level = readonly OpenModule[];

/** The level as far as it is still there. */
export function existingLevel(whole: Project, level: Level): Level {
  const kept: OpenModule[] = [];
  for (const open of level) {
    const drawing = drawnAt(whole, kept);
    const node = open.node === undefined ? undefined : findNode(drawing, open.node);
    const leads = open.node === undefined || (node !== undefined && isInstance(node) && moduleIdOf(node) === open.module);
    if (!leads || moduleDrawing(whole, open.module) === undefined) break;
    kept.push(open);
  }
  return kept.length === level.length ? level : kept;
}

/** What is drawn on a level. */
export function drawnAt(whole: Project, level: Level): Project {
  const open = level.at(-1);
  return open === undefined ? whole : (moduleDrawing(whole, open.module) ?? whole);
}

/** The names of what is open, the network's first. */
export function levelNames(whole: Project, level: Level): readonly string[] {
  return [
    whole.name,
    ...level.map(({ node, module }, depth) => {
      const name = whole.modules?.find(({ id }) => id === module)?.name ?? module;
      const own = node === undefined ? undefined : findNode(drawnAt(whole, level.slice(0, depth)), node);
      return own === undefined || own.name === undefined || own.name === '' || own.name === name ? name : `${nodeName(own)} · ${name}`;
    }),
  ];
}

/** Where the ids of a level's nodes begin in the whole network; `undefined` where the way to it isn't known. */
export function prefixOf(analysis: Analysis, level: Level): string | undefined {
  let prefix = '';
  for (const { node } of level) {
    if (node === undefined) return undefined;
    const id = `${prefix}${node}`;
    prefix = analysis.instances?.get(id)?.prefixes[0] ?? `${id}/`;
  }
  return prefix;
}

/** What the analysis of the whole network says of what is drawn on a level, by the ids there. */
export function analysisAt(whole: Analysis, project: Project, level: Level): Analysis {
  if (level.length === 0 && whole.instances === undefined) return whole;
  const prefix = prefixOf(whole, level);
  if (prefix === undefined) return { ...whole, layers: new Map(), order: [], diagnostics: [] };
  const drawn = drawnAt(project, level);
  const nodes = new Map(drawn.nodes.map((node) => [node.id, node]));
  const layers = new Map<string, LayerAnalysis>();
  const instance = [...(whole.instances?.values() ?? [])].find(({ prefixes }) => prefixes[0] === prefix);
  for (const node of drawn.nodes) {
    const found =
      whole.instances?.get(`${prefix}${node.id}`) ??
      whole.layers.get(`${prefix}${node.id}`) ??
      innerLayer(whole, prefix, node.id) ??
      portAnalysis(node, instance?.ports);
    if (found !== undefined) layers.set(node.id, { ...found, nodeId: node.id });
  }
  const { firstOffendingWire: _, ...rest } = whole;
  const diagnostics = whole.diagnostics.flatMap((diagnostic) => diagnosticAt(diagnostic, prefix, nodes));
  const offending = diagnostics.find(({ severity, wire }) => severity === 'error' && wire !== undefined)?.wire;
  return {
    ...rest,
    layers,
    order: [...new Set(whole.order.flatMap((id) => localId(id, prefix, nodes) ?? []))],
    diagnostics,
    ...(offending !== undefined && { firstOffendingWire: offending }),
  };
}

/** A layer in the cell of a scan, or in what is in there, by its id in the whole network; of a repeated module that of the first. */
function innerLayer(whole: Analysis, prefix: string, node: string): LayerAnalysis | undefined {
  for (const id of [`${prefix}${node}`, `${prefix.slice(0, -1)}[1]/${node}`]) {
    for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      const outer = whole.layers.get(id.slice(0, slash));
      const found = outer && insideOf(outer, id.slice(slash + 1));
      if (found !== undefined) return { ...found, reachesLoss: outer?.reachesLoss === true };
    }
  }
  return undefined;
}

type Inner = Omit<LayerAnalysis, 'reachesLoss'>;

function insideOf({ inside }: Inner, id: string): Inner | undefined {
  const own = inside?.get(id);
  if (own !== undefined) return own;
  for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
    const outer = inside?.get(id.slice(0, slash));
    const found = outer && insideOf(outer, id.slice(slash + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function portAnalysis(
  { id, type }: ProjectNode,
  ports: ReadonlyMap<string, LayerAnalysis['outputs'][number]> | undefined,
): LayerAnalysis | undefined {
  const known = ports?.get(id);
  if (known === undefined) return undefined;
  const isInput = type === 'ModuleInput';
  return {
    nodeId: id,
    inputs: isInput ? [] : [known],
    outputs: isInput ? [known] : [],
    weights: [],
    parameterCount: 0,
    flops: 0,
    reachesLoss: true,
  };
}

/** The node of a level that a node of the whole network is, or is in. */
function localId(id: string, prefix: string, nodes: ReadonlyMap<string, ProjectNode>): string | undefined {
  if (!id.startsWith(prefix)) return undefined;
  const local = id.slice(prefix.length);
  if (nodes.has(local)) return local;
  for (let slash = local.lastIndexOf('/'); slash > 0; slash = local.lastIndexOf('/', slash - 1)) {
    const outer = local.slice(0, slash);
    const once = outer.replace(/\[\d+\]$/, '');
    if (nodes.has(outer)) return outer;
    if (nodes.has(once)) return once;
  }
  return undefined;
}

function diagnosticAt(diagnostic: Diagnostic, prefix: string, nodes: ReadonlyMap<string, ProjectNode>): Diagnostic[] {
  const { nodeId, wire, ...rest } = diagnostic;
  if (nodeId === undefined) return prefix === '' ? [diagnostic] : [];
  const local = localId(nodeId, prefix, nodes);
  if (local === undefined) return prefix === '' ? [diagnostic] : [];
  const end = ({ node, port }: PortReference): PortReference => ({ node: node.slice(prefix.length), port });
  const isHere = `${prefix}${local}` === nodeId;
  const inLevel = wire !== undefined && isHere && wire.from.node.startsWith(prefix);
  return [{ ...rest, nodeId: local, ...(inLevel && { wire: { from: end(wire.from), to: end(wire.to) } }) }];
}

/** The level in which a node of the whole network is drawn, and its id there: what has to be opened to see it. */
export function placeOf(whole: Project, id: string): { readonly level: Level; readonly node: string } {
  const level: OpenModule[] = [];
  let rest = id;
  for (;;) {
    const drawing = drawnAt(whole, level);
    if (findNode(drawing, rest) !== undefined) return { level, node: rest };
    const slash = [...rest.matchAll(/\//g)].map(({ index }) => index).find((at) => instanceAt(drawing, rest.slice(0, at)) !== undefined);
    const instance = slash === undefined ? undefined : instanceAt(drawing, rest.slice(0, slash));
    if (slash === undefined || instance === undefined || moduleDrawing(whole, moduleIdOf(instance)) === undefined)
      return { level, node: rest };
    level.push({ node: instance.id, module: moduleIdOf(instance) });
    rest = rest.slice(slash + 1);
  }
}

function instanceAt(drawing: Project, id: string): ProjectNode | undefined {
  const node = findNode(drawing, id) ?? findNode(drawing, id.replace(/\[\d+\]$/, ''));
  return node !== undefined && isInstance(node) ? node : undefined;
}
