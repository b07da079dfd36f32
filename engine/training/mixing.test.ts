import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { gradcheck } from '../gradcheck/gradcheck.ts';
import { invariant } from '../graph/errors.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { Augmenter } from './augmenter.ts';
import { DataFeeds } from './feeds.ts';
import { StepRunner } from './runner.ts';
import { noSums, Scores, scoredOutputs } from './scores.ts';
import { TrainingState } from './state.ts';
import { fewMoons, moonsProject, moonsRun } from './testing/moons-run.ts';
import { lossesOf, record, resumeFrom, weights } from './testing/recorded-run.ts';

const mixup = { type: 'Mixup', parameters: { alpha: 1 } };
const noise = { type: 'GaussianNoise', parameters: { deviation: 0.3 } };
const samples = Uint32Array.of(5, 7, 11, 2, 50, 1);
const seed = 3;

/** A batch before and after it was mixed, by graph input. */
function mixed(augmentation: readonly object[], { step = 1, reconstruct = false } = {}) {
  const project = moonsProject({ augmentation }, reconstruct);
  const program = trainingProgram(project, datasetShapes, samples.length);
  const data = new DataFeeds(program.dataInputs, fewMoons, referenceBackend);
  data.fill(fewMoons.train, samples);
  const { mixing } = program;
  invariant(mixing !== undefined, 'the program mixes');
  const before = new Map([...data.tensors].map(([name, { data: values }]) => [name, Array.from(values, Number)]));
  const added = program.graph.inputs.filter(({ name }) => name.startsWith('mixing:'));
  const tensors = new Map([...data.tensors, ...added.map(({ name, type }) => [name, referenceBackend.allocate(type)] as const)]);
  const mix = Augmenter.create(project.training.augmentation, program)?.apply(tensors, samples, seed, step);
  invariant(mix !== undefined, 'the batch was mixed');
  const after = (input: string) => Array.from(tensors.get(input)?.data ?? [], Number);
  return { program, mixing, mix, before, after, inputs: program.dataInputs };
}

describe('Mixup of a batch', () => {
  it('mixes each sample with its partner, whose target is fed beside its own', () => {
    const { mixing, mix, before, after, inputs } = mixed([mixup]);
    const { share, partners } = mix;
    expect([...partners].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.99);
    const [point] = inputs.filter(({ role }) => role === 'input');
    const clean = before.get(point.input) ?? [];
    const expected = clean.map((value, i) => share * value + (1 - share) * clean[2 * partners[Math.floor(i / 2)] + (i % 2)]);
    expect(after(point.input)).toEqual(expected);
    const [{ target, partner }] = mixing.partners;
    const labels = before.get(target) ?? [];
    expect(after(target)).toEqual(labels);
    expect(after(partner)).toEqual([...partners].map((other) => labels[other]));
    expect(after(mixing.share)).toEqual([share]);
  });

  it('draws anew at each step, and alike at the same one', () => {
    const [first, again, second] = [mixed([mixup]), mixed([mixup]), mixed([mixup], { step: 2 })];
    expect(again.mix).toEqual(first.mix);
    expect(second.mix.share).not.toBe(first.mix.share);
    expect(second.mix.partners).not.toEqual(first.mix.partners);
  });

  it('feeds an autoencoder the clean targets of both samples', () => {
    const { mixing, mix, before, after } = mixed([noise, mixup], { reconstruct: true });
    const [{ target, partner }] = mixing.partners;
    const clean = before.get(target) ?? [];
    expect(after(target)).toEqual(clean);
    expect(after(partner)).toEqual([...mix.partners].flatMap((other) => clean.slice(2 * other, 2 * other + 2)));
  });

  it('fills the targets also where nothing is mixed', () => {
    const { mixing, mix, before, after } = mixed([{ type: 'Mixup', parameters: { alpha: 0 } }]);
    const [{ target, partner }] = mixing.partners;
    expect(mix.share).toBe(1);
    expect(after(partner)).toEqual([...mix.partners].map((other) => (before.get(target) ?? [])[other]));
  });
});

describe('a step on mixed samples', () => {
  it('tells the loss λ · L(ŷ, y) + (1 − λ) · L(ŷ, y′) and the accuracy against y, computed by hand', async () => {
    const project = moonsProject({ augmentation: [mixup] });
    const program = trainingProgram(project, datasetShapes, samples.length);
    const { augmentation } = project.training;
    const runner = await StepRunner.create(program, { backend: referenceBackend, threads: 1, dataset: fewMoons, augmentation });
    const state = new TrainingState(program.state, referenceBackend);
    state.initialize(seed);
    const slot = (name: string): number[] => Array.from(state.current.get(name)?.data ?? [], Number);
    const [hidden, hiddenBias] = [slot('hidden.kernel'), slot('hidden.bias')];
    const [last, lastBias] = [slot('last.kernel'), slot('last.bias')];
    const scalars = Object.fromEntries(program.scalarInputs.map((name) => [name, 0.01]));
    const scores = new Scores(scoredOutputs(program, undefined), { training: { sums: noSums } });
    const values = await runner.run({ split: fewMoons.train, samples, state, scalars, seed, step: 1 }, scores);
    await runner.dispose();

    const { mix, mixing, after, inputs } = mixed([mixup]);
    const points = after(inputs.filter(({ role }) => role === 'input')[0].input);
    const [{ target, partner }] = mixing.partners;
    const logitsOf = (n: number): number[] => {
      const units = hiddenBias.map((bias, unit) => Math.tanh(bias + points[2 * n] * hidden[unit] + points[2 * n + 1] * hidden[12 + unit]));
      return lastBias.map((bias, k) => bias + units.reduce((sum, value, unit) => sum + value * last[2 * unit + k], 0));
    };
    const logits = [...samples].map((_, n) => logitsOf(n));
    const against = (labels: readonly number[]) => {
      const each = logits.map((scores, n) => Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[labels[n]]);
      return each.reduce((sum, loss) => sum + loss, 0) / each.length;
    };
    expect(values.loss).toBeCloseTo(mix.share * against(after(target)) + (1 - mix.share) * against(after(partner)), 10);
    const hits = logits.filter((scores, n) => (scores[1] > scores[0] ? 1 : 0) === after(target)[n]).length;
    expect(values.accuracy).toBeCloseTo(hits / samples.length, 12);
  });

  it('has gradients that agree with central differences', () => {
    for (const reconstruct of [false, true]) {
      const report = gradcheck(moonsProject({ augmentation: [mixup] }, reconstruct), datasetShapes, fewMoons);
      expect(report).toMatchObject({ ok: true, kinks: 0 });
      expect(report.maxRelError).toBeLessThan(1e-6);
    }
  });
});

describe('training on mixed samples', () => {
  it('gives the same bits when it goes on from a checkpoint in the middle of an epoch', async () => {
    const training = { epochs: 3, augmentation: [noise, mixup] };
    const straight = record(moonsRun(training));
    await straight.run();
    const stopped = record(moonsRun(training), {
      before: (turn, trainer) => {
        if (turn === 11) trainer.control({ type: 'stop' });
      },
    });
    await stopped.run();
    const resumed = record({ ...moonsRun(training), resume: resumeFrom(stopped.saved) });
    await resumed.run();
    expect(lossesOf(stopped.events).length % 6).not.toBe(0);
    expect([...lossesOf(stopped.events), ...lossesOf(resumed.events)]).toEqual(lossesOf(straight.events));
    expect(weights(resumed)).toEqual(weights(straight));
  });

  it('mixes nothing in evaluations', async () => {
    const plain = record(moonsRun({ epochs: 1, learningRate: 1e-12 }));
    const other = record(moonsRun({ epochs: 1, learningRate: 1e-12, augmentation: [mixup] }));
    const [first, second] = [await plain.run(), await other.run()];
    lossesOf(other.events).forEach((loss, step) => expect(loss).not.toBe(lossesOf(plain.events)[step]));
    expect(second.metrics.test.loss).toBeCloseTo(first.metrics.test.loss, 9);
  });
});
