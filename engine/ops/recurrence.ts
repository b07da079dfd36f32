import { int, ints } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, sameShape, sizeOf } from '../graph/shape.ts';
import type { Attributes, Dim, Graph, GraphNode, Shape, TensorType, Value } from '../graph/types.ts';
import { defineOp, type KernelContext, type LoweringContext } from './definition.ts';
import { given, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { recurrenceGradient } from './recurrence-gradient.ts';
import { inPrecision, partsOf } from './recurrence-parts.ts';
import { recurrenceSamples } from './recurrence-samples.ts';

function infer(context: InferContext): readonly TensorType[] {
  const { shared, states, body: declared } = partsOf(context.attributes);
  const body = inPrecision(declared, context.inputs);
  if (context.inputs.length !== body.inputs.length) throw typeMistake(`${body.inputs.length} inputs`, `${context.inputs.length}`);
  const steps = typeOf(context, shared + states).shape[0];
  if (steps === undefined) throw typeMistake('a sequence with an axis of steps', 'a scalar');
  const sizes = new Map<string, Dim>();
  for (const [index, { name, type }] of body.inputs.entries()) {
    const came = typeOf(context, index);
    const expected = index < shared + states ? type.shape : [steps, ...type.shape];
    if (!fits(came.shape, expected, sizes) || came.dtype !== type.dtype)
      throw typeMistake(`${type.dtype} ${formatShape(expected)} for ${name}`, `${came.dtype} ${formatShape(came.shape)}`);
  }
  const sized = (shape: Shape): Shape => shape.map((dim) => (typeof dim === 'string' ? (sizes.get(dim) ?? dim) : dim));
  return body.outputs.map(({ name, type }, index) => {
    if (index >= states) return { dtype: type.dtype, shape: [steps, ...sized(type.shape)] };
    const before = body.inputs[shared + index].type;
    if (!sameShape(before.shape, type.shape))
      throw typeMistake(`${formatShape(before.shape)} for the state ${name}`, formatShape(type.shape));
    return { dtype: type.dtype, shape: sized(type.shape) };
  });
}

/** Whether a shape is the expected one, whose symbols stand for one size each: a run tells the size of a batch `N`. */
function fits(came: Shape, expected: Shape, sizes: Map<string, Dim>): boolean {
  const matches = (dim: Dim, axis: number): boolean => {
    if (typeof dim === 'number') return dim === came[axis];
    if (!sizes.has(dim)) sizes.set(dim, came[axis]);
    return sizes.get(dim) === came[axis];
  };
  return came.length === expected.length && expected.every(matches);
}

function kernel(context: KernelContext): readonly NdArray[] {
  const { inputs, attributes, outputTypes, outputCount } = context;
  const { shared, states, reverse, body: declared } = partsOf(attributes);
  const body = inPrecision(declared, inputs);
  const values = inputs.map((input) => given(input));
  const steps = values[shared + states].dims[0];
  let state = values.slice(shared, shared + states);
  const stacked = body.outputs
    .slice(states, outputCount)
    .map((_, i) => ndarray(outputTypes[states + i].dtype, outputTypes[states + i].shape as readonly number[]));
  for (let i = 0; i < steps; i += 1) {
    const t = reverse ? steps - 1 - i : i;
    const read = [...values.slice(0, shared), ...state, ...values.slice(shared + states).map((sequence) => stepOf(sequence, t))];
    const results = context.evaluate(body, new Map(body.inputs.map(({ name }, index) => [name, read[index]])));
    const outputs = body.outputs.map(({ name }) => given(results.get(name)));
    state = outputs.slice(0, states);
    for (const [k, array] of stacked.entries()) array.data.set(outputs[states + k].data, t * outputs[states + k].data.length);
  }
  return [...state, ...stacked];
}

/** A copy: bodies may hand their inputs on as outputs. */
function stepOf({ dtype, dims, data }: NdArray, t: number): NdArray {
  const size = sizeOf(dims.slice(1));
  return { dtype, dims: dims.slice(1), data: data.slice(t * size, (t + 1) * size) };
}

/** As ONNX `Scan`: its body reads the shared values by their names outside. */
function lowering({ e, inputs, outputs, attributes }: LoweringContext): readonly Value[] {
  const { shared, states, reverse, body: declared } = partsOf(attributes);
  const values = inputs.map((input) => given(input));
  const body = inPrecision(
    declared,
    values.map(({ type }) => type),
  );
  const outside = new Map(body.inputs.slice(0, shared).map(({ name }, index) => [name, values[index].name]));
  const rename = (name: string): string => (name === '' ? '' : (outside.get(name) ?? `${e.builder.name}.${name}`));
  const sequences = body.inputs.length - shared - states;
  const direction = (count: number) => ints(new Array<number>(count).fill(1));
  return e.builder.node(
    'Scan',
    values.slice(shared),
    {
      body: { graph: renamed({ ...body, inputs: body.inputs.slice(shared) }, rename, new Set(outside.keys())) },
      num_scan_inputs: int(sequences),
      ...(reverse && { scan_input_directions: direction(sequences) }),
      ...(reverse && outputs.length > states && { scan_output_directions: direction(outputs.length - states) }),
    },
    { outputs: outputs.length },
  );
}

/** A graph with other names; types of the names `without` are left out. */
function renamed(graph: Graph, rename: (name: string) => string, without: ReadonlySet<string>): Graph {
  const value = ({ name, type }: Value): Value => ({ name: rename(name), type });
  const attributes = (node: GraphNode): Attributes =>
    Object.fromEntries(
      Object.entries(node.attributes).map(([name, a]) => [name, 'graph' in a ? { graph: renamed(a.graph, rename, without) } : a]),
    );
  return {
    ...graph,
    name: rename(graph.name),
    inputs: graph.inputs.map(value),
    outputs: graph.outputs.map(value),
    initializers: new Map([...graph.initializers].map(([name, data]) => [rename(name), data])),
    nodes: graph.nodes.map((node) => ({
      ...node,
      name: rename(node.name),
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
      attributes: attributes(node),
    })),
    types: new Map([...graph.types].flatMap(([name, type]) => (without.has(name) ? [] : [[rename(name), type] as const]))),
  };
}

/**
 * Steps along the first axis of sequences, carrying state: (h_t, y_t) = body(w, h_{t−1}, x_t). Inputs: shared values w, initial states,
 * sequences [T, …]; outputs: the last states, then y stacked [T, …]. Emitted by `recurrence`.
 */
export const Recurrence = defineOp({
  opType: 'Recurrence',
  domain: 'netloom',
  infer,
  gradient: recurrenceGradient,
  kernel,
  lowering,
  samples: recurrenceSamples,
});
