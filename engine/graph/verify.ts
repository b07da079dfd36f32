import { EngineError } from './errors.ts';
import { formatShape, sameShape, sizeOf } from './shape.ts';
import type { Attribute, Graph, GraphNode, TensorType } from './types.ts';

/** What is wrong with a node as its operator sees it: unknown, or of other types than it infers. */
export type OperatorRule = (node: GraphNode, graph: Graph) => string | undefined;

interface Scope {
  readonly graph: Graph;
  /** Names that the graphs around this one define. */
  readonly outer: ReadonlySet<string>;
  readonly operatorRule: OperatorRule;
}

interface Rule {
  readonly name: string;
  /** The first offence, or `undefined`. */
  readonly offence: (scope: Scope) => string | undefined;
}

/** What must hold for every graph. Later rules may rely on earlier ones. */
const rules: readonly Rule[] = [
  { name: 'each value is defined once', offence: ({ graph }) => firstTwice(definitions(graph), 'value') },
  { name: 'each node has a name of its own', offence: ({ graph }) => firstTwice(nodeNames(graph), 'node') },
  { name: 'values are produced before they are used', offence: misplacedInput },
  { name: 'outputs are produced', offence: ({ graph }) => missingOutput(graph) },
  { name: 'each value has a type', offence: ({ graph }) => missingType(graph) },
  { name: 'shapes are sizes or names', offence: ({ graph }) => wrongDimension(graph) },
  { name: 'constants fit their types', offence: ({ graph }) => wrongConstant(graph) },
  { name: 'declared types agree', offence: ({ graph }) => contradictedType(graph) },
  { name: 'attributes are of one kind', offence: ({ graph }) => firstOf(graph.nodes, wrongAttribute) },
  { name: 'operators agree', offence: ({ graph, operatorRule }) => firstOf(graph.nodes, (node) => operatorRule(node, graph)) },
];

/**
 * Checks a graph and its subgraphs; the first broken rule throws `EngineError('bad-graph')` naming it and the offender.
 *
 * @param operatorRule what operators demand of their nodes; nothing unless given
 */
export function verifyGraph(graph: Graph, operatorRule: OperatorRule = () => undefined): void {
  verifyWithin(graph, new Set(), operatorRule);
}

function verifyWithin(graph: Graph, outer: ReadonlySet<string>, operatorRule: OperatorRule): void {
  for (const { name, offence } of rules) {
    const found = offence({ graph, outer, operatorRule });
    if (found !== undefined) throw new EngineError('bad-graph', `Graph ${graph.name}: expected that ${name}, but ${found}.`);
  }
  const visible = new Set([...outer, ...definitions(graph)]);
  for (const node of graph.nodes) {
    for (const attribute of Object.values(node.attributes)) {
      if ('graph' in attribute) verifyWithin(seeing(attribute.graph, graph), visible, operatorRule);
    }
  }
}

/** A body with the types of the values outside, which it may read. */
function seeing(body: Graph, outer: Graph): Graph {
  return { ...body, types: new Map([...outer.types, ...body.types]) };
}

/** Every name that is given a value, as often as it is. */
function definitions(graph: Graph): string[] {
  const produced = graph.nodes.flatMap((node) => node.outputs.filter((name) => name !== ''));
  return [...graph.inputs.map(({ name }) => name), ...graph.initializers.keys(), ...produced];
}

const nodeNames = (graph: Graph): string[] => graph.nodes.map(({ name }) => name);

function firstTwice(names: readonly string[], what: string): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === '') return `a ${what} has no name`;
    if (seen.has(name)) return `${what} ${name} comes twice`;
    seen.add(name);
  }
  return undefined;
}

function firstOf<T>(items: Iterable<T>, offence: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = offence(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function misplacedInput({ graph, outer }: Scope): string | undefined {
  const known = new Set([...outer, ...graph.inputs.map(({ name }) => name), ...graph.initializers.keys()]);
  const later = new Set(definitions(graph));
  return firstOf(graph.nodes, (node) => {
    const missing = node.inputs.find((name) => name !== '' && !known.has(name));
    for (const name of node.outputs) known.add(name);
    if (missing === undefined) return undefined;
    return `node ${node.name} reads ${missing}, which ${later.has(missing) ? 'comes later' : 'nothing defines'}`;
  });
}

function missingOutput(graph: Graph): string | undefined {
  const known = new Set(definitions(graph));
  return firstOf(graph.outputs, ({ name }) => (known.has(name) ? undefined : `nothing defines output ${name}`));
}

function missingType(graph: Graph): string | undefined {
  return firstOf(definitions(graph), (name) => (graph.types.has(name) ? undefined : `value ${name} has none`));
}

function wrongDimension(graph: Graph): string | undefined {
  return firstOf(graph.types, ([name, { shape }]) => {
    const wrong = shape.find((dim) => (typeof dim === 'number' ? !Number.isSafeInteger(dim) || dim < 0 : dim === ''));
    return wrong === undefined ? undefined : `value ${name} has shape ${formatShape(shape)}`;
  });
}

function wrongConstant(graph: Graph): string | undefined {
  return firstOf(graph.initializers, ([name, { dtype, dims, data }]) => {
    if (data.length !== sizeOf(dims)) return `${name} of ${formatShape(dims)} holds ${data.length} numbers`;
    return contradiction(name, { dtype, shape: dims }, graph.types.get(name));
  });
}

function contradictedType(graph: Graph): string | undefined {
  return firstOf([...graph.inputs, ...graph.outputs], ({ name, type }) => contradiction(name, type, graph.types.get(name)));
}

function contradiction(name: string, a: TensorType, b: TensorType | undefined): string | undefined {
  if (b !== undefined && a.dtype === b.dtype && sameShape(a.shape, b.shape)) return undefined;
  return `${name} is ${formatType(a)} here and ${b === undefined ? 'nothing' : formatType(b)} in the list of types`;
}

/** `float32 N×10` */
export const formatType = ({ dtype, shape }: TensorType): string => `${dtype} ${formatShape(shape)}`;

function wrongAttribute(node: GraphNode): string | undefined {
  return firstOf(Object.entries(node.attributes), ([name, attribute]) => {
    const kinds = Object.keys(attribute);
    if (kinds.length !== 1) return `attribute ${name} of ${node.name} has ${kinds.length} kinds`;
    return isWellFormed(attribute) ? undefined : `attribute ${name} of ${node.name} is no ${kinds[0]}`;
  });
}

function isWellFormed(attribute: Attribute): boolean {
  if ('int' in attribute) return Number.isInteger(attribute.int);
  if ('float' in attribute) return typeof attribute.float === 'number';
  if ('string' in attribute) return typeof attribute.string === 'string';
  if ('ints' in attribute) return attribute.ints.every(Number.isInteger);
  if ('floats' in attribute) return attribute.floats.every((value) => typeof value === 'number');
  if ('strings' in attribute) return attribute.strings.every((value) => typeof value === 'string');
  if ('tensor' in attribute) return attribute.tensor.data.length === sizeOf(attribute.tensor.dims);
  return 'graph' in attribute;
}
