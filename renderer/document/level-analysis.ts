import type { Analysis, LayerAnalysis } from '../../engine/compile/analysis.ts';
import type { Diagnostic, PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { layerWithin } from './inner-layers.ts';
import { drawnAt, type Level } from './level.ts';
import { prefixOf } from './shown-copy.ts';

/** What the analysis of the whole network says of what is drawn on a level, by the ids there. */
export function analysisAt(whole: Analysis, project: Project, level: Level): Analysis {
  if (level.length === 0 && whole.instances === undefined) return whole;
  const prefix = prefixOf(whole, project, level);
  if (prefix === undefined) return { ...whole, layers: new Map(), order: [], diagnostics: [] };
  const drawn = drawnAt(project, level);
  const nodes = new Map(drawn.nodes.map((node) => [node.id, node]));
  const layers = new Map<string, LayerAnalysis>();
  const instance = [...(whole.instances?.values() ?? [])].find(({ prefixes }) => prefixes[0] === prefix);
  for (const node of drawn.nodes) {
    const found = layerWithin(whole, prefix, node.id) ?? portAnalysis(node, instance?.ports);
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
