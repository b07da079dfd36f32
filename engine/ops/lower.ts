import { invariant } from '../graph/errors.ts';
import { withoutUnused } from '../graph/without-unused.ts';
import type { Attributes, Graph, GraphNode, TensorData, TensorType, Value } from '../graph/types.ts';
import { keepBlocked, noteBlocked } from './blocked-layout.ts';
import type { Capabilities } from './definition.ts';
import { poolBeforeRelu } from './pool-before-relu.ts';
import { createEmitter, operatorOf } from './registry.ts';
import { withoutUnusedSteps } from './unused-steps.ts';

/** What any ONNX runtime offers: the standard operators alone. */
export const standardCapabilities: Capabilities = { microsoft: false };

/**
 * Replaces each operator of the `netloom` domain by its lowering, also inside subgraphs. Names of values that were there
 * before are kept; new ones carry the replaced node's name as a prefix, and its origin. Nodes and constants that nothing
 * needs afterwards are dropped.
 */
export function lowerGraph(graph: Graph, capabilities: Capabilities = standardCapabilities): Graph {
  const lowered = lowerWithin(poolBeforeRelu(withoutUnusedSteps(graph)), capabilities, nothingAround, new Set());
  return capabilities.nchwcBlock === undefined ? lowered : withoutUnused(keepBlocked(lowered));
}

/** What a node can see: the values of its own graph and of those around it. */
interface Scope {
  type(name: string): TensorType | undefined;
  constant(name: string): TensorData | undefined;
}

const nothingAround: Scope = { type: () => undefined, constant: () => undefined };

/** @param blocked names of values at hand in blocked channels; those that this graph makes are added */
function lowerWithin(graph: Graph, capabilities: Capabilities, outer: Scope, blocked: Set<string>): Graph {
  const scope: Scope = {
    type: (name) => graph.types.get(name) ?? outer.type(name),
    constant: (name) => graph.initializers.get(name) ?? (graph.types.has(name) ? undefined : outer.constant(name)),
  };
  const target: Target = { capabilities, scope, blocked };
  const parts = graph.nodes.map((node) => {
    const inner = { ...node, attributes: lowerSubgraphs(node.attributes, capabilities, scope) };
    const part = expansionOf(inner, target) ?? { nodes: [inner], initializers: [], types: [] };
    noteBlocked(part.nodes, blocked, (name) => scope.type(name)?.shape ?? part.types.find(([known]) => known === name)?.[1].shape);
    return part;
  });
  return withoutUnused({
    ...graph,
    nodes: parts.flatMap((part) => part.nodes),
    initializers: new Map([...graph.initializers, ...parts.flatMap((part) => part.initializers)]),
    types: new Map([...graph.types, ...parts.flatMap((part) => part.types)]),
  });
}

function lowerSubgraphs(attributes: Attributes, capabilities: Capabilities, scope: Scope): Attributes {
  const lowered = Object.entries(attributes).map(([name, attribute]) => [
    name,
    'graph' in attribute ? { graph: lowerWithin(attribute.graph, capabilities, scope, new Set()) } : attribute,
  ]);
  return Object.fromEntries(lowered) as Attributes;
}

interface Expansion {
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly (readonly [string, TensorData])[];
  readonly types: readonly (readonly [string, TensorType])[];
}

/** What a node is lowered for, and among what. */
interface Target {
  readonly capabilities: Capabilities;
  readonly scope: Scope;
  readonly blocked: ReadonlySet<string>;
}

/** The operators that stand for a node: built in a graph of their own, then renamed into the surrounding one. */
function expansionOf(node: GraphNode, target: Target): Expansion | undefined {
  const form = formOf(node, target);
  if (form === undefined) return undefined;
  const lowered = lowerWithin(form, target.capabilities, nothingAround, new Set(target.blocked));
  const names = new Map<string, string>([
    ...node.inputs.map((name) => [name, name] as const),
    ...node.outputs.map((name, index) => [resultName(index), name] as const),
  ]);
  const rename = (name: string): string => names.get(name) ?? (name === '' ? '' : `${node.name}/${name}`);
  const isInput = new Set(node.inputs);
  return {
    nodes: lowered.nodes.map((inner) => ({
      ...inner,
      name: rename(inner.name),
      inputs: inner.inputs.map(rename),
      outputs: inner.outputs.map(rename),
      ...(node.origin !== undefined && { origin: node.origin }),
    })),
    initializers: [...lowered.initializers].flatMap(([name, data]) => (isInput.has(name) ? [] : [[rename(name), data] as const])),
    types: [...lowered.types].flatMap(([name, type]) => (names.has(name) ? [] : [[rename(name), type] as const])),
  };
}

const resultName = (index: number): string => `lowered:${index}`;

/** The lowering of a training operator, or the faster form of a standard one, as a graph. */
function formOf(node: GraphNode, { capabilities, scope, blocked }: Target): Graph | undefined {
  const isTraining = node.domain === 'netloom';
  if (!isTraining && capabilities.nchwcBlock === undefined) return undefined;
  const { lowering, specialize } = operatorOf(node.opType, node.domain);
  invariant(!isTraining || lowering !== undefined, `${node.opType} has a lowering`);
  const emit = isTraining ? lowering : specialize;
  if (emit === undefined) return undefined;
  const e = createEmitter(node.name);
  const known = new Map<string, Value>();
  const inputs = node.inputs.map((name) => {
    if (name === '') return undefined;
    const type = scope.type(name);
    invariant(type !== undefined, `the type of ${name} is known`);
    const data = scope.constant(name);
    const value = known.get(name) ?? (data === undefined ? e.builder.input(name, type) : e.builder.constant(data, name));
    known.set(name, value);
    return value;
  });
  const outputs = node.outputs.map((name, index) => {
    const type = scope.type(name);
    invariant(type !== undefined, `the type of output ${index} of ${node.name} is known`);
    return { name, type };
  });
  const constant = (index: number): readonly number[] | undefined => e.builder.constantNumbers(inputs[index]);
  const isBlocked = (value: Value): boolean => blocked.has(value.name);
  const results = emit({ e, inputs, outputs, attributes: node.attributes, constant, capabilities, isBlocked });
  if (results === undefined) return undefined;
  for (const index of outputs.keys()) e.builder.output(resultName(index), results[index]);
  return e.builder.build();
}
