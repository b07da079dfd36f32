import { invariant } from '../graph/errors.ts';
import { exampleType, type LayerDefinition, type LayerExample } from '../layers/definition.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { createEmitter } from '../ops/registry.ts';
import type { NdArray } from '../ops/ndarray.ts';
import { type TorchFile } from '../pytorch/write.ts';
import { writeLayer } from '../pytorch/write-layer.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { type LayerCase, layerCase, mapped } from './layer-case.ts';

/** An example's layer alone as PyTorch. */
export function exampleFile(layer: LayerDefinition, example: LayerExample<ParameterValues>): TorchFile {
  const inputs = example.inputs.map(exampleType);
  return writeLayer(layer, withDefaults(layer.parameters, example.parameters), { inputs, optional: mapped(example.optional, exampleType) });
}

/** What one example gives in the float64 executor, as it is exported and in a training step. */
export interface ExpectedExample {
  readonly feeds: ReadonlyMap<string, NdArray>;
  readonly weights: readonly string[];
  readonly inference: readonly NdArray[];
  /** Absent where the step draws random numbers. */
  readonly train?: readonly NdArray[];
  /** Running statistics after the step. */
  readonly running?: ReadonlyMap<string, NdArray>;
}

/** The outputs of an example and what they come from. */
export function expectedExample(layer: LayerDefinition, example: LayerExample<ParameterValues>, batch: number): ExpectedExample {
  const one = layerCase(layer, example, 'inference', batch);
  const inference = exportedOutputs(layer, example, one);
  const weights = (one.inference.weights ?? []).map(({ name }) => name);
  const step = layerCase(layer, example, 'train', batch);
  if ([...step.feeds.keys()].some((name) => name.startsWith('random'))) return { feeds: one.feeds, weights, inference };
  const results = evaluateGraph(step.graph, step.feeds);
  const found = (name: string): NdArray => {
    const value = results.get(name);
    invariant(value !== undefined, `${name} is computed`);
    return value;
  };
  const train = inference.map((_, index) => found(`out:${index}`));
  return {
    feeds: one.feeds,
    weights,
    inference,
    // Where a run alone tells how many rows there are, a step has places for the most there may be: what is exported counts.
    train: train.every(({ dims }, index) => dims.join() === inference[index].dims.join()) ? train : inference,
    running: new Map(step.updated.map((name) => [name, found(`next:${name}`)])),
  };
}

/** The outputs with a batch of any size, as they are exported. */
function exportedOutputs(
  layer: LayerDefinition,
  example: LayerExample<ParameterValues>,
  { feeds, inference }: LayerCase,
): readonly NdArray[] {
  const e = createEmitter(layer.type);
  const inputs = example.inputs.map((input, index) => e.builder.input(`x${index}`, exampleType(input)));
  const optional = mapped(example.optional, (input, name) => e.builder.input(name, exampleType(input)));
  const weights = (inference.weights ?? []).map(({ name, shape }) => [name, e.builder.input(name, { dtype: 'float32', shape })] as const);
  const outputs = layer.lower({
    e,
    parameters: withDefaults(layer.parameters, example.parameters),
    inputs,
    optional,
    weights: Object.fromEntries(weights),
    mode: 'inference',
    random: () => nothing('draws random numbers'),
    updateState: () => nothing('moves a statistic'),
  });
  for (const [index, output] of outputs.entries()) e.builder.output(`out:${index}`, output);
  const results = evaluateGraph(e.builder.build(), feeds);
  return outputs.map((_, index) => {
    const value = results.get(`out:${index}`);
    invariant(value !== undefined, `output ${index} is computed`);
    return value;
  });
}

function nothing(what: string): never {
  invariant(false, `no layer ${what} in inference`);
}
