import { expect, it } from 'vitest';
import { layerCase } from '../conformance/layer-case.ts';
import { toOpset } from '../export/opset.ts';
import type { TensorType } from '../graph/types.ts';
import { Activation } from './activation.ts';
import { activationLayers } from './activation-layers.ts';
import { activationOptions, activations } from './activations.ts';
import type { LayerDefinition } from './definition.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { PReLU } from './prelu.ts';
import { LogSoftmax, Softmax } from './softmax.ts';

const single = activationLayers.filter((layer) => layer !== Activation);
const numbers: TensorType = { dtype: 'float32', shape: ['N'] };
const image: TensorType = { dtype: 'float32', shape: ['N', 3, 8, 8] };

const infer = (layer: LayerDefinition, input: TensorType, given: Partial<ParameterValues> = {}) =>
  layer.infer({
    parameters: withDefaults(layer.parameters, given),
    inputs: [input],
    dataset: () => undefined,
    projectDataset: undefined,
  });

it('offers every single activation in the node with a choice', () => {
  const field = Activation.parameters.function;
  const choices = field.kind === 'choice' ? field.options.map(({ label }) => label) : [];
  expect(choices.toSorted()).toEqual(single.map(({ type }) => type).toSorted());
});

it('offers every function of the table in layers with an activation, and as a node', () => {
  expect(activationOptions.map(({ value }) => value)).toEqual(['none', ...activations.map(({ id }) => id), 'softmax']);
  const nodes = single.map(({ type }) => type);
  // GELU by tanh is a parameter of GELU.
  for (const { id, title } of activations) if (id !== 'geluTanh') expect(nodes).toContain(title);
});

it('shows only the parameters of the chosen function', () => {
  const shown = (chosen: string) =>
    Object.entries(Activation.parameters).flatMap(([name, { visible }]) => (visible?.({ function: chosen }) === false ? [] : [name]));
  expect(shown('relu')).toEqual(['function']);
  expect(shown('leakyRelu')).toEqual(['function', 'slope']);
  expect(shown('celu')).toEqual(['function', 'alpha']);
  expect(shown('gelu')).toEqual(['function', 'approximation']);
  expect(shown('prelu')).toEqual(['function', 'slopes', 'initial']);
  expect(shown('logSoftmax')).toEqual(['function', 'axis']);
});

it('trains one slope of 0.25, or one for each channel', () => {
  const slope = (shape: readonly number[], value: number) => ({
    name: 'slope',
    shape,
    initializer: { kind: 'constant', value },
    trainable: true,
  });
  for (const [layer, chosen] of [[PReLU, {}] as const, [Activation, { function: 'prelu' }] as const]) {
    expect(infer(layer, image, chosen)).toMatchObject({ weights: [slope([1], 0.25)] });
    expect(infer(layer, image, { ...chosen, slopes: 'channel', initial: 0.1 })).toMatchObject({ weights: [slope([3], 0.1)] });
  }
  expect(infer(Activation, image)).toMatchObject({ weights: [] });
});

it('has one slope where a sample is a single number, and says so otherwise', () => {
  expect(infer(PReLU, numbers)).not.toHaveProperty('problem');
  expect(infer(PReLU, numbers, { slopes: 'channel' })).toMatchObject({
    problem: { parameter: 'slopes', fixes: [{ set: { slopes: 'shared' } }] },
  });
});

it('never takes a softmax over the batch', () => {
  for (const layer of [Softmax, LogSoftmax]) {
    for (const axis of ['auto', 'channels', 'last']) {
      expect(infer(layer, numbers, { axis })).toMatchObject({ problem: { code: 'shape-mismatch', port: 'in' } });
    }
  }
  expect(infer(Activation, numbers, { function: 'softmax' })).toHaveProperty('problem');
  expect(infer(Activation, numbers, { function: 'tanh' })).not.toHaveProperty('problem');
});

it('refuses integers', () => {
  for (const layer of activationLayers) {
    expect(infer(layer, { dtype: 'int64', shape: ['N', 4] }), layer.type).toMatchObject({ problem: { code: 'type-mismatch' } });
  }
});

it('can be exported to the oldest opset', () => {
  for (const layer of activationLayers)
    for (const example of layer.examples) {
      const { graph } = layerCase(layer, example, 'inference', 1);
      expect(() => toOpset(graph, 17), `${layer.type}, ${example.name}`).not.toThrow();
    }
});
