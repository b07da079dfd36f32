import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { Augmenter } from './augmenter.ts';
import type { Samples } from './batches.ts';
import { DataFeeds } from './feeds.ts';
import { fewMoons, moonsProject, moonsRun } from './testing/moons-run.ts';
import { epochsOf, lossesOf, record } from './testing/recorded-run.ts';

const noise = { type: 'GaussianNoise', parameters: { deviation: 0.3 } };
const samples: Samples = Uint32Array.of(5, 7, 11, 2);

/** The fed tensors of a batch, before and after, by field and whether it is a target. */
function fed(
  augmentation: readonly object[],
  { step = 1, seed = 1, chosen = samples, reconstruct = false } = {},
): Record<string, number[]> {
  const project = moonsProject({ augmentation }, reconstruct);
  const program = trainingProgram(project, datasetShapes, chosen.length);
  const data = new DataFeeds(program.dataInputs, fewMoons, referenceBackend);
  data.fill(fewMoons.train, chosen);
  Augmenter.create(project.training.augmentation, program)?.apply(data.tensors, chosen, seed, step);
  const values = program.dataInputs.map(({ input, field, role }) => [
    `${role} ${field}`,
    Array.from(data.tensors.get(input)?.data ?? [], Number),
  ]);
  return Object.fromEntries(values) as Record<string, number[]>;
}

describe('Augmenter', () => {
  const clean = fed([])['input point'];

  it('changes inputs by seed, step and sample', () => {
    const point = fed([noise])['input point'];
    expect(point.every((value, i) => value !== clean[i])).toBe(true);
    expect(fed([noise])['input point']).toEqual(point);
    expect(fed([noise], { step: 2 })['input point'].some((value) => point.includes(value))).toBe(false);
    expect(fed([noise], { seed: 2 })['input point'].some((value) => point.includes(value))).toBe(false);
    const alone = fed([noise], { chosen: Uint32Array.of(2) })['input point'];
    expect(alone).toEqual(point.slice(-2));
  });

  it('draws anew for each augmentation of the list', () => {
    const once = fed([noise])['input point'].map((value, i) => value - clean[i]);
    const twice = fed([noise, noise])['input point'].map((value, i) => value - clean[i]);
    twice.forEach((value, i) => expect(Math.abs(value - 2 * once[i])).toBeGreaterThan(1e-6));
  });

  it('leaves the target clean, also where it is the same field as the input', () => {
    expect(fed([noise])['target label']).toEqual(fed([])['input label'] ?? fed([])['target label']);
    const { 'input point': input, 'target point': target } = fed([noise], { reconstruct: true });
    expect(target).toEqual(clean);
    expect(input).not.toEqual(clean);
  });

  it('refuses what does not fit the input', () => {
    const flip = { type: 'HorizontalFlip', parameters: {} };
    expect(() => fed([flip])).toThrow('expected an image [channels, rows, columns], came point [2]');
    expect(() => fed([{ type: 'Mixup', parameters: {} }])).toThrow('Mixup');
  });
});

describe('training with augmentation', () => {
  it('feeds other samples to the steps, the same ones to evaluations', async () => {
    const plain = record(moonsRun({ epochs: 2, learningRate: 1e-12 }));
    const noisy = record(moonsRun({ epochs: 2, learningRate: 1e-12, augmentation: [noise] }));
    const [first, second] = [await plain.run(), await noisy.run()];
    lossesOf(noisy.events).forEach((loss, step) => expect(loss).not.toBe(lossesOf(plain.events)[step]));
    expect(second.metrics.test.loss).toBeCloseTo(first.metrics.test.loss, 9);
    epochsOf(noisy.events).forEach(({ validation }, epoch) =>
      expect(validation?.loss).toBeCloseTo(epochsOf(plain.events)[epoch].validation?.loss ?? Number.NaN, 9),
    );
  });
});
