import { EngineError } from '../graph/errors.ts';
import { namesRead } from '../graph/names-read.ts';
import { formatShape, isStatic, sizeOf, staticShape } from '../graph/shape.ts';
import type { Graph, GraphNode, TensorData, TensorType } from '../graph/types.ts';
import type { KernelContext, OpDefinition } from '../ops/definition.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { operatorOf } from '../ops/registry.ts';
import type { Executor, ExecutorBackend } from '../training/executor.ts';
import { toNdArray, writeTensor } from './arrays.ts';

interface Step {
  readonly node: GraphNode;
  readonly operator: OpDefinition;
  /** The types of the outputs where they are known before the run. */
  readonly types: readonly TensorType[] | undefined;
  /** Values that no later step reads. */
  readonly lastUses: readonly string[];
}

/** A graph made ready for many runs. */
class Interpreter {
  private readonly graph: Graph;
  private readonly constants: ReadonlyMap<string, NdArray>;
  private readonly steps: readonly Step[];
  /** Names of the graphs around this one that it reads. */
  private readonly outer: readonly string[];

  constructor(graph: Graph) {
    this.graph = graph;
    this.constants = new Map([...graph.initializers].map(([name, data]) => [name, toNdArray(data)]));
    this.steps = planSteps(graph);
    this.outer = outerNames(graph);
  }

  /** The graph's outputs by name; they may share memory with the feeds. */
  run(feeds: ReadonlyMap<string, NdArray>, around: ReadonlyMap<string, NdArray> = new Map()): Map<string, NdArray> {
    const values = new Map(this.constants);
    for (const name of this.outer) values.set(name, valueOf(around, name));
    for (const [name, array] of this.checkedFeeds(feeds)) values.set(name, array);
    for (const step of this.steps) {
      const outputs = runStep(step, values);
      for (const [index, name] of step.node.outputs.entries()) if (name !== '') values.set(name, outputs[index]);
      for (const name of step.lastUses) values.delete(name);
    }
    return new Map(this.graph.outputs.map(({ name }) => [name, valueOf(values, name)]));
  }

  /** The feeds of the graph's inputs, whose shapes must agree with each other on every symbol. */
  private checkedFeeds(feeds: ReadonlyMap<string, NdArray>): [string, NdArray][] {
    const symbols = new Map<string, number>();
    return this.graph.inputs.map(({ name, type }) => {
      const feed = feeds.get(name);
      if (feed === undefined) throw new EngineError('bad-feed', `Expected a tensor for input ${name}, came none.`);
      const fits =
        feed.dims.length === type.shape.length &&
        sizeOf(feed.dims) === feed.data.length &&
        type.shape.every((dim, axis) => {
          const expected = typeof dim === 'number' ? dim : (symbols.get(dim) ?? feed.dims[axis]);
          if (typeof dim === 'string') symbols.set(dim, expected);
          return expected === feed.dims[axis];
        });
      if (!fits)
        throw new EngineError('bad-feed', `Expected ${formatShape(type.shape)} for input ${name}, came ${formatShape(feed.dims)}.`);
      return [name, feed];
    });
  }
}

function planSteps(graph: Graph): Step[] {
  const needed = new Set(graph.outputs.map(({ name }) => name));
  const steps: Step[] = [];
  for (const node of graph.nodes.toReversed()) {
    const read = namesRead(node);
    const touched = [...node.outputs, ...read].filter((name) => name !== '');
    const lastUses = [...new Set(touched)].filter((name) => !needed.has(name));
    for (const name of read) needed.add(name);
    steps.push({ node, operator: operatorOf(node.opType, node.domain), types: staticTypes(graph, node), lastUses });
  }
  return steps.reverse();
}

/** What a graph reads and doesn't define; the names inside its bodies count where those don't define them. */
function outerNames(graph: Graph): string[] {
  const defined = new Set([
    ...graph.inputs.map(({ name }) => name),
    ...graph.initializers.keys(),
    ...graph.nodes.flatMap((node) => node.outputs),
  ]);
  const inner = graph.nodes.flatMap(({ attributes }) =>
    Object.values(attributes).flatMap((a) => ('graph' in a ? outerNames(a.graph) : [])),
  );
  const read = [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs.map(({ name }) => name), ...inner];
  return [...new Set(read)].filter((name) => name !== '' && !defined.has(name));
}

function staticTypes(graph: Graph, node: GraphNode): readonly TensorType[] | undefined {
  const types = node.outputs.map((name) => graph.types.get(name));
  return types.every((type) => type !== undefined && isStatic(type.shape)) ? (types as TensorType[]) : undefined;
}

function runStep({ node, operator, types }: Step, values: ReadonlyMap<string, NdArray>): readonly NdArray[] {
  const inputs = node.inputs.map((name) => (name === '' ? undefined : valueOf(values, name)));
  const outputCount = node.outputs.length;
  try {
    const outputTypes = types ?? inferFrom(operator, node, inputs);
    const evaluate: KernelContext['evaluate'] = (body, feeds) => interpreterOf(body).run(feeds, values);
    return operator.kernel({ inputs, attributes: node.attributes, outputCount, outputTypes, evaluate });
  } catch (error) {
    if (error instanceof EngineError && error.nodeId === undefined && node.origin !== undefined) {
      throw new EngineError(error.code, `${node.opType}: ${error.message}`, { nodeId: node.origin.nodeId, cause: error });
    }
    throw error;
  }
}

/** Output types from the inputs at hand, for graphs with dimensions that only a run tells. */
function inferFrom(operator: OpDefinition, node: GraphNode, inputs: readonly (NdArray | undefined)[]): readonly TensorType[] {
  const numbers = (index: number): readonly number[] | undefined => inputs[index] && Array.from(inputs[index].data);
  return operator.infer({
    inputs: inputs.map((input) => input && { dtype: input.dtype, shape: input.dims }),
    attributes: node.attributes,
    outputCount: node.outputs.length,
    constant: numbers,
    dims: numbers,
  });
}

function valueOf(values: ReadonlyMap<string, NdArray>, name: string): NdArray {
  const value = values.get(name);
  if (value === undefined) throw new EngineError('bad-graph', `Expected a value ${name}, which nothing before it computes.`);
  return value;
}

/** Graphs never change: one that is run again need not be prepared again. */
const prepared = new WeakMap<Graph, Interpreter>();

/** Runs a graph in float64: its outputs by name. */
export function evaluateGraph(graph: Graph, feeds: ReadonlyMap<string, NdArray>): Map<string, NdArray> {
  return interpreterOf(graph).run(feeds);
}

function interpreterOf(graph: Graph): Interpreter {
  const interpreter = prepared.get(graph) ?? new Interpreter(graph);
  prepared.set(graph, interpreter);
  return interpreter;
}

class ReferenceExecutor implements Executor {
  private readonly interpreter: Interpreter;

  constructor(graph: Graph) {
    this.interpreter = new Interpreter(graph);
  }

  async run(feeds: ReadonlyMap<string, TensorData>, outputs: ReadonlyMap<string, TensorData>): Promise<void> {
    const arrays = new Map([...feeds].map(([name, tensor]) => [name, toNdArray(tensor)]));
    const results = this.interpreter.run(arrays);
    for (const [name, result] of results) {
      const target = outputs.get(name);
      if (target === undefined) throw new EngineError('bad-feed', `Expected a tensor for output ${name}, came none.`);
      writeTensor(target, result);
    }
  }

  async dispose(): Promise<void> {
    // Nothing is held outside the interpreter.
  }
}

/** The float64 interpreter: the judge of gradients, lowerings and exported files. */
export const referenceBackend: ExecutorBackend = {
  name: 'reference',
  create: async (graph) => new ReferenceExecutor(graph),
  allocate: ({ dtype, shape }) => {
    const dims = staticShape(shape);
    return { dtype, dims, data: new Float64Array(sizeOf(dims)) };
  },
};
