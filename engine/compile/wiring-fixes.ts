import { type DatasetShape, type PortDefinition, portKindOf } from '../layers/definition.ts';
import type { Diagnostic, Fix, PortReference } from '../project/diagnostic.ts';
import type { LayerAnalysis } from './analysis.ts';
import { partFix, withPartWires } from './part-wires.ts';
import { missingInputs } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { ancestorsOf, type Wiring } from './wiring.ts';

/** Among more unwired nodes than these no wire is the only one that could be meant, and looking for it would take long. */
const MOST_UNWIRED = 100;

interface Wired {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: Wiring['incoming'];
  readonly layers: ReadonlyMap<string, Pick<LayerAnalysis, 'outputs'>>;
  readonly dataset: DatasetShape | undefined;
  /** Ports of what stands for a module, by the instances' ids. */
  readonly instances: ReadonlyMap<string, readonly PortDefinition[]>;
}

/** The diagnostics with one for all inputs of a layer that nothing is wired to, and the wire that mends it where one alone could be meant. */
export function withWiringFixes(diagnostics: readonly Diagnostic[], wired: Wired): readonly Diagnostic[] {
  const missing = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const { code, nodeId } = diagnostic;
    if (code !== 'missing-input' || nodeId === undefined || portsOf(nodeId, wired) === undefined) continue;
    missing.set(nodeId, [...(missing.get(nodeId) ?? []), diagnostic]);
  }
  return diagnostics.flatMap((given) => {
    const diagnostic = withPartWires(given, wired);
    const id = diagnostic.nodeId;
    const node = wired.nodes.get(id ?? '');
    const all = missing.get(id ?? '');
    if (id === undefined || diagnostic.code !== 'missing-input' || all === undefined) return [diagnostic];
    if (given !== all[0]) return [];
    const ports = all.flatMap(({ port }) => port ?? []);
    const told = ports.length < 2 || node === undefined ? diagnostic : missingInputs(node, ports);
    const fixes = missing.size > MOST_UNWIRED ? [] : ports.flatMap((port) => fixOf({ node: id, port }, wired));
    return [fixes.length === 0 ? told : { ...told, fixes: atOnce(fixes) }];
  });
}

function portsOf(id: string, { nodes, instances }: Wired): readonly PortDefinition[] | undefined {
  return nodes.get(id)?.layer.inputs ?? instances.get(id);
}

function fixOf(to: PortReference, wired: Wired): readonly Fix[] {
  const wires = wireTo(to, wired);
  return wires.length > 0 ? wires : [partFix(to, wired) ?? []].flat();
}

/** Wires that several inputs lack are drawn in one step. */
function atOnce(fixes: readonly Fix[]): readonly Fix[] {
  const sources = fixes.flatMap(({ edits }) => edits.flatMap((edit) => (edit.type === 'add-wire' ? [keyOf(edit.wire.from)] : [])));
  if (fixes.length < 2 || new Set(sources).size < fixes.length) return fixes.slice(0, 1);
  return [{ label: 'Wire its inputs', edits: fixes.flatMap(({ edits }) => edits) }];
}

/** The wire from the only output that feeds nothing yet, lies in the same drawing, doesn't depend on the node and is of a kind that the port accepts. */
function wireTo(to: PortReference, wired: Wired): readonly Fix[] {
  const { nodes, incoming, layers } = wired;
  const accepts = portsOf(to.node, wired)?.find(({ name }) => name === to.port)?.accepts;
  const read = new Set([...incoming.values()].flatMap((wires) => wires.map(({ from }) => keyOf(from))));
  const free = [...nodes.values()].flatMap((source) => {
    if (source.node.id === to.node || drawingOf(source.node.id) !== drawingOf(to.node)) return [];
    return source.outputs.flatMap(({ name }, rank) => {
      const from = { node: source.node.id, port: name };
      const type = layers.get(source.node.id)?.outputs[rank];
      const fits = accepts === undefined || (type !== undefined && accepts.includes(portKindOf(type)));
      return fits && !read.has(keyOf(from)) ? [{ from, source }] : [];
    });
  });
  if (free.length !== 1) return [];
  const [{ from, source }] = free;
  const before = ancestorsOf([from.node], incoming);
  if ([...before].some((id) => id === to.node || id.startsWith(`${to.node}/`) || id.startsWith(`${to.node}[`))) return [];
  const name = source.node.name ?? source.node.id;
  return [{ label: `Wire ${name} to it`, edits: [{ type: 'add-wire', wire: { from, to } }] }];
}

/** What the id of a node in a module begins with. */
function drawingOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/') + 1);
}

function keyOf({ node, port }: PortReference): string {
  return JSON.stringify([node, port]);
}
