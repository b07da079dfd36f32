import type { DatasetShape } from '../layers/definition.ts';
import { PaddingMask } from '../layers/padding-mask.ts';
import type { Diagnostic, Fix, PortReference, ProjectEdit } from '../project/diagnostic.ts';
import type { ResolvedNode } from './resolve.ts';
import { ancestorsOf, type Wiring } from './wiring.ts';

/** Where a fix finds what a port lacks. */
export interface PartSources {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: Wiring['incoming'];
  /** The dataset that the network's Inputs read. */
  readonly dataset: DatasetShape | undefined;
}

type Field = DatasetShape['fields'][number];

/** Problems of a port that takes what a dataset alone has. */
const ofParts: ReadonlySet<string> = new Set([
  'edges-expected',
  'edge-count-mismatch',
  'node-count-mismatch',
  'membership-missing',
  'pairs-expected',
]);

/** The diagnostic with the wire from the Input that has what its port takes; where none has it yet, with such an Input. */
export function withPartWires(diagnostic: Diagnostic, sources: PartSources): Diagnostic {
  const { code, nodeId, port } = diagnostic;
  if (nodeId === undefined || port === undefined) return diagnostic;
  const fix = ofParts.has(code) ? partFix({ node: nodeId, port }, sources) : tokensFix(diagnostic, sources);
  return fix === undefined ? diagnostic : { ...diagnostic, fixes: [fix, ...(diagnostic.fixes ?? [])] };
}

/** Edges, graphs of nodes, weights of edges and pairs come from Inputs of the network itself. */
export function partFix(to: PortReference, { nodes, incoming, dataset }: PartSources): Fix | undefined {
  const field = dataset?.fields.find((candidate) => fits(candidate, to.port, dataset));
  if (dataset === undefined || field === undefined || to.node.includes('/')) return undefined;
  const input = [...nodes.values()].find(
    ({ layer, parameters }) => layer.type === 'Input' && parameters.dataset === dataset.id && parameters.field === field.name,
  );
  const present = incoming.get(to.node)?.find((wire) => wire.to.port === to.port);
  const cut: readonly ProjectEdit[] = present === undefined ? [] : [{ type: 'remove-wire', wire: present }];
  if (input === undefined) {
    const parameters = { dataset: dataset.id, field: field.name };
    return { label: `Add an Input of “${field.name}”`, edits: [...cut, { type: 'add-layer', layer: 'Input', parameters, to }] };
  }
  if (present?.from.node === input.node.id) return undefined;
  return wiring(input, to, cut);
}

function wiring({ node, outputs }: ResolvedNode, to: PortReference, before: readonly ProjectEdit[]): Fix {
  const wire = { from: { node: node.id, port: outputs[0].name }, to };
  return { label: `Wire ${node.name ?? node.id} to it`, edits: [...before, { type: 'add-wire', wire }] };
}

function fits({ role, part, dtype }: Field, port: string, { samples }: DatasetShape): boolean {
  if (role !== 'input') return false;
  if (port === 'pairs') return samples === 'pairs' && part === undefined && dtype === 'int64';
  return part === (port === 'weight' ? 'weights' : port) && part !== 'nodes';
}

/** A mask is made from the tokens themselves, and not from what an Embedding made of them. */
function tokensFix({ code, wire, nodeId = '' }: Diagnostic, { nodes, incoming, dataset }: PartSources): Fix | undefined {
  if (code !== 'type-mismatch' || wire === undefined || nodes.get(nodeId)?.layer.type !== PaddingMask.type) return undefined;
  const before = ancestorsOf([wire.from.node], incoming);
  const tokens = [...nodes.values()].filter(
    ({ node, layer, parameters }) =>
      before.has(node.id) &&
      layer.type === 'Input' &&
      dataset?.fields.some(({ name, tokens: count }) => name === parameters.field && count !== undefined),
  );
  return tokens.length === 1 && !nodeId.includes('/') ? wiring(tokens[0], wire.to, [{ type: 'remove-wire', wire }]) : undefined;
}
