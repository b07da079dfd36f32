import { describe, expect, it } from 'vitest';
import { DEFAULT_OPSET, OLDEST_OPSET, toOpset } from '../export/opset.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { writeModel } from '../graph/onnx/write.ts';
import { allocateArray, sizeOf, tensorOf } from '../graph/shape.ts';
import type { Graph, TensorData } from '../graph/types.ts';
import { exampleType, type LayerDefinition, type LayerExample } from '../layers/definition.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { layers } from '../layers/registry.ts';
import { lowerGraph, standardCapabilities } from '../ops/lower.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { OnnxSession } from '../runtime/onnx-session.ts';
import { layerCase, mapped } from './layer-case.ts';

const cases = layers.flatMap((layer) => layer.examples.map((example) => ({ layer, example, title: `${layer.type}, ${example.name}` })));

/** A layer as it is exported: inference mode, a batch of any size, standard operators. */
function exported(layer: LayerDefinition, example: LayerExample<ParameterValues>, opset: number): Graph {
  const parameters = withDefaults(layer.parameters, example.parameters);
  const e = createEmitter(layer.type);
  const inputs = example.inputs.map((input, index) => e.builder.input(`x${index}`, exampleType(input)));
  const types = { inputs: example.inputs.map(exampleType), optional: mapped(example.optional, exampleType) };
  const optional = mapped(example.optional, (input, name) => e.builder.input(name, exampleType(input)));
  const inference = layer.infer({ parameters, ...types, dataset: () => undefined, projectDataset: undefined });
  invariant(!('problem' in inference), `${layer.type} takes its example`);
  const weights = (inference.weights ?? []).map(({ name, shape }) => [name, e.builder.input(name, { dtype: 'float32', shape })] as const);
  const outputs = layer.lower({
    e,
    parameters,
    inputs,
    optional,
    weights: Object.fromEntries(weights),
    mode: 'inference',
    random: () => invariantly('draws nothing when it is exported'),
    updateState: () => invariantly('moves no statistic when it is exported'),
  });
  for (const [index, output] of outputs.entries()) e.builder.output(`out:${index}`, output);
  return toOpset(lowerGraph(e.builder.build(), standardCapabilities), opset);
}

function invariantly(what: string): never {
  invariant(false, `a layer ${what}`);
}

/** The example's opsets; those that lack one of its operators say so. */
function opsetsOf(layer: LayerDefinition, example: LayerExample<ParameterValues>): readonly number[] {
  return Array.from({ length: DEFAULT_OPSET - OLDEST_OPSET + 1 }, (_, index) => OLDEST_OPSET + index).filter((opset) => {
    try {
      exported(layer, example, opset);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(EngineError);
      expect(error).toMatchObject({ code: 'bad-opset' });
      return false;
    }
  });
}

describe('an exported layer', () => {
  it.each(cases)('$title: computes the same in onnxruntime for batches of 1 and 3, in every opset that has its operators', async (one) => {
    const { layer, example } = one;
    const opsets = opsetsOf(layer, example);
    expect(opsets).toContain(DEFAULT_OPSET);
    for (const opset of new Set([opsets[0], DEFAULT_OPSET])) {
      const graph = exported(layer, example, opset);
      expect(graph.nodes.filter(({ domain }) => domain !== '')).toEqual([]);
      const session = await OnnxSession.load(writeModel(graph, { opset }), 1);
      for (const batch of [1, 3]) await compare(session, layerCase(layer, example, 'inference', batch), graph);
      await session.dispose();
    }
  });
});

async function compare(session: OnnxSession, { graph, feeds }: ReturnType<typeof layerCase>, exportedGraph: Graph): Promise<void> {
  const { inputs, outputs: declared } = exportedGraph;
  // How many nodes are kept, only a run tells: a graph whose sizes are known has places for the most there may be.
  const isMade = declared.some(({ type: { shape } }) => shape.some((dim) => typeof dim === 'string' && dim.endsWith('.kept')));
  const expected = evaluateGraph(isMade ? exportedGraph : graph, feeds);
  const tensors = inputs.flatMap(({ name }) => {
    const array = feeds.get(name);
    return array === undefined ? [] : [[name, tensorOf(array.dtype, array.dims, array.data)] as const];
  });
  const outputs = declared.map(({ name, type: { dtype } }): [string, TensorData] => {
    const dims = expected.get(name)?.dims ?? [];
    return [name, { dtype, dims, data: allocateArray(dtype, sizeOf(dims)) }];
  });
  await session.run(new Map(tensors), new Map(outputs));
  for (const [name, { data }] of outputs) {
    const wanted = expected.get(name)?.data ?? new Float64Array();
    const scale = wanted.reduce((max, x) => Math.max(max, Math.abs(x)), 1e-6);
    expect(data.length).toBe(wanted.length);
    expect(wanted.reduce((max, x, i) => Math.max(max, Math.abs(x - Number(data[i]))), 0) / scale, name).toBeLessThan(1e-5);
  }
}
