import type { PortDefinition } from '../layers/definition.ts';
import { PaddingMask } from '../layers/padding-mask.ts';
import type { DeclaredShape } from '../preprocessing/fed-shape.ts';
import { preparedInfo } from '../preprocessing/prepared-info.ts';
import type { Diagnostic, Fix, PortReference } from '../project/diagnostic.ts';
import type { DataSettings } from '../project/schema.ts';
import type { LayerState } from './infer-layers.ts';
import { nameOf } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { ancestorsOf, type Wiring } from './wiring.ts';

interface Network {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: Wiring['incoming'];
  readonly layers: ReadonlyMap<string, LayerState>;
  readonly order: readonly string[];
}

/** A hint for each Input of filled-up texts whose padding layers read that could leave it out. */
export function paddingHints(network: Network, dataset: DeclaredShape | undefined, data: DataSettings): readonly Diagnostic[] {
  const padded = paddedFields(dataset, data);
  if (padded.size === 0) return [];
  const inputs = [...network.nodes.values()].filter(
    ({ layer, parameters }) => layer.type === 'Input' && padded.has(String(parameters.field)),
  );
  const readers = network.order.flatMap((id) => unmaskedPorts(id, network));
  return inputs.flatMap((input) => {
    const lengths = padded.get(String(input.parameters.field));
    const own = readers.filter(({ steps, source }) => steps === lengths && onlyAncestor(source, inputs, network) === input);
    return own.length === 0 ? [] : [hint(input, own, network)];
  });
}

/** Fields whose texts are shorter than what is fed, with the steps that they are filled up to. */
function paddedFields(dataset: DeclaredShape | undefined, data: DataSettings): ReadonlyMap<string, number> {
  if (dataset?.info === undefined) return new Map();
  const { fields, info } = preparedInfo(dataset.info, data);
  const padded = fields.filter(({ stored, fed }) => {
    const lengths = stored.ragged;
    if (stored.semantics !== 'text' || lengths === undefined || fed.shape.length !== 1) return false;
    return info.continuation === undefined && !(lengths.mean === lengths.max && fed.shape[0] <= lengths.max);
  });
  return new Map(padded.map(({ stored, fed }) => [stored.name, fed.shape[0]]));
}

/** A port for a mask that nothing is wired to, and where the sequence comes from of which it would tell the steps. */
interface UnmaskedPort {
  readonly node: ResolvedNode;
  readonly port: PortReference;
  readonly steps: number;
  readonly source: string;
}

function unmaskedPorts(id: string, { nodes, incoming, layers }: Network): readonly UnmaskedPort[] {
  const node = nodes.get(id);
  const analysis = layers.get(id);
  const wires = incoming.get(id) ?? [];
  if (node === undefined || analysis === undefined || node.parameters.causal === true) return [];
  const masks = node.layer.inputs.filter(({ accepts, optional }) => optional === true && accepts?.includes('mask') === true);
  return masks.flatMap((mask) => {
    const port = maskedBy(mask, masks.length, wires);
    const wire = wires.find(({ to }) => to.port === port);
    const shape = (analysis.optional?.[port] ?? analysis.inputs.at(0))?.shape;
    const steps = shape?.length === 3 ? shape[1] : undefined;
    if (wire === undefined || typeof steps !== 'number' || wires.some(({ to }) => to.port === mask.name)) return [];
    return [{ node, port: { node: id, port: mask.name }, steps, source: wire.from.node }];
  });
}

const MEMORY = 'memory';

/** A mask of its own tells the steps of the memory where there is one; one mask alone tells those that are attended to. */
function maskedBy({ name }: PortDefinition, masks: number, wires: readonly { readonly to: PortReference }[]): string {
  if (name.startsWith(MEMORY)) return MEMORY;
  return masks === 1 && wires.some(({ to }) => to.port === MEMORY) ? MEMORY : (wires[0]?.to.port ?? '');
}

function onlyAncestor(source: string, inputs: readonly ResolvedNode[], { incoming }: Network): ResolvedNode | undefined {
  const before = ancestorsOf([source], incoming);
  const found = inputs.filter(({ node }) => before.has(node.id));
  return found.length === 1 ? found[0] : undefined;
}

function hint(input: ResolvedNode, ports: readonly UnmaskedPort[], network: Network): Diagnostic {
  const names = [...new Set(ports.map(({ node }) => nameOf(node)))];
  const listed = new Intl.ListFormat('en').format(names);
  const fix = maskFix(input, ports, network);
  return {
    code: 'padding-read',
    severity: 'info',
    nodeId: ports[0].port.node,
    port: ports[0].port.port,
    message:
      names.length === 1
        ? `${listed} reads what fills up short texts as if it were part of them. A padding mask of ${nameOf(input)} tells which steps are there.`
        : `${listed} read what fills up short texts as if it were part of them. A padding mask of ${nameOf(input)} tells which steps are there.`,
    expected: 'a padding mask',
    actual: 'no wire',
    ...(fix !== undefined && { fixes: [fix] }),
  };
}

/** A mask of the Input's tokens for all ports: one that is drawn already, else a new one. Parts of modules take it through a port of their own. */
function maskFix({ node, outputs }: ResolvedNode, unmasked: readonly UnmaskedPort[], { nodes, incoming }: Network): Fix | undefined {
  const ports = unmasked.map(({ port }) => port);
  if (ports.some((port) => port.node.includes('/'))) return undefined;
  const label = 'Wire a padding mask';
  const drawn = [...nodes.values()].find(
    (other) => other.layer.type === PaddingMask.type && incoming.get(other.node.id)?.[0]?.from.node === node.id,
  );
  if (drawn !== undefined) {
    const from = { node: drawn.node.id, port: drawn.outputs[0].name };
    return { label, edits: ports.map((to) => ({ type: 'add-wire', wire: { from, to } })) };
  }
  const [to, ...others] = ports;
  const from = { node: node.id, port: outputs[0].name };
  return { label, edits: [{ type: 'add-layer', layer: PaddingMask.type, from, to, ...(others.length > 0 && { others }) }] };
}
