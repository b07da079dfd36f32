import { intOf } from './attributes.ts';
import { invariant } from './errors.ts';
import type { Attributes, Domain, Graph, GraphNode, Origin, Shape, TensorData, TensorType, Value } from './types.ts';

/** What type inference may look at. */
export interface InferContext {
  /** `undefined` marks an omitted optional input. */
  readonly inputs: readonly (TensorType | undefined)[];
  readonly attributes: Attributes;
  /** How many outputs the emitter asked for. */
  readonly outputCount: number;
  /** The numbers of an input that is a constant (axes, target shapes, pads), else `undefined`. */
  constant(index: number): readonly number[] | undefined;
  /** The dimensions that an integer vector holds: a constant's numbers, or the shape that a `Shape` read, symbols included. */
  dims(index: number): Shape | undefined;
}

export type InferTypes = (opType: string, domain: Domain, context: InferContext) => readonly TensorType[];

export interface NodeOptions {
  readonly domain?: Domain;
  /** Number of outputs; 1 unless said. */
  readonly outputs?: number;
  /** Prefix for the names of node and outputs; the operator's type unless said. */
  readonly name?: string;
}

/** What is asked of an operator that may put dimensions together. */
interface DimsMaker {
  readonly opType: string;
  readonly attributes: Attributes;
  /** The shape of its first input. */
  readonly shape: Shape | undefined;
  /** How many inputs it has. */
  readonly inputCount: number;
  /** The dimensions that an input holds. */
  dims(index: number): Shape | undefined;
}

/** The dimensions that an operator's output holds: those that a `Shape` reads, or several joined by a `Concat`; else `undefined`. */
export function dimsMade({ opType, attributes, shape, inputCount, dims }: DimsMaker): Shape | undefined {
  if (opType === 'Shape') return shape?.slice(intOf(attributes, 'start', 0), intOf(attributes, 'end', shape.length));
  if (opType !== 'Concat') return undefined;
  const parts = Array.from({ length: inputCount }, (_, index) => dims(index));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Appends operators in order, infers their types, names their values. */
export class GraphBuilder {
  private readonly graphInputs: Value[] = [];
  private readonly graphOutputs: { readonly output: Value; readonly source: string }[] = [];
  private readonly initializers = new Map<string, TensorData>();
  private readonly nodeList: GraphNode[] = [];
  private readonly types = new Map<string, TensorType>();
  private readonly counters = new Map<string, number>();
  private readonly scalars = new Map<string, Value>();
  /** The dimensions that integer vectors hold, by name. */
  private readonly shapes = new Map<string, Shape>();
  private origin: Origin | undefined;
  readonly name: string;
  private readonly inferTypes: InferTypes;

  constructor(name: string, inferTypes: InferTypes) {
    this.name = name;
    this.inferTypes = inferTypes;
  }

  /** An empty graph that infers types alike: the body of an operator that has one. */
  inner(name: string): GraphBuilder {
    return new GraphBuilder(name, this.inferTypes);
  }

  /** Nodes so far, in order: what the gradient walker reads. */
  get nodes(): readonly GraphNode[] {
    return this.nodeList;
  }

  /** Runs `emit` so that each node it appends carries `origin`. */
  withOrigin<T>(origin: Origin | undefined, emit: () => T): T {
    const before = this.origin;
    this.origin = origin;
    try {
      return emit();
    } finally {
      this.origin = before;
    }
  }

  input(name: string, type: TensorType): Value {
    const value = this.define(this.uniqueName(name), type);
    this.graphInputs.push(value);
    return value;
  }

  /** A constant; equal scalars share one initialiser. */
  constant(data: TensorData, name = 'const'): Value {
    const key = data.dims.length === 0 ? `${data.dtype}:${data.data[0]}` : undefined;
    const known = key === undefined ? undefined : this.scalars.get(key);
    if (known !== undefined) return known;
    const value = this.define(this.uniqueName(name), { dtype: data.dtype, shape: data.dims });
    this.initializers.set(value.name, data);
    if (key !== undefined) this.scalars.set(key, value);
    return value;
  }

  /** Appends one operator. Shape mistakes throw `EngineError` from its inference. */
  node(opType: string, inputs: readonly (Value | undefined)[], attributes: Attributes = {}, options: NodeOptions = {}): Value[] {
    const domain = options.domain ?? '';
    const outputCount = options.outputs ?? 1;
    const dims = (index: number): Shape | undefined => this.shapes.get(inputs[index]?.name ?? '') ?? this.constantNumbers(inputs[index]);
    const types = this.inferTypes(opType, domain, {
      inputs: inputs.map((value) => value?.type),
      attributes,
      outputCount,
      constant: (index) => this.constantNumbers(inputs[index]),
      dims,
    });
    invariant(types.length >= outputCount, `${opType} infers ${outputCount} outputs, came ${types.length}`);
    const name = this.uniqueName(options.name ?? opType);
    const outputs = types
      .slice(0, outputCount)
      .map((type, index) => this.define(this.uniqueName(outputCount === 1 ? `${name}:out` : `${name}:${index}`), type));
    const made = dimsMade({ opType, attributes, shape: inputs[0]?.type.shape, inputCount: inputs.length, dims });
    if (made !== undefined) this.shapes.set(outputs[0].name, made);
    this.nodeList.push({
      name,
      opType,
      domain,
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: outputs.map((value) => value.name),
      attributes,
      ...(this.origin !== undefined && { origin: this.origin }),
    });
    return outputs;
  }

  /** Declares `value` as a graph output called `name`, numbered where that name is taken. */
  output(name: string, value: Value): Value {
    const output = this.define(this.uniqueName(name), value.type);
    this.graphOutputs.push({ output, source: value.name });
    return output;
  }

  /** The value of that name. */
  value(name: string): Value {
    return { name, type: this.typeOf(name) };
  }

  /** The data of a constant value, else `undefined`. */
  constantOf({ name }: Value): TensorData | undefined {
    return this.initializers.get(name);
  }

  /** Numbers of a constant value, else `undefined`. */
  constantNumbers(value: Value | undefined): readonly number[] | undefined {
    if (value === undefined) return undefined;
    const data = this.initializers.get(value.name);
    return data === undefined ? undefined : Array.from(data.data, Number);
  }

  /** The graph, without nodes and constants that no output needs. */
  build(metadata?: Readonly<Record<string, string>>): Graph {
    const needed = new Set(this.graphOutputs.map(({ source }) => source));
    const live: GraphNode[] = [];
    for (const node of [...this.nodeList].reverse()) {
      if (!node.outputs.some((name) => needed.has(name))) continue;
      live.push(node);
      for (const name of node.inputs) needed.add(name);
    }
    const nodes = this.nameOutputs(live.reverse());
    const initializers = new Map([...this.initializers].filter(([name]) => needed.has(name)));
    const names = [...this.graphInputs.map(({ name }) => name), ...initializers.keys(), ...nodes.flatMap((node) => node.outputs)];
    return {
      name: this.name,
      inputs: this.graphInputs,
      outputs: this.graphOutputs.map(({ output }) => output),
      initializers,
      nodes,
      types: new Map(names.filter((name) => name !== '').map((name) => [name, this.typeOf(name)])),
      ...(metadata !== undefined && { metadata }),
    };
  }

  /** Gives each output's source its output name; an `Identity` copies where the source is no node's or has two names. */
  private nameOutputs(nodes: readonly GraphNode[]): GraphNode[] {
    const produced = new Set(nodes.flatMap((node) => node.outputs));
    const renamed = new Map<string, string>();
    const copies: GraphNode[] = [];
    for (const { output, source } of this.graphOutputs) {
      if (produced.has(source) && !renamed.has(source)) {
        renamed.set(source, output.name);
      } else {
        copies.push({
          name: `Identity:${output.name}`,
          opType: 'Identity',
          domain: '',
          inputs: [source],
          outputs: [output.name],
          attributes: {},
        });
      }
    }
    const rename = (name: string): string => renamed.get(name) ?? name;
    return [...nodes, ...copies].map((node) => ({ ...node, inputs: node.inputs.map(rename), outputs: node.outputs.map(rename) }));
  }

  private typeOf(name: string): TensorType {
    const type = this.types.get(name);
    invariant(type !== undefined, `value ${name} has a type`);
    return type;
  }

  private define(name: string, type: TensorType): Value {
    this.types.set(name, type);
    return { name, type };
  }

  private uniqueName(base: string): string {
    const count = this.counters.get(base) ?? 0;
    this.counters.set(base, count + 1);
    const name = count === 0 ? base : `${base}_${count}`;
    return this.types.has(name) ? this.uniqueName(base) : name;
  }
}
