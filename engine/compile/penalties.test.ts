import { afterEach, describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { datasetShapes, generatedDataset } from '../data/registry.ts';
import { gradcheck } from '../gradcheck/gradcheck.ts';
import { invariant } from '../graph/errors.ts';
import { staticShape } from '../graph/shape.ts';
import type { Graph, Value } from '../graph/types.ts';
import type { WeightSpec } from '../layers/definition.ts';
import { Abs } from '../ops/abs.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import type { Project } from '../project/schema.ts';
import { fillNormal } from '../random/distributions.ts';
import { weightStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { chain } from '../runtime/testing/chain.ts';
import type { ForwardPass } from './forward.ts';
import { emitPenalties } from './penalties.ts';
import { trainingProgram } from './training-program.ts';

const weights = [-2, -0.5, 0, 0.25, 1, 3];

/** The forward pass's record of one weight. */
function stateOf(value: Value, penalty: WeightSpec['penalty']): ForwardPass['state'][number] {
  const { name, type } = value;
  const slot = { name, kind: 'parameter', nodeId: 'dense', type, initializer: { kind: 'zeros' }, input: name } as const;
  return { slot, value, trainable: true, ...(penalty !== undefined && { penalty }) };
}

/** Penalty and gradient of two weights, the second without a penalty of its own. */
function penaltyGraph(penalty: WeightSpec['penalty']): Graph {
  const e = createEmitter('penalty');
  const [kernel, bias] = ['kernel', 'bias'].map((name) => e.builder.input(name, { dtype: 'float32', shape: [2, 3] }));
  const sum = emitPenalties(e, { state: [stateOf(kernel, penalty), stateOf(bias, undefined)] });
  invariant(sum !== undefined, 'one weight has a penalty');
  const [toKernel, toBias] = differentiate(e, sum, [kernel, bias]);
  invariant(toKernel !== undefined && toBias === undefined, 'the penalty depends on the kernel alone');
  e.builder.output('penalty', sum);
  e.builder.output('gradient', toKernel);
  return e.builder.build();
}

const feeds = new Map(['kernel', 'bias'].map((name) => [name, ndarray('float32', [2, 3], Float64Array.from(weights))]));

describe.each([
  ['float64', (graph: Graph): Promise<ReadonlyMap<string, NdArray>> => Promise.resolve(evaluateGraph(graph, feeds))],
  ['onnxruntime', (graph: Graph): Promise<ReadonlyMap<string, NdArray>> => runOnnxruntime(graph, feeds)],
] as const)('penalties in %s', (_, run) => {
  const numbers = async (penalty: WeightSpec['penalty'], name: string): Promise<readonly number[]> =>
    Array.from((await run(penaltyGraph(penalty))).get(name)?.data ?? []);

  it('add λ₁ times the sum of magnitudes, with the gradient λ₁ sign(w), which is 0 at 0', async () => {
    expect((await numbers({ l1: 0.5, l2: 0 }, 'penalty'))[0]).toBeCloseTo(0.5 * 6.75, 6);
    expect(await numbers({ l1: 0.5, l2: 0 }, 'gradient')).toEqual([-0.5, -0.5, 0, 0.5, 0.5, 0.5]);
  });

  it('add λ₂ times the sum of squares, with the gradient 2 λ₂ w, which is 0 at 0', async () => {
    expect((await numbers({ l1: 0, l2: 0.25 }, 'penalty'))[0]).toBeCloseTo(0.25 * 14.3125, 6);
    expect(await numbers({ l1: 0, l2: 0.25 }, 'gradient')).toEqual(weights.map((w) => 0.5 * w));
  });

  it('add up', async () => {
    const both = await numbers({ l1: 0.5, l2: 0.25 }, 'gradient');
    expect(both).toEqual(weights.map((w) => 0.5 * Math.sign(w) + 0.5 * w));
  });
});

it('emits nothing where no weight has a penalty', () => {
  const e = createEmitter('plain');
  const kernel = e.builder.input('kernel', { dtype: 'float32', shape: [2, 3] });
  expect(emitPenalties(e, { state: [stateOf(kernel, undefined)] })).toBeUndefined();
  expect(e.builder.nodes).toEqual([]);
});

/** A classifier of the spirals whose layers have the given penalties. */
function penalised(kernelL1: number, kernelL2: number): Project {
  return chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'spirals', field: 'point' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 5, activation: 'tanh', kernelL1, kernelL2 } },
      { id: 'logits', type: 'Dense', parameters: { units: 2, kernelL2 } },
      { id: 'output', type: 'Output', parameters: { target: 'label', loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    { seed: 5, optimizer: { type: 'SGD', parameters: {} } },
  );
}

/** What one step of the project gives for fixed numbers. */
function step(project: Project): ReadonlyMap<string, NdArray> {
  const { graph } = trainingProgram(project, datasetShapes, 3);
  const given = graph.inputs.map(({ name, type }): [string, NdArray] => {
    const array = ndarray(type.dtype, staticShape(type.shape));
    if (name === 'learningRate') array.data[0] = 0.1;
    else if (type.dtype === 'float32') fillNormal(weightStream(3, name), array.data);
    return [name, array];
  });
  return evaluateGraph(graph, new Map(given));
}

describe('a project with penalties', () => {
  const right = Abs.gradient;
  afterEach(() => Object.assign(Abs, { gradient: right }));

  const check = () => {
    const dataset = generatedDataset('spirals')?.generate([]);
    invariant(dataset !== undefined, 'the spirals are generated');
    return gradcheck(penalised(0.03, 0.2), datasetShapes, dataset);
  };

  it('has gradients that agree with central differences', () => {
    expect(check()).toMatchObject({ ok: true, kinks: 0 });
  });

  it('is found to be wrong where the gradient of a penalty is', () => {
    Object.assign(Abs, { gradient: 'stop' });
    expect(check().tensors.flatMap(({ name, ok }) => (ok ? [] : [name]))).toEqual(['hidden.kernel']);
  });

  it('reports the loss of the data alone, and steps by the gradient of both', () => {
    const [plain, held] = [step(penalised(0, 0)), step(penalised(0.03, 0.2))];
    expect(held.get('loss')).toEqual(plain.get('loss'));
    expect(held.get('hidden.bias:next')).toEqual(plain.get('hidden.bias:next'));
    const kernel = new Float64Array(10);
    fillNormal(weightStream(3, 'hidden.kernel'), kernel);
    const moved = (kernel: number): number => -0.1 * (0.03 * Math.sign(kernel) + 0.4 * kernel);
    const [before, after] = [plain, held].map((values) => values.get('hidden.kernel:next')?.data ?? []);
    kernel.forEach((w, index) => expect(after[index] - before[index]).toBeCloseTo(moved(w), 7));
  });
});
