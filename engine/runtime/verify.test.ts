import { describe, expect, it } from 'vitest';
import { inferenceProgram } from '../compile/evaluation-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { bundledCatalog, datasetShapes } from '../data/registry.ts';
import type { TensorData } from '../graph/types.ts';
import { readModel } from '../graph/onnx/read.ts';
import { writeModel } from '../graph/onnx/write.ts';
import { TrainingState } from '../training/state.ts';
import { exportTrained } from './export-run.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { smallConvNet, smallDenseNet } from './testing/chain.ts';
import { projectData } from './project-data.ts';
import { verifyModel } from './verify.ts';

const project = smallConvNet({ seed: 3 });

/** First values of the network, as if it had been trained. */
function initialState(): ReadonlyMap<string, TensorData> {
  const state = new TrainingState(trainingProgram(project, datasetShapes, 2).state, onnxruntimeBackend);
  state.initialize(3);
  return state.current;
}

async function verify(model: Uint8Array) {
  const data = await projectData(project, { bundled: new URL('../../datasets', import.meta.url).pathname, own: '/nowhere' });
  return verifyModel(model, { project, tensors: initialState(), data, threads: 1 });
}

describe('exported model', () => {
  it.each([17, 18, 19, 20, 21])('computes what the evaluation computes, in opset %i', async (opset) => {
    const proof = await verify(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() }, opset));
    expect(proof).toMatchObject({ samples: 359, equalPredictions: 359 });
    expect(proof.maxAbsDiff).toBeLessThan(1e-5);
    expect(proof.inputs).toEqual([
      { name: 'image', type: 'float32', shape: ['N', 1, 8, 8], field: 'image', takes: 'prepared', steps: ['Scale'] },
    ]);
    expect(proof.outputs.map(({ name, shape }) => ({ name, shape }))).toEqual([
      { name: 'output.logits', shape: ['N', 10] },
      { name: 'output.probabilities', shape: ['N', 10] },
    ]);
  });

  it('has its inputs and outputs told in the order of the file', async () => {
    const { graph, opset } = readModel(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() }));
    const turned = writeModel({ ...graph, outputs: graph.outputs.toReversed() }, { opset });
    const [proof, other] = [await verify(writeModel(graph, { opset })), await verify(turned)];
    expect(proof.outputs.map(({ name }) => name)).toEqual(graph.outputs.map(({ name }) => name));
    expect(other.outputs.map(({ name }) => name)).toEqual(graph.outputs.map(({ name }) => name).toReversed());
  });

  it('is found out where one weight differs', async () => {
    const tensors = new Map(initialState());
    const kernel = tensors.get('logits.kernel');
    if (kernel === undefined) throw new Error('logits.kernel is missing');
    const data = Float32Array.from(kernel.data, Number);
    data[0] += 10;
    const proof = await verify(
      exportTrained({ catalog: bundledCatalog, project, tensors: tensors.set('logits.kernel', { ...kernel, data }) }),
    );
    expect(proof.maxAbsDiff).toBeGreaterThan(1e-2);
    expect(proof.equalPredictions).toBeLessThan(359);
  });

  it.each(['conv.kernel', 'norm.scale', 'norm.runningMean', 'norm.runningVariance', 'hidden.bias', 'logits.kernel'])(
    'is found out where one number of %s was changed in the file by a hundredth',
    async (name) => {
      const { graph, opset } = readModel(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() }));
      const weight = graph.initializers.get(name);
      if (weight === undefined) throw new Error(`${name} is missing`);
      const data = Float32Array.from(weight.data, Number);
      data[0] += 0.01;
      const tampered = { ...graph, initializers: new Map(graph.initializers).set(name, { ...weight, data }) };
      const proof = await verify(writeModel(tampered, { opset }));
      expect(proof.maxAbsDiff).toBeGreaterThan(1e-4);
      expect(proof.float64.maxAbsDiff).toBeGreaterThan(1e-4);
      expect(proof.float64.agrees).toBe(false);
    },
  );

  it('agrees with float64 arithmetic up to rounding', async () => {
    const { float64 } = await verify(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() }));
    expect(float64).toMatchObject({ samples: 8, agrees: true });
    expect(float64.maxAbsDiff).toBeLessThan(1e-5);
    expect(float64.maxAbsDiff).toBeGreaterThan(0);
  });

  it('is found out by float64 arithmetic where an operator differs', async () => {
    const { graph, opset } = readModel(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() }));
    const nodes = graph.nodes.map((node) => (node.opType === 'Softmax' ? { ...node, opType: 'LogSoftmax' } : node));
    expect(nodes).not.toEqual(graph.nodes);
    const { float64 } = await verify(writeModel({ ...graph, nodes }, { opset }));
    expect(float64.agrees).toBe(false);
  });

  it('is refused where it is of another network', async () => {
    const other = smallDenseNet({});
    const state = new TrainingState(inferenceProgram(other, datasetShapes).state, onnxruntimeBackend);
    await expect(verify(exportTrained({ catalog: bundledCatalog, project: other, tensors: state.current }))).rejects.toMatchObject({
      code: 'bad-model',
    });
  });

  it('has weights under readable names, classes and preprocessing, and standard operators alone', () => {
    const graph = readModel(exportTrained({ catalog: bundledCatalog, project, tensors: initialState() })).graph;
    expect([...graph.initializers.keys()]).toEqual(
      expect.arrayContaining(['conv.kernel', 'norm.scale', 'norm.runningMean', 'logits.bias']),
    );
    expect(graph.inputs.map(({ name, type }) => [name, type.shape[0]])).toEqual([['image', 'N']]);
    expect(new Set(graph.nodes.map(({ domain }) => domain))).toEqual(new Set(['']));
    expect(JSON.parse(graph.metadata?.classes ?? '')).toHaveLength(10);
    expect(JSON.parse(graph.metadata?.preprocessing ?? '')).toHaveProperty('image.scale');
  });
});
