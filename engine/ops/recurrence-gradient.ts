import { float, int, intOf } from '../graph/attributes.ts';
import { invariant } from '../graph/errors.ts';
import { isFloat } from '../graph/shape.ts';
import type { Attributes, Graph, GraphNode, TensorData, Value } from '../graph/types.ts';
import type { GradientContext, Seed } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { given } from './inputs.ts';
import { attributesOf, inPrecision, partsOf, type RecurrenceParts } from './recurrence-parts.ts';
import { zerosLike } from './shape-like.ts';

/**
 * Back-propagation through time: a recurrence in the other direction that carries ∂L/∂h_t (equations 5.3–5.5 of the notes). What doesn't
 * depend on the carried gradient is computed for all steps at once outside of it, and the gradients of shared values are products
 * over all steps at once where their operator allows it, sums over the steps where it doesn't.
 */
export function recurrenceGradient(context: GradientContext): readonly (Value | undefined)[] {
  return new Backward(context).emit();
}

/** Operators that give the same for stacked steps as step by step, if the shapes of one step are equally long. */
const elementwise: ReadonlySet<string> = new Set([
  ...['Add', 'Sub', 'Mul', 'Div', 'Neg', 'Abs', 'Sqrt', 'Exp', 'Log', 'Pow', 'Reciprocal', 'Sign', 'Identity', 'Cast', 'Clip', 'Where'],
  ...['Sigmoid', 'Tanh', 'Relu', 'LeakyRelu', 'HardSigmoid', 'Softplus', 'Softsign', 'Elu', 'Erf', 'Max', 'Min', 'Not', 'And', 'Or'],
  ...['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Equal'],
]);

/** Those whose gradient for a shared input can be taken for all steps at once. */
const batched: ReadonlySet<string> = new Set(['Add', 'Sub', 'Mul', 'Div', 'MatMul', 'Gemm']);

type Names = Map<string, Value>;

class Backward {
  private readonly context: GradientContext;
  private readonly parts: RecurrenceParts;
  private readonly body: Graph;
  /** Holds the forward body, then what its differentiation appends. */
  private readonly inner: Emitter;
  /** Values of `inner` by their names in the body. */
  private readonly values: Names = new Map();
  /** Values outside that hold what a name of `inner` is in all steps, stacked. */
  private readonly stacked: Names = new Map();
  /** Values outside that hold what a name of `inner` is in every step alike. */
  private readonly alike: Names = new Map();

  constructor(context: GradientContext) {
    this.context = context;
    const inputs = context.inputs.map((input) => given(input));
    const parts = partsOf(context.attributes);
    this.body = inPrecision(
      parts.body,
      inputs.map(({ type }) => type),
    );
    this.parts = { ...parts, body: this.body };
    this.inner = context.e.inner('back');
    this.replay(inputs);
  }

  emit(): readonly (Value | undefined)[] {
    const { context, parts, body, inner } = this;
    const { e, wants, pullBack } = context;
    const carried = body.outputs.slice(0, parts.states).map(({ type }) => inner.builder.input('carried', type));
    const seeds = [...carried.map((gradient, i): Seed => ({ value: this.valueOf(body.outputs[i].name), gradient })), ...this.arriving()];
    const consumers = this.consumers();
    const inBody = sharedIndices(parts).filter((i) => wants(i) && !(consumers.get(i) ?? []).every((node) => this.isBatched(node)));
    const outside = [...consumers].flatMap(([i, nodes]) => (wants(i) && !inBody.includes(i) ? nodes.map((node) => ({ i, node })) : []));
    const inputValues = body.inputs.map(({ name }) => this.valueOf(name));
    const first = parts.shared;
    const states = inputValues.slice(first, first + parts.states);
    const wanted = inputValues.flatMap((value, i) => (i >= first + parts.states && wants(i) ? [{ i, value }] : []));
    const products = outside.map(({ node }) => this.valueOf(node.outputs[0]));
    const forwardNodes = inner.builder.nodes.length;
    const found = pullBack(inner, seeds, [
      ...states,
      ...wanted.map(({ value }) => value),
      ...products,
      ...inBody.map((i) => inputValues[i]),
    ]);
    const toStates = found
      .splice(0, states.length)
      .map((gradient, i) => (gradient ? withoutTiny(inner, gradient) : zerosLike(inner, carried[i])));
    const toSequences = found.splice(0, wanted.length);
    const toProducts = found.splice(0, products.length);
    const sums = inBody.flatMap((i, k) => {
      const gradient = found[k];
      if (gradient === undefined) return [];
      const sum = inner.builder.input('sum', body.inputs[i].type);
      return [{ i, sum, next: inner.add(sum, inner.sumTo(gradient, body.inputs[i].type.shape)) }];
    });
    const results = this.run(forwardNodes, {
      states: [
        ...carried.map((before, i) => ({ before, after: toStates[i], start: this.startOf(i) })),
        ...sums.map(({ i, sum, next }) => ({ before: sum, after: next, start: zerosLike(e, given(context.inputs[i])) })),
      ],
      kept: [...toSequences, ...toProducts].filter((value) => value !== undefined),
    });
    const gradients = new Array<Value | undefined>(context.inputs.length).fill(undefined);
    for (const [k, { i }] of wanted.entries()) gradients[i] = toSequences[k] && this.stackedOf(toSequences[k].name);
    for (let k = 0; k < parts.states; k += 1) gradients[first + k] = results[k];
    for (const [k, { i }] of sums.entries()) gradients[i] = results[parts.states + k];
    for (const [k, { i, node }] of outside.entries()) {
      const product = toProducts[k];
      if (product !== undefined) gradients[i] = this.added(gradients[i], this.sharedGradient(node, i, this.stackedOf(product.name)));
    }
    return gradients;
  }

  /** The forward body on `inner`, and where its values are at hand outside. */
  private replay(inputs: readonly Value[]): void {
    const { body, parts, inner, values } = this;
    for (const [i, { name, type }] of body.inputs.entries()) {
      const value = inner.builder.input(name, type);
      values.set(name, value);
      if (i < parts.shared) this.alike.set(value.name, inputs[i]);
      if (i >= parts.shared + parts.states) this.stacked.set(value.name, inputs[i]);
    }
    for (const [name, data] of body.initializers) values.set(name, inner.constant(data, name));
    for (const node of body.nodes) {
      const { opType, domain, attributes, name } = node;
      const outputs = inner.builder.node(
        opType,
        node.inputs.map((input) => (input === '' ? undefined : this.valueOf(input))),
        attributes,
        { domain, outputs: node.outputs.length, name },
      );
      for (const [k, output] of node.outputs.entries()) values.set(output, outputs[k]);
    }
    const copied = new Map(
      body.nodes.flatMap(({ opType, inputs: [from], outputs: [to] }) => (opType === 'Identity' ? [[to, from] as const] : [])),
    );
    for (const [k, { name }] of body.outputs.entries()) {
      if (k < parts.states) continue;
      const value = this.context.outputs[k];
      if (value === undefined) continue;
      this.stacked.set(this.valueOf(name).name, value);
      const source = copied.get(name);
      if (source !== undefined && !this.stacked.has(this.valueOf(source).name)) this.stacked.set(this.valueOf(source).name, value);
    }
  }

  private valueOf(name: string): Value {
    const value = this.values.get(name);
    invariant(value !== undefined, `the body has a value ${name}`);
    return value;
  }

  /** The gradients that arrive at the steps' outputs. */
  private arriving(): Seed[] {
    const { body, parts, inner, context } = this;
    return body.outputs.flatMap(({ name, type }, k) => {
      const gradient = context.gradients[k];
      if (k < parts.states || gradient === undefined || !isFloat(type.dtype)) return [];
      const arriving = inner.builder.input('arriving', type);
      this.stacked.set(arriving.name, gradient);
      return [{ value: this.valueOf(name), gradient: arriving }];
    });
  }

  /** The nodes of the body that read a shared input, by its index. */
  private consumers(): Map<number, GraphNode[]> {
    const { body, parts } = this;
    const entries = sharedIndices(parts).map((i) => [i, body.nodes.filter(({ inputs }) => inputs.includes(body.inputs[i].name))] as const);
    return new Map(entries);
  }

  /** ∂L/∂(last state), from which the walk back begins. */
  private startOf(i: number): Value {
    const { gradients, inputs, e } = this.context;
    return gradients[i] ?? zerosLike(e, given(inputs[this.parts.shared + i]));
  }

  /** Emits what differentiation appended: for all steps at once where that may be, else as a recurrence. Gives its last states. */
  private run(
    from: number,
    { states, kept }: { states: readonly { before: Value; after: Value; start: Value }[]; kept: readonly Value[] },
  ): readonly Value[] {
    const { inner, context, parts } = this;
    const needed = new Set([...states.map(({ after }) => after.name), ...kept.map(({ name }) => name)]);
    const live = inner.builder.nodes
      .slice(from)
      .toReversed()
      .filter((node) => {
        if (!node.outputs.some((name) => needed.has(name))) return false;
        for (const name of node.inputs) needed.add(name);
        return true;
      });
    const rest = live.reverse().filter((node) => !this.lift(node));
    const made = new Set(rest.flatMap(({ outputs }) => outputs));
    const read = [...new Set([...rest.flatMap(({ inputs }) => inputs), ...states.map(({ after }) => after.name)])].filter(
      (name) => !made.has(name),
    );
    const before = new Set(states.map((state) => state.before.name));
    const shared = read.filter((name) => this.alike.has(name));
    const constants = read.flatMap((name): (readonly [string, TensorData])[] => {
      const data = name === '' || shared.includes(name) ? undefined : inner.builder.constantOf(inner.builder.value(name));
      return data === undefined ? [] : [[name, data]];
    });
    const isConstant = new Set(constants.map(([name]) => name));
    const sequences = read.filter((name) => name !== '' && !before.has(name) && !shared.includes(name) && !isConstant.has(name));
    // A body needs a sequence to know the number of steps.
    if (sequences.length === 0) sequences.push(this.valueOf(this.body.inputs[parts.shared + parts.states].name).name);
    const outputs = [...states.map(({ after }) => after.name), ...kept.map(({ name }) => name).filter((name) => !this.stacked.has(name))];
    const value = (name: string): Value => inner.builder.value(name);
    const body = withOutputs(
      {
        name: 'back',
        inputs: [...shared.map(value), ...states.map((state) => state.before), ...sequences.map(value)],
        outputs: [],
        initializers: new Map(constants),
        nodes: rest,
        types: new Map([...read.filter((name) => name !== ''), ...sequences, ...before, ...made].map((name) => [name, value(name).type])),
      },
      [...outputs.slice(0, states.length), ...new Set(outputs.slice(states.length))].map(value),
    );
    const results = context.e.ops(
      'Recurrence',
      [
        ...shared.map((name) => given(this.alike.get(name))),
        ...states.map(({ start }) => start),
        ...sequences.map((name) => this.stackedOf(name)),
      ],
      body.outputs.length,
      attributesOf({ body, shared: shared.length, states: states.length, reverse: !parts.reverse }),
      { domain: 'netloom' },
    );
    for (const [k, name] of [...new Set(outputs.slice(states.length))].entries()) this.stacked.set(name, results[states.length + k]);
    return results.slice(0, states.length);
  }

  private stackedOf(name: string): Value {
    const value = this.stacked.get(name);
    invariant(value !== undefined, `all steps of ${name} are at hand`);
    return value;
  }

  /** Emits a node for all steps at once, if what it reads is at hand so and its operator allows it. */
  private lift(node: GraphNode): boolean {
    const { inner, context } = this;
    if (!elementwise.has(node.opType) && !['Split', 'Concat'].includes(node.opType)) return false;
    const names = node.inputs.filter((name) => name !== '');
    const isStacked = (name: string): boolean => this.stacked.has(name);
    const isAlike = (name: string): boolean => this.alike.has(name) || inner.builder.constantOf(inner.builder.value(name)) !== undefined;
    if (!names.some(isStacked) || !names.every((name) => isStacked(name) || isAlike(name))) return false;
    const rank = (name: string): number => inner.builder.value(name).type.shape.length;
    const most = Math.max(...names.map(rank));
    if (elementwise.has(node.opType) && names.some((name) => isStacked(name) && rank(name) !== most)) return false;
    if (node.opType === 'Concat' && !names.every(isStacked)) return false;
    const values = node.inputs.map((name) => (name === '' ? undefined : (this.stacked.get(name) ?? this.alikeOf(name))));
    const attributes = elementwise.has(node.opType) ? node.attributes : shifted(node.attributes);
    const outputs = context.e.builder.node(node.opType, values, attributes, { domain: node.domain, outputs: node.outputs.length });
    for (const [k, name] of node.outputs.entries()) this.stacked.set(name, outputs[k]);
    return true;
  }

  private alikeOf(name: string): Value {
    const data = this.inner.builder.constantOf(this.inner.builder.value(name));
    return data === undefined ? given(this.alike.get(name)) : this.context.e.constant(data);
  }

  /** Whether a node's gradient for a shared input is that of all steps at once: stacked, what it reads still lies as it did in a step. */
  private isBatched({ opType, attributes, inputs, outputs }: GraphNode): boolean {
    if (!batched.has(opType) || outputs.length !== 1) return false;
    const rank = (name: string): number => this.valueOf(name).type.shape.length;
    const isStep = (name: string): boolean =>
      !this.body.inputs.slice(0, this.parts.shared).some((shared) => shared.name === name) && !this.body.initializers.has(name);
    const [a = '', b = '', c = ''] = inputs;
    // Rows of all steps are rows of one matrix; a shared matrix on the right and a row that is added fit them.
    if (opType === 'Gemm')
      return isStep(a) && !isStep(b) && intOf(attributes, 'transA', 0) === 0 && (c === '' || isStep(c) || rank(c) <= 1);
    if (opType === 'MatMul') return isStep(a) ? !isStep(b) : isStep(b) && rank(b) > 1;
    return inputs.every((name) => !isStep(name) || rank(name) === rank(outputs[0]));
  }

  /** ∂L/∂(shared input) through one node of the forward body, from the gradients of its output in all steps. */
  private sharedGradient(node: GraphNode, index: number, gradient: Value): Value {
    const { e, ruleOf, inputs: outer } = this.context;
    const rule = given(ruleOf(node.opType, node.domain));
    const flat = node.opType === 'Gemm' ? (x: Value): Value => e.reshape(x, [-1, e.dim(x, -1)]) : (x: Value): Value => x;
    const sharedName = this.body.inputs[index].name;
    const inputs = node.inputs.map((name) => {
      if (name === '') return undefined;
      const stacked = this.stacked.get(this.valueOf(name).name);
      return stacked === undefined ? this.alikeOf(this.valueOf(name).name) : flat(stacked);
    });
    const wanted = node.inputs.flatMap((name, k) => (name === sharedName ? [k] : []));
    const results = rule({
      ...this.context,
      inputs,
      outputs: node.outputs.map((name) => flat(this.stackedOf(this.valueOf(name).name))),
      attributes: node.attributes,
      gradients: [flat(gradient)],
      constant: () => undefined,
      wants: (k) => wanted.includes(k),
    });
    const sums = wanted.map((k) => e.sumTo(given(results[k]), given(outer[index]).type.shape));
    return sums.reduce((a, b) => e.add(a, b));
  }

  private added(a: Value | undefined, b: Value): Value {
    return a === undefined ? b : this.context.e.add(a, b);
  }
}

/**
 * Where gradients vanish they soon lie below the smallest normal float32, with which processors compute many times slower: numbers that no
 * weight would feel become 0 before that.
 */
const withoutTiny = (e: Emitter, gradient: Value): Value => e.op('Shrink', [gradient], { lambd: float(1e-30) });

const sharedIndices = ({ shared }: RecurrenceParts): number[] => Array.from({ length: shared }, (_, i) => i);

/** Attributes of an operator over an axis of a step, for stacked steps. */
function shifted(attributes: Attributes): Attributes {
  const axis = intOf(attributes, 'axis', 0);
  return axis < 0 ? attributes : { ...attributes, axis: int(axis + 1) };
}

/** Gives a body its outputs; what is an input, a constant or an output already is copied. */
function withOutputs(graph: Graph, outputs: readonly Value[]): Graph {
  const produced = new Set(graph.nodes.flatMap((node) => node.outputs));
  const taken = new Set<string>();
  const copies: GraphNode[] = [];
  const types = new Map(graph.types);
  const named = outputs.map((value, i) => {
    if (produced.has(value.name) && !taken.has(value.name)) {
      taken.add(value.name);
      return value;
    }
    const name = `copy${i}:${value.name}`;
    copies.push({ name, opType: 'Identity', domain: '', inputs: [value.name], outputs: [name], attributes: {} });
    types.set(name, value.type);
    return { name, type: value.type };
  });
  return { ...graph, outputs: named, nodes: [...graph.nodes, ...copies], types };
}
