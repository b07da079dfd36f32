import { intOf, intsOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { invariant } from '../graph/errors.ts';
import { formatShape, sameShape, sizeOf } from '../graph/shape.ts';
import type { Attributes, Graph, TensorType } from '../graph/types.ts';
import { defineOp, type KernelContext } from './definition.ts';
import { given, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { scanSamples } from './recurrence-samples.ts';

interface ScanParts {
  readonly body: Graph;
  readonly sequences: number;
  readonly states: number;
  /** Whether a sequence is read, or an output written, from its end. */
  readonly inputReversed: (index: number) => boolean;
  readonly outputReversed: (index: number) => boolean;
}

function scanParts(attributes: Attributes): ScanParts {
  const { body } = attributes;
  invariant(body !== undefined && 'graph' in body, 'a Scan has a body');
  const sequences = intOf(attributes, 'num_scan_inputs');
  const [inputs, outputs] = [intsOf(attributes, 'scan_input_directions', []), intsOf(attributes, 'scan_output_directions', [])];
  return {
    body: body.graph,
    sequences,
    states: body.graph.inputs.length - sequences,
    inputReversed: (index) => inputs[index] === 1,
    outputReversed: (index) => outputs[index] === 1,
  };
}

function infer(context: InferContext): readonly TensorType[] {
  const { body, states } = scanParts(context.attributes);
  if (context.inputs.length !== body.inputs.length) throw typeMistake(`${body.inputs.length} inputs`, `${context.inputs.length}`);
  const steps = typeOf(context, states).shape[0];
  if (steps === undefined) throw typeMistake('a sequence with an axis of steps', 'a scalar');
  for (const [index, { name, type }] of body.inputs.entries()) {
    const came = typeOf(context, index).shape;
    const expected = index < states ? type.shape : [steps, ...type.shape];
    if (!sameShape(came, expected)) throw typeMistake(`${formatShape(expected)} for ${name}`, formatShape(came));
  }
  return body.outputs.map(({ type }, index) => (index < states ? type : { dtype: type.dtype, shape: [steps, ...type.shape] }));
}

function kernel({ inputs, attributes, outputTypes, outputCount, evaluate }: KernelContext): readonly NdArray[] {
  const { body, states, inputReversed, outputReversed } = scanParts(attributes);
  const sequences = inputs.slice(states).map((input) => given(input));
  const steps = sequences[0].dims[0];
  const stacked = outputTypes.slice(states, outputCount).map(({ dtype, shape }) => ndarray(dtype, shape as readonly number[]));
  let state = inputs.slice(0, states).map((input) => given(input));
  for (let i = 0; i < steps; i += 1) {
    const read = sequences.map(({ dtype, dims, data }, k): NdArray => {
      const size = sizeOf(dims.slice(1));
      const t = inputReversed(k) ? steps - 1 - i : i;
      return { dtype, dims: dims.slice(1), data: data.slice(t * size, (t + 1) * size) };
    });
    const values = [...state, ...read];
    const results = evaluate(body, new Map(body.inputs.map(({ name }, index) => [name, values[index]])));
    const outputs = body.outputs.map(({ name }) => given(results.get(name)));
    state = outputs.slice(0, states);
    for (const [k, { data }] of stacked.entries()) {
      const step = outputs[states + k].data;
      data.set(step, (outputReversed(k) ? steps - 1 - i : i) * step.length);
    }
  }
  return [...state, ...stacked];
}

/** ONNX's loop over the first axis of sequences: what a `Recurrence` is lowered to. Its body may read values around it. */
export const Scan = defineOp({
  opType: 'Scan',
  infer,
  gradient: { forbidden: 'it is what a Recurrence becomes after differentiation' },
  kernel,
  samples: scanSamples,
});
