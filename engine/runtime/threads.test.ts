import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Graph, TensorArray, TensorData } from '../graph/types.ts';
import { lowerGraph, standardCapabilities } from '../ops/lower.ts';
import { parseProject } from '../project/parse.ts';
import { fillUniform } from '../random/distributions.ts';
import { sampleStream } from '../random/stream.ts';
import { TrainingState } from '../training/state.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';

const seed = 9;
const batchSize = 64;
const { project } = parseProject(readFileSync(join(import.meta.dirname, '../../templates/mnist-cnn.netloom'), 'utf8'));
invariant(project !== undefined, 'mnist-cnn is a project');
const program = trainingProgram(project, datasetShapes, batchSize);

/** A batch of noise with classes in turn, first weights, and a number for each scalar. */
function feeds(): Map<string, TensorData> {
  const state = new TrainingState(program.state, onnxruntimeBackend);
  state.initialize(seed);
  const stream = sampleStream(seed, 'threads', 'train');
  const others = program.graph.inputs.filter(({ name }) => !state.current.has(name));
  return new Map([
    ...state.current,
    ...others.map(({ name, type }): [string, TensorData] => {
      const tensor = onnxruntimeBackend.allocate(type);
      if (tensor.data instanceof Float32Array) fillUniform(stream, tensor.data, 0.01, 1);
      else for (let i = 0; i < tensor.data.length; i += 1) tensor.data[i] = tensor.data instanceof BigInt64Array ? BigInt(i % 10) : i % 10;
      return [name, tensor];
    }),
  ]);
}

/** Everything that one step of a convolutional network at its real size gives, by output. */
async function step(graph: Graph, threads: number): Promise<ReadonlyMap<string, TensorArray>> {
  const outputs = new Map(graph.outputs.map(({ name, type }) => [name, onnxruntimeBackend.allocate(type)]));
  const executor = await onnxruntimeBackend.create(graph, { threads });
  await executor.run(feeds(), outputs);
  await executor.dispose();
  return new Map([...outputs].map(([name, { data }]) => [name, data]));
}

/** Largest difference relative to the largest number, over all outputs, and whose it is. */
function furthest(a: ReadonlyMap<string, TensorArray>, b: ReadonlyMap<string, TensorArray>): { name: string; distance: number } {
  const distances = [...a].map(([name, values]) => {
    const others = b.get(name) ?? [];
    let [largest, scale] = [0, 1e-30];
    for (let i = 0; i < values.length; i += 1) {
      const difference = Math.abs(Number(values[i]) - Number(others[i]));
      largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
      scale = Math.max(scale, Math.abs(Number(values[i])));
    }
    return { name, distance: largest / scale };
  });
  return distances.reduce((worst, other) => (other.distance > worst.distance ? other : worst));
}

describe(`a step of a convolutional network in onnxruntime (seed ${seed})`, () => {
  it('gives the same bits each time, with several threads', async () => {
    const [first, second] = [await step(program.graph, 4), await step(program.graph, 4)];
    expect(furthest(first, second)).toMatchObject({ distance: 0 });
    const parameters = program.state.filter(({ kind }) => kind === 'parameter');
    expect(parameters.reduce((sum, { type }) => sum + sizeOf(type.shape as number[]), 0)).toBeGreaterThan(10_000);
  });

  it('gives the same numbers with any number of threads', async () => {
    const one = await step(program.graph, 1);
    for (const threads of [2, 4]) expect(furthest(one, await step(program.graph, threads)).distance).toBeLessThan(1e-4);
  });

  it("gives the same numbers without onnxruntime's own operators in its gradients", async () => {
    const standard = await step(lowerGraph(program.graph, standardCapabilities), 2);
    expect(furthest(standard, await step(program.graph, 2)).distance).toBeLessThan(1e-4);
  });
});
