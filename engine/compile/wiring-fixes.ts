import { portKindOf } from '../layers/definition.ts';
import type { Diagnostic, PortReference } from '../project/diagnostic.ts';
import type { LayerAnalysis } from './analysis.ts';
import { missingInputs } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { ancestorsOf, type Wiring } from './wiring.ts';

/** Among more unwired nodes than these no wire is the only one that could be meant, and looking for it would take long. */
const MOST_UNWIRED = 100;

interface Wired {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: Wiring['incoming'];
  readonly layers: ReadonlyMap<string, Pick<LayerAnalysis, 'outputs'>>;
}

/** The diagnostics with one for all inputs of a layer that nothing is wired to, and the wire that mends it where one alone could be meant. */
export function withWiringFixes(diagnostics: readonly Diagnostic[], wired: Wired): readonly Diagnostic[] {
  const missing = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { code, nodeId } = diagnostic;
    if (code !== 'missing-input' || nodeId === undefined || !wired.nodes.has(nodeId)) continue;
    missing.set(nodeId, [...(missing.get(nodeId) ?? []), diagnostic]);
  }
  if (missing.size === 0) return diagnostics;
  return diagnostics.flatMap((diagnostic) => {
    const node = diagnostic.nodeId === undefined ? undefined : wired.nodes.get(diagnostic.nodeId);
    const all = missing.get(diagnostic.nodeId ?? '');
    if (node === undefined || diagnostic.code !== 'missing-input' || all === undefined) return [diagnostic];
    if (diagnostic !== all[0]) return [];
    const ports = all.flatMap(({ port }) => port ?? []);
    const told = ports.length < 2 ? diagnostic : missingInputs(node, ports);
    const fixes = missing.size > MOST_UNWIRED ? [] : ports.flatMap((port) => wireTo(node, port, wired)).slice(0, 1);
    return [fixes.length === 0 ? told : { ...told, fixes }];
  });
}

/** The wire from the only output that feeds nothing yet, lies in the same drawing, doesn't depend on the node and is of a kind that the port accepts. */
function wireTo(
  { node, layer }: ResolvedNode,
  port: string,
  { nodes, incoming, layers }: Wired,
): NonNullable<Diagnostic['fixes']>[number][] {
  const accepts = layer.inputs.find(({ name }) => name === port)?.accepts;
  const read = new Set([...incoming.values()].flatMap((wires) => wires.map(({ from }) => keyOf(from))));
  const free = [...nodes.values()].flatMap((source) => {
    if (source.node.id === node.id || drawingOf(source.node.id) !== drawingOf(node.id)) return [];
    return source.outputs.flatMap(({ name }, rank) => {
      const from = { node: source.node.id, port: name };
      const type = layers.get(source.node.id)?.outputs[rank];
      const fits = accepts === undefined || (type !== undefined && accepts.includes(portKindOf(type)));
      return fits && !read.has(keyOf(from)) ? [{ from, source }] : [];
    });
  });
  if (free.length !== 1) return [];
  const [{ from, source }] = free;
  if (ancestorsOf([from.node], incoming).has(node.id)) return [];
  const name = source.node.name ?? source.node.id;
  return [{ label: `Wire ${name} to it`, edits: [{ type: 'add-wire', wire: { from, to: { node: node.id, port } } }] }];
}

/** What the id of a node in a module begins with. */
function drawingOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/') + 1);
}

function keyOf({ node, port }: PortReference): string {
  return JSON.stringify([node, port]);
}
