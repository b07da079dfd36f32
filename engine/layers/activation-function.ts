import { invariant } from '../graph/errors.ts';
import { allocateArray, sizeOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { initialize } from '../initializers/initialize.ts';
import type { Emitter } from '../ops/emitter.ts';
import { weightStream } from '../random/stream.ts';
import { activate, activationOptions } from './activations.ts';
import type { LayerDefinition, WeightSpec } from './definition.ts';
import type { ParameterSchema, ParameterValues } from './parameters.ts';

/** Emits an activation over a batch of vectors. */
export type ActivationFunction = (e: Emitter, x: Value) => Value;

/**
 * The activation of a layer: the whole layer where it is one, with trained slopes as they are before training, else what its
 * parameter `activation` names; `undefined` where there is none, or a parameter that it depends on is not allowed.
 */
export function activationFunction(layer: LayerDefinition, given: Readonly<Record<string, unknown>>): ActivationFunction | undefined {
  if (layer.category === 'activation') {
    const parameters = allowed(layer.parameters, given);
    return parameters && ((e, x) => lowered(layer, parameters, e, x));
  }
  if (layer.parameters.activation === undefined) return undefined;
  const chosen = activationOptions.find(({ value }) => value === given.activation)?.value;
  return chosen === undefined || chosen === 'none' ? undefined : (e, x) => activate(e, chosen, x);
}

function allowed(schema: ParameterSchema, given: Readonly<Record<string, unknown>>): ParameterValues | undefined {
  const read = Object.entries(schema).map(([name, field]) => [name, field.schema.safeParse(given[name])] as const);
  const values = read.flatMap(([name, { success, data }]) => (success ? [[name, data] as const] : []));
  return values.length === read.length ? Object.fromEntries(values) : undefined;
}

function lowered(layer: LayerDefinition, parameters: ParameterValues, e: Emitter, x: Value): Value {
  const inference = layer.infer({ parameters, inputs: [x.type], dataset: () => undefined, projectDataset: undefined });
  invariant(!('problem' in inference), `${layer.type} takes a batch of vectors`);
  const weights = (inference.weights ?? []).map((weight) => [weight.name, firstValue(e, weight)] as const);
  const [y] = layer.lower({
    e,
    parameters,
    inputs: [x],
    weights: Object.fromEntries(weights),
    mode: 'inference',
    random(): never {
      invariant(false, 'inference draws nothing');
    },
    updateState: () => undefined,
  });
  return y;
}

function firstValue(e: Emitter, { name, shape, initializer }: WeightSpec): Value {
  const data = allocateArray('float32', sizeOf(shape));
  initialize(data, initializer, weightStream(0, name));
  return e.constant({ dtype: 'float32', dims: shape, data }, name);
}
