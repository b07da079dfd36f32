import { int, intOf } from '../graph/attributes.ts';
import { invariant } from '../graph/errors.ts';
import { isFloat } from '../graph/shape.ts';
import type { Attributes, DType, Graph, TensorData, TensorType, Value } from '../graph/types.ts';

/** What a recurrence's attributes say. */
export interface RecurrenceParts {
  /** Inputs: the shared values, the state before the step, one step of each sequence. Outputs: the state after it, then one step each. */
  readonly body: Graph;
  readonly shared: number;
  readonly states: number;
  /** From the last step to the first. */
  readonly reverse: boolean;
}

export function partsOf(attributes: Attributes): RecurrenceParts {
  const { body } = attributes;
  invariant(body !== undefined && 'graph' in body, 'a recurrence has a body');
  const reverse = intOf(attributes, 'reverse', 0) !== 0;
  return { body: body.graph, shared: intOf(attributes, 'shared'), states: intOf(attributes, 'states'), reverse };
}

export function attributesOf({ body, shared, states, reverse }: RecurrenceParts): Attributes {
  return { body: { graph: body }, shared: int(shared), states: int(states), ...(reverse && { reverse: int(1) }) };
}

/** The body in the precision of what it is given: checks run float32 networks in float64. */
export function inPrecision(body: Graph, inputs: readonly (Pick<TensorType, 'dtype'> | undefined)[]): Graph {
  const dtype = inputs.find((input) => input !== undefined && isFloat(input.dtype))?.dtype ?? 'float32';
  const declared = body.inputs.find(({ type }) => isFloat(type.dtype))?.type.dtype;
  return declared === undefined || declared === dtype ? body : retyped(body, dtype);
}

function retyped(graph: Graph, dtype: DType): Graph {
  const typeAs = (type: TensorType): TensorType => (isFloat(type.dtype) ? { ...type, dtype } : type);
  const value = ({ name, type }: Value): Value => ({ name, type: typeAs(type) });
  const constant = (tensor: TensorData): TensorData =>
    isFloat(tensor.dtype)
      ? { ...tensor, dtype, data: dtype === 'float64' ? Float64Array.from(tensor.data, Number) : Float32Array.from(tensor.data, Number) }
      : tensor;
  return {
    ...graph,
    inputs: graph.inputs.map(value),
    outputs: graph.outputs.map(value),
    initializers: new Map([...graph.initializers].map(([name, tensor]) => [name, constant(tensor)])),
    types: new Map([...graph.types].map(([name, type]) => [name, typeAs(type)])),
  };
}
