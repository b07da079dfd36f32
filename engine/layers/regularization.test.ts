import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { LayerDefinition, WeightSpec } from './definition.ts';
import { type ParameterValues, withDefaults } from './parameters.ts';
import { layerOf, layers } from './registry.ts';

function weightsOf(layer: LayerDefinition, shape: readonly number[], parameters: Partial<ParameterValues>): readonly WeightSpec[] {
  const integers = layer.examples.some(({ inputs }) => inputs[0]?.dtype === 'int64');
  const inputs: readonly TensorType[] = [{ dtype: integers ? 'int64' : 'float32', shape: ['N', ...shape] }];
  const given = withDefaults(layer.parameters, parameters);
  const inference = layer.infer({ parameters: given, inputs, dataset: () => undefined, projectDataset: undefined });
  invariant(!('problem' in inference), `${layer.type} takes ${shape.join('×')}`);
  return inference.weights ?? [];
}

const isKernel = ({ name }: WeightSpec): boolean => /kernel$/i.test(name);
const examples = layers
  .filter(({ parameters }) => 'kernelL1' in parameters)
  .flatMap((layer) => layer.examples.map((example) => ({ layer, example, title: `${layer.type}, ${example.name}` })));
const withKernels = examples.filter(
  ({ layer, example }) => example.inputs.length === 1 && weightsOf(layer, example.inputs[0].shape, example.parameters ?? {}).some(isKernel),
);

describe('layers with kernels', () => {
  it('are many', () => expect(new Set(withKernels.map(({ layer }) => layer.type)).size).toBeGreaterThanOrEqual(12));

  it.each(withKernels)('$title: kernels alone are held small, and only on request', ({ layer, example }) => {
    const [{ shape }] = example.inputs;
    for (const weight of weightsOf(layer, shape, example.parameters ?? {})) {
      expect(weight.penalty).toBeUndefined();
      expect(weight.maxNorm).toBeUndefined();
    }
    for (const weight of weightsOf(layer, shape, { ...example.parameters, kernelL1: 0.1, kernelL2: 0.2, maxNorm: 3 })) {
      expect(weight.penalty, weight.name).toEqual(isKernel(weight) ? { l1: 0.1, l2: 0.2 } : undefined);
      expect(weight.maxNorm?.limit, weight.name).toBe(isKernel(weight) ? 3 : undefined);
      const { view } = weight.maxNorm ?? {};
      if (view !== undefined) expect(sizeOf(view)).toBe(sizeOf(weight.shape));
    }
  });
});

/** How much each of the kernel's numbers moves one output channel, for an input of ones. */
function influence(
  layer: LayerDefinition,
  shape: readonly number[],
  parameters: Partial<ParameterValues>,
  channel: number,
): ArrayLike<number> {
  const e = createEmitter('unit');
  const weights = weightsOf(layer, shape, parameters);
  const x = e.builder.input('x', { dtype: 'float32', shape: [1, ...shape] });
  const values = weights.map(({ name, shape }) => e.builder.input(name, { dtype: 'float32', shape }));
  const [y] = layer.lower({
    e,
    parameters: withDefaults(layer.parameters, parameters),
    inputs: [x],
    weights: Object.fromEntries(weights.map(({ name }, index) => [name, values[index]])),
    mode: 'train',
    random: () => x,
    updateState: () => undefined,
  });
  const [gradient] = differentiate(e, e.reduceSum(e.slice(y, [channel], [channel + 1], [1]), undefined, false), values);
  invariant(gradient !== undefined, 'the output depends on the kernel');
  e.builder.output('gradient', gradient);
  const feeds = e.builder.build().inputs.map(({ name, type }) => {
    const dims = staticShape(type.shape);
    return [name, ndarray('float32', dims, new Float64Array(sizeOf(dims)).fill(1))] as const;
  });
  return evaluateGraph(e.builder.build(), new Map(feeds)).get('gradient')?.data ?? [];
}

const single = [
  ['Dense', [4], { units: 3 }, 3],
  ['Conv1D', [4, 9], { filters: 6, groups: 2, padding: 'valid' }, 6],
  ['Conv2D', [4, 5, 5], { filters: 6, groups: 2, padding: 'valid' }, 6],
  ['DepthwiseConv2D', [3, 5, 5], { multiplier: 2, padding: 'valid' }, 6],
  ['ConvTranspose1D', [4, 5], { filters: 6, groups: 2, kernelSize: [3] }, 6],
  ['ConvTranspose2D', [4, 3, 3], { filters: 6, groups: 2, kernelSize: [2, 3] }, 6],
  ['ConvTranspose2D', [2, 3, 3], { filters: 3 }, 3],
] as const;

it.each(single)('max-norm of %s takes the weights that enter one output channel', (type, shape, given, units) => {
  const layer = layerOf(type);
  invariant(layer !== undefined, `${type} is there`);
  const parameters: Partial<ParameterValues> = { ...given, maxNorm: 1 };
  const [kernel] = weightsOf(layer, shape, parameters);
  invariant(kernel.maxNorm !== undefined, 'a limit was asked for');
  const { axes, view = kernel.shape } = kernel.maxNorm;
  const e = createEmitter('units');
  const mask = e.builder.input('mask', { dtype: 'float32', shape: kernel.shape });
  e.builder.output('share', e.reduceMean(e.reshape(mask, view), axes, false));
  const graph = e.builder.build();
  for (let channel = 0; channel < units; channel += 1) {
    const moved = Float64Array.from(influence(layer, shape, parameters, channel), (g) => (g === 0 ? 0 : 1));
    const share = evaluateGraph(graph, new Map([['mask', ndarray('float32', kernel.shape, moved)]])).get('share')?.data ?? [];
    // All weights of the channel's unit, none of another.
    expect(Array.from(share)).toEqual(Array.from({ length: units }, (_, unit) => (unit === channel ? 1 : 0)));
  }
});
