import { invariant } from '../graph/errors.ts';
import { isFloat, staticShape } from '../graph/shape.ts';
import type { DType, Graph, Shape, Value } from '../graph/types.ts';
import { initialize } from '../initializers/initialize.ts';
import {
  type ExampleInput,
  exampleType,
  type LayerDefinition,
  type LayerExample,
  type LayerInference,
  type Optional,
  type RandomRequest,
} from '../layers/definition.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { fillNormal, fillRandom } from '../random/distributions.ts';
import { maskStream, RandomStream, weightStream } from '../random/stream.ts';
import { differentiate } from '../autodiff/differentiate.ts';

const SEED = 7;

/** One layer with one example's parameters, as a graph of its own. */
export interface LayerCase {
  readonly inference: LayerInference;
  /** What the symbols of its shapes stand for; those that it makes itself, what they came to be. */
  readonly sizes: Sizes;
  /** Outputs `out:0…`, in training mode `loss`, and `gradient:<input>` for every float input, where there is one. */
  readonly graph: Graph;
  readonly feeds: ReadonlyMap<string, NdArray>;
  /** Names of the inputs whose gradient is an output. */
  readonly differentiated: readonly string[];
  /** Running statistics that the layer updates. */
  readonly updated: readonly string[];
}

/** Nodes that are there or only fill up a batch, as 1 and 0. */
export interface FilledUp {
  readonly present: readonly number[];
  /** Nodes that fill up belong to the one after. */
  readonly graphs: number;
}

/** Lowers a layer over a batch; the loss is the sum of its outputs, each weighted by a fixed random number. */
export function layerCase(
  layer: LayerDefinition,
  example: LayerExample<ParameterValues>,
  mode: 'train' | 'inference',
  batch: number,
  filledUp?: FilledUp,
): LayerCase {
  const parameters = withDefaults(layer.parameters, example.parameters);
  const given = { inputs: example.inputs.map(exampleType), optional: mapped(example.optional, exampleType) };
  const sizes = sizesOf(example, batch);
  const inference = layer.infer({ parameters, ...given, dataset: () => undefined, projectDataset: undefined });
  invariant(!('problem' in inference), `example “${example.name}” of ${layer.type} is sound: ${JSON.stringify(inference)}`);
  const e = createEmitter(layer.type);
  const feeds = new Map<string, NdArray>();
  const feed = (name: string, shape: readonly number[], fill: (array: NdArray) => void, dtype: DType = 'float32'): Value => {
    const value = e.builder.input(name, { dtype, shape });
    const array = ndarray(dtype, shape);
    fill(array);
    // Three decimals, so that the same numbers are short in the golden values' cases.
    for (let i = 0; i < array.data.length; i += 1) array.data[i] = Math.round(1000 * array.data[i]) / 1000;
    feeds.set(value.name, array);
    return value;
  };
  const feedInput = (input: ExampleInput, name: string): Value =>
    feed(name, dimsOf(exampleType(input).shape, sizes), ({ data }) => fillInput(data, name, input, example, batch), input.dtype);
  const inputs = example.inputs.map((input, index) => feedInput(input, `x${index}`));
  const optional = mapped(example.optional, feedInput);
  const weights = (inference.weights ?? []).map((spec) =>
    feed(spec.name, spec.shape, (array) => firstValue(array, spec.name, spec.initializer)),
  );
  const updates = new Map<string, Value>();
  const outputs = layer.lower({
    e,
    parameters,
    inputs,
    optional,
    weights: Object.fromEntries((inference.weights ?? []).map(({ name }, index) => [name, weights[index]])),
    mode,
    ...(sizes.V !== undefined && { graphs: filledUp?.graphs ?? sizes.N }),
    ...(filledUp !== undefined && { present: feed('present', [filledUp.present.length, 1], ({ data }) => data.set(filledUp.present)) }),
    random: (request: RandomRequest) =>
      feed('random', request.shape, ({ data }) => fillRandom(maskStream(SEED, 1, 'random'), request.distribution, data)),
    updateState: (name, value) => updates.set(name, value),
  });
  const trained = (inference.weights ?? []).flatMap(({ trainable }, index) => (trainable ? [weights[index]] : []));
  const differentiated = mode === 'train' ? [...[...inputs, ...Object.values(optional)].filter(isFloatValue), ...trained] : [];
  if (differentiated.length > 0) {
    const loss = outputs
      .flatMap((output, index) =>
        isFloatValue(output) ? [e.reduceSum(e.mul(output, weighting(feed, output, index)), undefined, false)] : [],
      )
      .reduce((a, b) => e.add(a, b));
    const gradients = differentiate(e, loss, differentiated);
    e.builder.output('loss', loss);
    for (const [index, gradient] of gradients.entries()) {
      invariant(gradient !== undefined, `${layer.type} has a gradient for ${differentiated[index].name}`);
      e.builder.output(`gradient:${differentiated[index].name}`, gradient);
    }
  }
  for (const [index, output] of outputs.entries()) e.builder.output(`out:${index}`, output);
  for (const [name, value] of updates) e.builder.output(`next:${name}`, value);
  return {
    inference,
    sizes: withSizesMade(sizes, inference, outputs),
    graph: e.builder.build(),
    feeds,
    differentiated: differentiated.map(({ name }) => name),
    updated: [...updates.keys()],
  };
}

/** The batch N, and of graphs the nodes V and edges E of all copies. */
export type Sizes = Readonly<Partial<Record<string, number>>>;

/** A shape in numbers. */
export const dimsOf = (shape: Shape, sizes: Sizes): number[] => shape.map((dim) => (typeof dim === 'number' ? dim : (sizes[dim] ?? NaN)));

/** Adds the sizes of axes that only the layer knows: of nodes that it keeps. */
function withSizesMade(sizes: Sizes, inference: LayerInference, outputs: readonly Value[]): Sizes {
  const dims = inference.outputs.flatMap(({ shape }, index) => shape.map((dim, axis) => [dim, outputs[index].type.shape[axis]] as const));
  const made = dims.flatMap(([dim, size]) =>
    typeof dim === 'string' && sizes[dim] === undefined && typeof size === 'number' ? [[dim, size] as const] : [],
  );
  return { ...sizes, ...Object.fromEntries(made) };
}

const inputsOf = ({ inputs, optional = {} }: LayerExample<ParameterValues>): readonly ExampleInput[] => [
  ...inputs,
  ...Object.values(optional).flatMap((input) => (input === undefined ? [] : [input])),
];

function sizesOf(example: LayerExample<ParameterValues>, batch: number): Sizes {
  const inputs = inputsOf(example);
  const nodes = inputs.find(({ part }) => part === 'nodes');
  const edges = inputs.find(({ part }) => part === 'edges');
  if (nodes === undefined && edges === undefined) return { N: batch };
  return { N: batch * graphsOf(inputs), V: batch * (nodes?.shape[0] ?? 0), E: batch * (edges?.shape[1] ?? 0) };
}

/** Graphs that one copy of the example has. */
function graphsOf(inputs: readonly ExampleInput[]): number {
  return 1 + Math.max(0, ...(inputs.find(({ part }) => part === 'membership')?.values ?? []));
}

/** What each of an example's optional inputs, in the order of their names, is made to. */
export function mapped<T>(optional: Optional<ExampleInput> = {}, make: (input: ExampleInput, name: string) => T): Record<string, T> {
  const entries = Object.entries(optional).flatMap(([name, input]) => (input === undefined ? [] : [[name, make(input, name)] as const]));
  return Object.fromEntries(entries);
}

const isFloatValue = ({ type: { dtype } }: Value): boolean => isFloat(dtype);

/**
 * The example's own numbers, sample by sample and again from the first; drawn ones where it has none. Ends of edges and numbers of
 * graphs go on from one copy of a graph to the next.
 */
function fillInput(
  data: Float64Array,
  name: string,
  { values, part, shape }: ExampleInput,
  example: LayerExample<ParameterValues>,
  batch: number,
): void {
  if (values === undefined) {
    fillNormal(weightStream(SEED, name), data);
    return;
  }
  const length = part === 'edges' ? shape[1] : values.length;
  const nodes = inputsOf(example).find((input) => input.part === 'nodes')?.shape[0] ?? 0;
  const step = part === 'edges' ? nodes : part === 'membership' ? graphsOf(inputsOf(example)) : 0;
  for (let i = 0; i < data.length; i += 1) {
    const copy = part === undefined ? 0 : Math.floor(i / length) % batch;
    const row = part === 'edges' ? Math.floor(i / (length * batch)) : 0;
    data[i] = values[row * length + (i % length)] + copy * step;
  }
}

function weighting(
  feed: (name: string, shape: readonly number[], fill: (array: NdArray) => void) => Value,
  output: Value,
  index: number,
): Value {
  return feed(`weighting${index}`, staticShape(output.type.shape), ({ data }) => fillNormal(weightStream(SEED, `weighting${index}`), data));
}

function firstValue(array: NdArray, name: string, initializer: Parameters<typeof initialize>[1]): void {
  initialize(array.data, initializer, weightStream(SEED, name));
  const noise = new Float64Array(array.data.length);
  fillNormal(new RandomStream(SEED, 'weights', [1, 2, 3]), noise, 0.1);
  // Variances stay positive.
  for (let i = 0; i < noise.length; i += 1) array.data[i] += initializer.kind === 'ones' ? Math.abs(noise[i]) : noise[i];
}
