import { describe, expect, it } from 'vitest';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import { statisticsProgram } from '../compile/statistics-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import type { Project } from '../project/schema.ts';
import { batchOf, epochOrder, trainingParts } from './batches.ts';
import type { NodeStatistics, RunEvent, StepStatistics } from './events.ts';
import { fewMoons, moonsProject, moonsRun } from './testing/moons-run.ts';
import { epochsOf, lossesOf, record, type Recorded, weights } from './testing/recorded-run.ts';

/** 2 → 12 (ReLU) → 2. */
function reluProject(training: object = {}): Project {
  const drawn = moonsProject({ epochs: 2, ...training });
  const relu = { units: 12, activation: 'relu' };
  return { ...drawn, nodes: drawn.nodes.map((node) => (node.id === 'hidden' ? { ...node, parameters: relu } : node)) };
}

function recorded(options: Parameters<typeof record>[1] = {}, project = reluProject()): Recorded {
  const programs = {
    training: (batchSize: number) => trainingProgram(project, datasetShapes, batchSize),
    evaluation: (batchSize: number) => evaluationProgram(project, datasetShapes, batchSize),
    statistics: (batchSize: number) => statisticsProgram(project, datasetShapes, batchSize),
  };
  return record({ ...moonsRun({}), settings: project.training, programs }, options);
}

const told = (events: readonly RunEvent[]): StepStatistics[] =>
  events.flatMap((event) => (event.type === 'statistics' ? [event.statistics] : []));
const values = (run: Recorded, name: string): number[] => Array.from(run.trainer.tensors.get(name)?.data ?? [], Number);
const of = ({ nodes }: StepStatistics, id: string): NodeStatistics => {
  const found = nodes.find(({ nodeId }) => nodeId === id);
  invariant(found !== undefined, `${id} is told`);
  return found;
};
const field = (name: string): ArrayLike<number> => {
  const stored = fewMoons.train.fields.get(name);
  invariant(stored !== undefined, `the moons have ${name}`);
  return Float64Array.from(stored, Number);
};

const meanOf = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const normOf = (numbers: readonly number[]): number => Math.sqrt(numbers.reduce((sum, value) => sum + value ** 2, 0));

/** The first step's batch through the network, by hand. */
function firstStep(run: Recorded, project: Project) {
  const { training } = trainingParts(fewMoons, project.training);
  const samples = [...batchOf(epochOrder(project.training.seed, 1, training), 0, project.training.batchSize)];
  const [points, labels] = [field('point'), field('label')];
  const [kernel, bias, last, lastBias] = ['hidden.kernel', 'hidden.bias', 'last.kernel', 'last.bias'].map((name) => values(run, name));
  const hidden = samples.map((n) =>
    Array.from({ length: 12 }, (_, j) => Math.max(0, points[2 * n] * kernel[j] + points[2 * n + 1] * kernel[12 + j] + bias[j])),
  );
  const logits = hidden.map((row) => [0, 1].map((k) => row.reduce((sum, h, j) => sum + h * last[2 * j + k], lastBias[k])));
  const errors = logits.map((row, i) => {
    const total = row.reduce((sum, z) => sum + Math.exp(z), 0);
    return row.map((z, k) => (Math.exp(z) / total - Number(labels[samples[i]] === k)) / samples.length);
  });
  const pulled = hidden.map((row, i) => row.map((h, j) => (h > 0 ? errors[i][0] * last[2 * j] + errors[i][1] * last[2 * j + 1] : 0)));
  const summed = (rows: readonly (readonly number[])[], k: number, scale = (_: number) => 1) =>
    rows.reduce((sum, row, i) => sum + row[k] * scale(i), 0);
  const lastGradient = [0, 1].flatMap((k) => [
    summed(errors, k),
    ...Array.from({ length: 12 }, (_, j) => summed(errors, k, (i) => hidden[i][j])),
  ]);
  const hiddenGradient = Array.from({ length: 12 }, (_, j) => [
    summed(pulled, j),
    ...[0, 1].map((axis) => summed(pulled, j, (i) => points[2 * samples[i] + axis])),
  ]).flat();
  const mean = meanOf(hidden.flat());
  return {
    mean,
    spread: Math.sqrt(meanOf(hidden.flat().map((value) => (value - mean) ** 2))),
    dead: meanOf(Array.from({ length: 12 }, (_, j) => Number(hidden.every((row) => row[j] === 0)))),
    gradients: { hidden: normOf(hiddenGradient), last: normOf(lastGradient) },
  };
}

describe('numbers about the layers of a watched run', () => {
  it('are those of the step’s batch, computed by hand', async () => {
    // Of so few samples some units see none that they answer to.
    const project = reluProject({ batchSize: 2 });
    const run = recorded({}, project);
    const expected = firstStep(run, project);
    run.trainer.control({ type: 'watch', on: true });
    await run.run();
    const [first] = told(run.events);
    expect(first).toMatchObject({ epoch: 1, step: 1 });
    const { activation, gradient } = of(first, 'hidden');
    expect(activation?.mean).toBeCloseTo(expected.mean, 3);
    expect(activation?.spread).toBeCloseTo(expected.spread, 3);
    expect(activation?.dead).toBeCloseTo(expected.dead, 3);
    expect(expected.dead).toBeGreaterThan(0);
    expect((gradient ?? 0) / expected.gradients.hidden).toBeCloseTo(1, 3);
    expect((of(first, 'last').gradient ?? 0) / expected.gradients.last).toBeCloseTo(1, 3);
  });

  it('are of all layers; those without weights have no gradient', async () => {
    const run = recorded();
    run.trainer.control({ type: 'watch', on: true });
    await run.run();
    const [first] = told(run.events);
    expect(first.nodes.map(({ nodeId, gradient }) => [nodeId, gradient !== undefined])).toEqual([
      ['input', false],
      ['hidden', true],
      ['last', true],
      ['output', false],
    ]);
  });

  it('stand in the record of each epoch, told of its last batch', async () => {
    const run = recorded();
    run.trainer.control({ type: 'watch', on: true });
    await run.run();
    for (const { step, statistics } of epochsOf(run.events))
      expect(statistics).toEqual(told(run.events).find((seen) => seen.step === step)?.nodes);
    const [one, two] = epochsOf(run.events);
    expect(one.statistics).not.toEqual(two.statistics);
  });

  it('are told only while someone watches, and leave the run’s own numbers to the bit as they are', async () => {
    const plain = recorded();
    const watched = recorded();
    watched.trainer.control({ type: 'watch', on: true });
    await Promise.all([plain.run(), watched.run()]);
    expect(told(plain.events)).toEqual([]);
    expect(epochsOf(plain.events).some((epoch) => 'statistics' in epoch)).toBe(false);
    expect(weights(watched)).toEqual(weights(plain));
    expect(lossesOf(watched.events)).toEqual(lossesOf(plain.events));
  });

  it('cease when nobody watches any longer', async () => {
    const run = recorded({ before: (count, trainer) => count === 3 && trainer.control({ type: 'watch', on: false }) });
    run.trainer.control({ type: 'watch', on: true });
    await run.run();
    expect(told(run.events).every(({ step }) => step < 3)).toBe(true);
    expect(told(run.events).length).toBeGreaterThan(0);
  });

  it('are taken seldom where a look takes long, but at each epoch’s end', async () => {
    const seldom = recorded({ tick: 1 });
    seldom.trainer.control({ type: 'watch', on: true });
    await seldom.run();
    // The clock moves some milliseconds a step: after the first step none is due before the epoch's end.
    expect(told(seldom.events).map(({ step }) => step)).toEqual([1, 6, 12]);
    const often = recorded({ tick: 5000 });
    often.trainer.control({ type: 'watch', on: true });
    await often.run();
    expect(told(often.events).length).toBeLessThan(12);
  });
});
