import { expect, it } from 'vitest';
import { statisticsProgram } from '../compile/statistics-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import type { NodeStatistics } from '../training/events.ts';
import type { ExecutorBackend } from '../training/executor.ts';
import { TrainingState } from '../training/state.ts';
import { StatisticsRunner } from '../training/statistics.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { smallConvNet } from './testing/chain.ts';

const BATCH = 6;
const project = smallConvNet({ seed: 5 });

/** The numbers about one batch of made-up pictures, by a backend. */
async function statistics(backend: ExecutorBackend): Promise<readonly NodeStatistics[]> {
  const step = trainingProgram(project, datasetShapes, BATCH);
  const state = new TrainingState(step.state, backend);
  state.initialize(project.training.seed);
  const fed = new Map<string, TensorData>(step.state.map(({ input, name }) => [input, tensorNamed(state.current, name)]));
  for (const { input, type } of step.dataInputs) {
    const tensor = backend.allocate(type);
    // Digits from 0 to 9, and grey values that are 0 here and there.
    for (let i = 0; i < tensor.data.length; i += 1)
      if (tensor.data instanceof BigInt64Array) tensor.data[i] = BigInt((7 * i) % 10);
      else tensor.data[i] = type.dtype === 'float32' ? Math.max(0, Math.fround(Math.sin(i * i))) : (7 * i) % 10;
    fed.set(input, tensor);
  }
  for (const { input, request } of step.randomInputs) {
    const tensor = backend.allocate({ dtype: 'float32', shape: request.shape });
    for (let i = 0; i < tensor.data.length; i += 1) tensor.data[i] = i % 5 === 0 ? 0 : 1.25;
    fed.set(input, tensor);
  }
  const runner = await StatisticsRunner.create(statisticsProgram(project, datasetShapes, BATCH), { backend, threads: 1 });
  const nodes = await runner.run(fed);
  await runner.dispose();
  return nodes;
}

function tensorNamed(tensors: ReadonlyMap<string, TensorData>, name: string): TensorData {
  const tensor = tensors.get(name);
  invariant(tensor !== undefined, `the state has ${name}`);
  return tensor;
}

it('numbers about layers agree with the float64 reference', async () => {
  const [told, judged] = await Promise.all([statistics(onnxruntimeBackend), statistics(referenceBackend)]);
  expect(told.map(({ nodeId }) => nodeId)).toEqual(project.nodes.map(({ id }) => id));
  for (const [index, { nodeId, activation, gradient }] of judged.entries()) {
    const seen = told[index];
    const near = (a: number | undefined, b: number | undefined) =>
      expect(Math.abs((a ?? 0) - (b ?? 0)), nodeId).toBeLessThanOrEqual(2e-3 * Math.abs(b ?? 0) + 1e-6);
    near(seen.activation?.mean, activation?.mean);
    near(seen.activation?.spread, activation?.spread);
    near(seen.activation?.dead, activation?.dead);
    near(seen.gradient, gradient);
    expect(seen.gradient === undefined).toBe(gradient === undefined);
  }
  const gradients = judged.flatMap(({ gradient }) => gradient ?? []);
  expect(gradients).toHaveLength(4);
  for (const gradient of gradients) expect(gradient).toBeGreaterThan(0);
});
