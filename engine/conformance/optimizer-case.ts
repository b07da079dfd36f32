import { resolveOptimizer, stepScalars } from '../compile/training-settings.ts';
import { emitUpdates } from '../compile/updates.ts';
import type { Graph, TensorData } from '../graph/types.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { createEmitter } from '../ops/registry.ts';
import type { OptimizerDefinition, OptimizerExample } from '../optimizers/definition.ts';
import { type TrainingSettings, trainingSchema } from '../project/schema.ts';
import type { ExecutorBackend } from '../training/executor.ts';
import { type StateTensors, tensorOfSlot, TrainingState } from '../training/state.ts';

/** The kernel, a matrix, and the bias, a vector, that the golden trajectories move. */
const parameters = [
  { name: 'layer.kernel', shape: [2, 3], start: [1, -2, 0.5, 1.5, -0.75, 0.25] },
  { name: 'layer.bias', shape: [3], start: [-1, 0.125, 2] },
] as const;

export const STEPS = 25;

/** The settings of an example, and the learning rate of each step: it falls, so that it is seen where the rate enters. */
export function optimizerSettings(optimizer: OptimizerDefinition, example: OptimizerExample<ParameterValues>): TrainingSettings {
  const { learningRate, weightDecay, clipNorm, clipValue } = example;
  const chosen = { type: optimizer.type, parameters: withDefaults(optimizer.parameters, example.parameters) };
  return trainingSchema.parse({ learningRate, weightDecay, clipNorm, clipValue, optimizer: chosen });
}

const learningRateAt = (learningRate: number, t: number): number => learningRate / (1 + t / 50);

/** How steep each parameter's bowl is. */
const curvature = [1, 8, 0.01, 0.5, 3, 0.1, 2, 0.05, 1];

/**
 * The gradient of ½ Σ cᵢ θᵢ² + Σ θᵢ⁴/40 + 0.15 Σ (θᵢ − θᵢ₊₁)², the last bowl's neighbour being the first, with a push that
 * depends on the step: badly scaled, coupled and noisy.
 */
function gradientAt(theta: readonly number[], t: number): number[] {
  const n = theta.length;
  return theta.map(
    (x, i) =>
      curvature[i] * x + 0.1 * x ** 3 + 0.3 * (2 * x - theta[(i + 1) % n] - theta[(i + n - 1) % n]) + 0.25 * Math.sin(3 * t + 2 * i),
  );
}

/** The update of a training step as a graph of its own: parameters, gradients and state enter, their next values leave. */
function updateGraph(training: TrainingSettings): { readonly graph: Graph; readonly slots: ReturnType<typeof emitUpdates> } {
  const e = createEmitter('update');
  const names = Object.keys(stepScalars(training)(0, 1));
  const scalars = Object.fromEntries(names.map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: [] })]));
  const state = parameters.map(({ name, shape }) => {
    const type = { dtype: 'float32', shape } as const;
    const value = e.builder.input(name, type);
    const slot = { name, kind: 'parameter', nodeId: 'layer', type, initializer: { kind: 'zeros' }, input: name } as const;
    return { slot, value, trainable: true };
  });
  const gradients = parameters.map(({ name, shape }) => e.builder.input(`${name}:gradient`, { dtype: 'float32', shape }));
  const slots = emitUpdates({ e, training, optimizer: resolveOptimizer(training), scalars }, { state, updates: new Map() }, gradients);
  return { graph: e.builder.build(), slots };
}

/** Kernel and bias, one after the other, after each of the steps. */
export async function trajectory(training: TrainingSettings, backend: ExecutorBackend): Promise<number[][]> {
  const { graph, slots } = updateGraph(training);
  const executor = await backend.create(graph, { threads: 1 });
  const state = new TrainingState(slots, backend);
  state.initialize(1);
  for (const { name, start } of parameters) setNumbers(tensorOfSlot(state.current, name), start);
  const scalars = stepScalars(training);
  const feeds = new Map(graph.inputs.map(({ name, type }) => [name, backend.allocate(type)]));
  const outputs = new Map(graph.outputs.map(({ name, type }) => [name, backend.allocate(type)]));
  const steps: number[][] = [];
  try {
    for (let t = 1; t <= STEPS; t += 1) {
      for (const { name, input, output } of slots) {
        feeds.set(input, tensorOfSlot(state.current, name));
        outputs.set(output, tensorOfSlot(state.next, name));
      }
      fillGradients(feeds, gradientAt(thetaOf(state), t));
      for (const [name, value] of Object.entries(scalars(learningRateAt(training.learningRate, t), t)))
        setNumbers(tensorOfSlot(feeds, name), [value]);
      await executor.run(feeds, outputs);
      state.swap();
      steps.push(thetaOf(state));
    }
  } finally {
    await executor.dispose();
  }
  return steps;
}

function fillGradients(feeds: StateTensors, gradient: readonly number[]): void {
  let offset = 0;
  for (const { name, start } of parameters) {
    setNumbers(tensorOfSlot(feeds, `${name}:gradient`), gradient.slice(offset, offset + start.length));
    offset += start.length;
  }
}

function thetaOf({ current }: TrainingState): number[] {
  return parameters.flatMap(({ name }) => Array.from(tensorOfSlot(current, name).data, Number));
}

function setNumbers({ data }: TensorData, numbers: readonly number[]): void {
  for (const [i, x] of numbers.entries()) data[i] = x;
}
