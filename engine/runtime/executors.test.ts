import { describe, expect, it } from 'vitest';
import { sizeOf } from '../graph/shape.ts';
import type { Project } from '../project/schema.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import type { RunEvent } from '../training/events.ts';
import type { ExecutorBackend } from '../training/executor.ts';
import type { StateTensors } from '../training/state.ts';
import { Trainer } from '../training/trainer.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { smallConvNet, smallDenseNet } from './testing/chain.ts';
import { programsOf, projectDataset } from './training-run.ts';

const DATASETS = new URL('../../datasets', import.meta.url).pathname;
const STEPS = 20;

/** Trains `STEPS` steps; gives every state tensor and the losses. */
async function train(project: Project, backend: ExecutorBackend): Promise<{ tensors: StateTensors; losses: number[] }> {
  const losses: number[] = [];
  let steps = 0;
  const trainer: Trainer = new Trainer({
    backend,
    threads: 1,
    programs: programsOf(project),
    dataset: await projectDataset(project, DATASETS),
    settings: project.training,
    store: { save: async () => undefined },
    onEvents: (events: readonly RunEvent[]) => {
      for (const event of events) if (event.type === 'progress') losses.push(...(event.steps?.loss ?? []));
    },
    now: () => 0,
    yieldToMessages: async () => {
      if ((steps += 1) > STEPS) trainer.control({ type: 'stop' });
    },
  });
  await trainer.run();
  return { tensors: trainer.tensors, losses };
}

/** Largest difference of two tensors, relative to the largest number in either. */
function difference(a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): number {
  let largest = 0;
  let scale = 1e-30;
  for (let i = 0; i < a.length; i += 1) {
    largest = Math.max(largest, Math.abs(Number(a[i]) - Number(b[i])));
    scale = Math.max(scale, Math.abs(Number(a[i])), Math.abs(Number(b[i])));
  }
  return largest / scale;
}

const settings = { epochs: 1, batchSize: 16, learningRate: 0.01, seed: 5 };

/**
 * float32 has 24 bits: one step is off by about 1e-7 of a tensor's largest number. Over 20 steps that grows to a few 1e-6
 * under SGD and momentum; Adam divides by the gradient's own size, which magnifies the error of gradients near zero.
 */
const cases = [
  { name: 'dense net, SGD', project: smallDenseNet({ ...settings, optimizer: { type: 'SGD', parameters: {} } }), tolerance: 5e-6 },
  {
    name: 'convolutional net, momentum',
    project: smallConvNet({ ...settings, optimizer: { type: 'Momentum', parameters: {} } }),
    tolerance: 5e-6,
  },
  { name: 'convolutional net, Adam', project: smallConvNet({ ...settings, optimizer: { type: 'Adam', parameters: {} } }), tolerance: 5e-5 },
];

describe('onnxruntime and the float64 reference', () => {
  it.each(cases)('learn the same weights in 20 steps: $name', async ({ project, tolerance }) => {
    const native = await train(project, onnxruntimeBackend);
    const reference = await train(project, referenceBackend);
    expect(native.losses).toHaveLength(STEPS);
    expect(difference(native.losses, reference.losses)).toBeLessThan(tolerance);
    expect([...native.tensors.keys()]).toEqual([...reference.tensors.keys()]);
    for (const [name, tensor] of native.tensors) {
      const judge = reference.tensors.get(name);
      expect(judge?.data.length, name).toBe(sizeOf(tensor.dims));
      expect(difference(tensor.data, judge?.data ?? []), name).toBeLessThan(tolerance);
    }
  });
});
