import { describe, expect, it } from 'vitest';
import { sizeOf } from '../graph/shape.ts';
import type { Project } from '../project/schema.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import type { RunEvent } from '../training/events.ts';
import type { ExecutorBackend } from '../training/executor.ts';
import type { StateTensors } from '../training/state.ts';
import { Trainer } from '../training/trainer.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { chain, smallConvNet, smallDenseNet } from './testing/chain.ts';
import { projectData } from './project-data.ts';

const DATASETS = { bundled: new URL('../../datasets', import.meta.url).pathname, own: '/nowhere' };
const STEPS = 20;

/** Trains up to `STEPS` steps, on the first `samples` alone where that is said; gives every state tensor and the losses. */
async function train(project: Project, backend: ExecutorBackend, samples?: number): Promise<{ tensors: StateTensors; losses: number[] }> {
  const losses: number[] = [];
  let steps = 0;
  const { dataset, programs } = await projectData(project, DATASETS);
  const trainer: Trainer = new Trainer({
    backend,
    threads: 1,
    programs,
    dataset: samples === undefined ? dataset : { ...dataset, train: { ...dataset.train, size: samples } },
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

  it.each([
    ['a batch holds more than there is', 64, 4],
    ['the last batch holds one sample', 16, 12],
  ])('learn the same where %s, normalisation included', async (_, batchSize, steps) => {
    const project = normalised({ epochs: 4, batchSize, learningRate: 0.01, seed: 5, validationFraction: 0 });
    const native = await train(project, onnxruntimeBackend, 33);
    const reference = await train(project, referenceBackend, 33);
    expect(native.losses).toHaveLength(steps);
    for (const [name, tensor] of native.tensors)
      expect(difference(tensor.data, reference.tensors.get(name)?.data ?? []), name).toBeLessThan(5e-5);
  });

  it('keep the running variance where a batch holds one sample', async () => {
    const project = normalised({ epochs: 12, batchSize: 1, learningRate: 1e-9, seed: 5, validationFraction: 0 });
    for (const backend of [onnxruntimeBackend, referenceBackend]) {
      const { tensors } = await train(project, backend, 2);
      expect(Array.from(tensors.get('norm.runningVariance')?.data ?? [], Number)).toEqual([1, 1, 1, 1]);
      expect(Array.from(tensors.get('norm.runningMean')?.data ?? [], Number).every((mean) => mean !== 0)).toBe(true);
    }
  });
});

/** A classifier of the spirals with batch normalisation of features: a batch of one has no variance. */
function normalised(training: Partial<Project['training']>): Project {
  return chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'spirals', field: 'point' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 4, bias: false } },
      { id: 'norm', type: 'BatchNorm' },
      { id: 'logits', type: 'Dense', parameters: { units: 2 } },
      { id: 'output', type: 'Output', parameters: { target: 'label', loss: 'crossEntropy', metrics: ['accuracy'] } },
    ],
    { optimizer: { type: 'Momentum', parameters: {} }, ...training },
  );
}
