import { int, ints } from '../graph/attributes.ts';
import type { Graph, GraphNode, Shape, TensorType } from '../graph/types.ts';
import type { OpSample } from './definition.ts';

const type = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const node = (opType: string, inputs: readonly string[], output: string, attributes: GraphNode['attributes'] = {}): GraphNode => ({
  name: output,
  opType,
  domain: '',
  inputs,
  outputs: [output],
  attributes,
});

function graphOf(
  inputs: Readonly<Record<string, Shape>>,
  nodes: readonly GraphNode[],
  inner: Readonly<Record<string, Shape>>,
  outputs: readonly string[],
): Graph {
  const types = new Map(Object.entries({ ...inputs, ...inner }).map(([name, shape]) => [name, { dtype: 'float32', shape } as const]));
  const value = (name: string) => ({ name, type: types.get(name) ?? type() });
  return { name: 'body', inputs: Object.keys(inputs).map(value), outputs: outputs.map(value), initializers: new Map(), nodes, types };
}

const [batch, units] = [2, 3];
const state = [batch, units];

/** h′ = tanh(x + h·R + b), y = h′ ⊙ s, and what the gradient reads. */
const tanhBody = graphOf(
  { R: [units, units], b: [units], s: [units], h: state, x: state },
  [
    node('MatMul', ['h', 'R'], 'product'),
    node('Add', ['product', 'x'], 'sum'),
    node('Add', ['sum', 'b'], 'biased'),
    node('Tanh', ['biased'], 'next'),
    node('Mul', ['next', 's'], 'y'),
    node('Identity', ['h'], 'before'),
    node('Identity', ['next'], 'kept'),
  ],
  { product: state, sum: state, biased: state, next: state, y: state, before: state, kept: state },
  ['next', 'y', 'before', 'kept', 'product', 'sum', 'biased'],
);

/** h′ = h·Rᵀ, in which the shared matrix is turned within the step: its gradient is summed over the steps. */
const turnedBody = graphOf(
  { R: [units, units], h: state, x: state },
  [
    node('Transpose', ['R'], 'turned', { perm: ints([1, 0]) }),
    node('MatMul', ['h', 'turned'], 'product'),
    node('Add', ['product', 'x'], 'next'),
    node('Identity', ['h'], 'before'),
  ],
  { turned: [units, units], product: state, next: state, before: state },
  ['next', 'before', 'turned', 'product'],
);

/** h′ = h ⊙ (S ⊙ v), W·v and v·M kept, with a vector v a step: its products with shared matrices are not rows of one. */
const vectorBody = graphOf(
  { S: [batch, units], W: [batch, units], M: [units, batch], h: state, v: [units] },
  [
    node('Mul', ['S', 'v'], 'scaled'),
    node('Mul', ['h', 'scaled'], 'next'),
    node('MatMul', ['W', 'v'], 'left'),
    node('MatMul', ['v', 'M'], 'right'),
    node('Identity', ['h'], 'before'),
  ],
  { scaled: state, next: state, left: [batch], right: [batch], before: state },
  ['next', 'left', 'right', 'before', 'scaled'],
);

/** h′ = h·S + C, with shared rows of the batch that are added, and a product of two shared values. */
const gemmBody = graphOf(
  { S: [units, units], C: state, h: state, x: state },
  [
    node('MatMul', ['C', 'S'], 'alike'),
    node('Gemm', ['h', 'S', 'C'], 'product'),
    node('Add', ['product', 'x'], 'sum'),
    node('Add', ['sum', 'alike'], 'next'),
    node('Identity', ['h'], 'before'),
  ],
  { alike: state, product: state, sum: state, next: state, before: state },
  ['next', 'before', 'alike', 'product', 'sum'],
);

/** y = x², with no state at all. */
const squareBody = graphOf({ x: state }, [node('Mul', ['x', 'x'], 'y')], { y: state }, ['y']);

const dims = (...sizes: readonly number[]) => ({ dims: sizes });
const inputs = (steps: number) => [dims(units, units), dims(units), dims(units), dims(...state), dims(steps, ...state)];

export const recurrenceSamples: readonly OpSample[] = [
  { name: 'tanh, 4 steps', inputs: inputs(4), outputs: 7, attributes: { body: { graph: tanhBody }, shared: int(3), states: int(1) } },
  { name: 'one step', inputs: inputs(1), outputs: 7, attributes: { body: { graph: tanhBody }, shared: int(3), states: int(1) } },
  {
    name: 'reversed',
    inputs: inputs(3),
    outputs: 7,
    attributes: { body: { graph: tanhBody }, shared: int(3), states: int(1), reverse: int(1) },
  },
  {
    name: 'a vector a step, as many steps as rows',
    inputs: [dims(...state), dims(...state), dims(units, batch), dims(...state), dims(batch, units)],
    outputs: 5,
    attributes: { body: { graph: vectorBody }, shared: int(3), states: int(1) },
  },
  {
    name: 'shared rows of the batch, and a product of shared values',
    inputs: [dims(units, units), dims(...state), dims(...state), dims(3, ...state)],
    outputs: 5,
    attributes: { body: { graph: gemmBody }, shared: int(2), states: int(1) },
  },
  {
    name: 'steps without a state',
    inputs: [dims(4, ...state)],
    outputs: 1,
    attributes: { body: { graph: squareBody }, shared: int(0), states: int(0) },
  },
  {
    name: 'a shared matrix turned within the step',
    inputs: [dims(units, units), dims(...state), dims(3, ...state)],
    outputs: 4,
    attributes: { body: { graph: turnedBody }, shared: int(1), states: int(1) },
  },
];

/** Running sums, in both directions. */
const sumBody = graphOf(
  { h: state, x: state },
  [node('Add', ['h', 'x'], 'next'), node('Identity', ['next'], 'y')],
  { next: state, y: state },
  ['next', 'y'],
);

export const scanSamples: readonly OpSample[] = [
  {
    name: 'steps without a state',
    inputs: [dims(4, ...state)],
    outputs: 1,
    attributes: { body: { graph: squareBody }, num_scan_inputs: int(1) },
  },
  {
    name: 'running sums',
    inputs: [dims(...state), dims(4, ...state)],
    outputs: 2,
    attributes: { body: { graph: sumBody }, num_scan_inputs: int(1) },
  },
  {
    name: 'running sums from the end',
    inputs: [dims(...state), dims(3, ...state)],
    outputs: 2,
    attributes: { body: { graph: sumBody }, num_scan_inputs: int(1), scan_input_directions: ints([1]), scan_output_directions: ints([1]) },
  },
];
