import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { DType, Graph, Shape, Value } from '../graph/types.ts';
import type { OpDefinition, OpSample, SampleInput } from '../ops/definition.ts';
import type { Emitter } from '../ops/emitter.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { fillUniform, indices, permutation } from '../random/distributions.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { type RandomStream, sampleStream } from '../random/stream.ts';

/** An operator, one of its samples, and the numbers drawn for it. */
export interface OperatorCase {
  readonly op: OpDefinition;
  readonly sample: OpSample;
  readonly inputs: readonly (NdArray | undefined)[];
}

/** Smallest difference of numbers that a sample wants distinct. */
const apart = 1e-2;

/**
 * Draws a sample's inputs.
 *
 * @param precision the dtype of inputs that name none; numbers for float32 are rounded to it
 */
export function drawCase(op: OpDefinition, sample: OpSample, precision: 'float32' | 'float64', seed: number): OperatorCase {
  const stream = sampleStream(seed, `${op.opType} ${sample.name}`, 'train');
  const inputs = sample.inputs.map((input) => input && drawInput(input, stream, precision));
  return { op, sample, inputs };
}

function drawInput(input: SampleInput, stream: RandomStream, precision: 'float32' | 'float64'): NdArray {
  const dtype: DType = input.dtype ?? precision;
  const array = ndarray(dtype, input.dims, input.values);
  if (input.values === undefined) fillDrawn(array.data, input, stream);
  if (dtype === 'float32') for (let i = 0; i < array.data.length; i += 1) array.data[i] = Math.fround(array.data[i]);
  return array;
}

function fillDrawn(data: Float64Array, { range = [-1, 1], distinct = false }: SampleInput, stream: RandomStream): void {
  const [low, high] = range;
  if (!distinct) {
    fillUniform(stream, data, low, high);
    return;
  }
  const spacing = Math.max((high - low) / data.length, 2 * apart);
  const start = (low + high - spacing * data.length) / 2;
  const places = permutation(stream, indices(data.length));
  for (let i = 0; i < data.length; i += 1) data[i] = start + (places[i] + 0.25 + 0.5 * stream.uniform()) * spacing;
}

/** An operator in a graph of its own: its inputs x0, x1, … as graph inputs or constants, and its outputs. */
export interface OperatorGraph {
  readonly e: Emitter;
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
}

/**
 * Emits a case's operator.
 *
 * @param shapeOf the declared shape of a graph input; its dimensions in numbers unless given
 */
export function emitCase({ op, sample, inputs }: OperatorCase, shapeOf: (array: NdArray) => Shape = ({ dims }) => dims): OperatorGraph {
  const e = createEmitter(op.opType);
  const values = inputs.map((array, index) => {
    if (array === undefined) return undefined;
    const isConstant = sample.inputs[index]?.constant === true;
    if (isConstant) return e.constant(tensorOf(array.dtype, array.dims, array.data), `x${index}`);
    return e.builder.input(`x${index}`, { dtype: array.dtype, shape: shapeOf(array) });
  });
  const outputs = e.ops(op.opType, values, sample.outputs ?? 1, sample.attributes, { domain: op.domain ?? '' });
  return { e, inputs: values, outputs };
}

/** The name of a batch size that only a run tells. */
export const batch = 'N';

/** Shapes of a case with its batch, the first dimension of the first input, as a symbol; `undefined` where there is none. */
export function withBatch({ sample, inputs: [first] }: OperatorCase): ((array: NdArray) => Shape) | undefined {
  const size = first?.dims[0];
  if (size === undefined || sample.inputs[0]?.constant === true) return undefined;
  return ({ dims }) => (dims.length === first?.dims.length && dims[0] === size ? [batch, ...dims.slice(1)] : dims);
}

/** The graph whose outputs are the operator's: y0, y1, … */
export function forwardGraph(operatorCase: OperatorCase): Graph {
  const { e, outputs } = emitCase(operatorCase);
  for (const [index, output] of outputs.entries()) e.builder.output(`y${index}`, output);
  return e.builder.build();
}

/** What the graph inputs x0, x1, … of a case are fed. */
export function feedsOf({ sample, inputs }: OperatorCase): Map<string, NdArray> {
  return new Map(
    inputs.flatMap((array, index) => (array === undefined || sample.inputs[index]?.constant ? [] : [[`x${index}`, array] as const])),
  );
}

/** The outputs of the operator's own kernel on the case's inputs, as many as the sample asks for. */
export function runKernel({ op, sample, inputs }: OperatorCase): readonly NdArray[] {
  const attributes = sample.attributes ?? {};
  const outputCount = sample.outputs ?? 1;
  const numbers = (index: number): readonly number[] | undefined => inputs[index] && Array.from(inputs[index].data);
  const outputTypes = op.infer({
    inputs: inputs.map((array) => array && { dtype: array.dtype, shape: array.dims }),
    attributes,
    outputCount,
    constant: numbers,
    dims: numbers,
  });
  return op
    .kernel({ inputs, attributes, outputCount, outputTypes: outputTypes.slice(0, outputCount), evaluate: evaluateGraph })
    .slice(0, outputCount);
}

/** Numbers that weigh the elements of an output in a loss: none is near 0, so that every element counts. */
export function drawWeights(size: readonly number[], stream: RandomStream): Float64Array<ArrayBuffer> {
  const weights = new Float64Array(sizeOf(size));
  fillUniform(stream, weights, 0.5, 1.5);
  return weights.map((weight) => (stream.uniform() < 0.5 ? -weight : weight));
}
