import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import type { EpochRecord, StateGradients } from '../../engine/training/events.ts';
import { fateOf, gradientContent, gradientsAt, powerText, recurrencesOf, type WatchedEpoch, watchedEpochs } from './through-time.ts';

const position = { x: 0, y: 0 };
const project = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'two readings',
  nodes: [
    { id: 'rnn', type: 'SimpleRNN', name: 'plain', position },
    { id: 'gru', type: 'GRU', position, parameters: { direction: 'backward' } },
  ],
  wires: [],
});

const record = (epoch: number, ...stateGradients: readonly StateGradients[]): WatchedEpoch => {
  const base: EpochRecord = { epoch, step: 10 * epoch, learningRate: 1, train: { loss: 1 }, seconds: epoch, best: true };
  return { ...base, stateGradients };
};
const rnn = (...norms: readonly number[]): StateGradients => ({ nodeId: 'rnn', steps: norms.length, norms });

describe('gradients through time', () => {
  it('are those of each recurrence under the name of its node, told apart by colour', () => {
    const parts = ['layer 1, forward', 'layer 1, backward'].map((part) => ({ nodeId: 'gru', part, steps: 2, norms: [1, 2] }));
    const recurrences = recurrencesOf(project, [record(1, rnn(1, 2), ...parts)]);
    expect(recurrences.map(({ name, backward }) => [name, backward])).toEqual([
      ['plain', false],
      ['gru, layer 1, forward', false],
      ['gru, layer 1, backward', true],
    ]);
    expect(new Set(recurrences.map(({ style }) => style.colour)).size).toBe(3);
  });

  it('are drawn over the steps, the shown epoch in front and former ones faintly behind it', () => {
    const epochs = Array.from({ length: 10 }, (_, i) => record(i + 1, rnn(0.1, 1, i + 1)));
    const { curves, x, log } = gradientContent(recurrencesOf(project, epochs), epochs, 8);
    expect(log).toBe(true);
    expect(x).toEqual({ min: 1, max: 3 });
    expect(curves.map(({ points }) => points.y.at(-1))).toEqual([1, 3, 5, 7, 9]);
    expect(curves.at(-1)).toMatchObject({ endLabel: 'plain', width: 2, points: { x: [1, 2, 3] } });
    expect(curves.slice(0, -1).every(({ alpha = 1, endLabel }) => alpha < 0.5 && endLabel === undefined)).toBe(true);
  });

  it('lie on axes of all epochs; what has vanished lies at their lower end', () => {
    const epochs = [record(1, rnn(0, 1e-30, 1)), record(2, rnn(1e-3, 0.1, 100))];
    const recurrences = recurrencesOf(project, epochs);
    const [first, second] = [0, 1].map((shown) => gradientContent(recurrences, epochs, shown));
    expect(first.y).toEqual(second.y);
    expect(first.y.max).toBeGreaterThanOrEqual(100);
    expect(first.y.min).toBeCloseTo(1e-14, 16);
    expect(first.curves.at(-1)?.points.y).toEqual([first.y.min, first.y.min, 1]);
  });

  it('of sequences of one step, or of zeros alone, have axes', () => {
    const epochs = [record(1, rnn(0))];
    const { curves, x, y } = gradientContent(recurrencesOf(project, epochs), epochs, 0);
    expect([x.max > x.min, y.min > 0, y.max > y.min]).toEqual([true, true, true]);
    expect(curves[0]?.points.x).toEqual([1]);
    expect(fateOf(recurrencesOf(project, epochs)[0] ?? never(), epochs[0])).toBeUndefined();
  });

  it('that were thinned out keep their steps', () => {
    const norms = Array.from({ length: 200 }, (_, i) => i + 1);
    const epochs = [record(1, { nodeId: 'rnn', steps: 1000, norms })];
    const recurrences = recurrencesOf(project, epochs);
    const { points } = gradientContent(recurrences, epochs, 0).curves[0] ?? never();
    expect([points.x[0], points.x[1], points.x[199]]).toEqual([1, 6, 1000]);
    expect(gradientsAt(recurrences, epochs, 0, 7)).toMatchObject({ title: 'epoch 1 · step 6', readings: [{ value: 2, x: 6 }] });
    expect(gradientsAt(recurrences, epochs, 0, 2000)).toBeUndefined();
  });

  it.each([
    [[1e-6, 1e-3, 1], 'vanishes', 'explodes'],
    [[1e6, 1e3, 1], 'explodes', 'vanishes'],
    [[1e-3, 0.1, 1], 'shrinks', 'grows'],
    [[0.5, 0.1, 1], 'lasts', 'lasts'],
  ] as const)('%j: %s on their way from the last step to the first, and the other way round %s', (norms, forward, backward) => {
    const told = [rnn(...norms), { nodeId: 'gru', steps: norms.length, norms }];
    const epochs = [record(1, ...told)];
    expect(recurrencesOf(project, epochs).map((one) => fateOf(one, epochs[0])?.word)).toEqual([forward, backward]);
  });

  it('are absent of epochs in which nothing recurred', () => {
    const { stateGradients: _, ...still } = record(1);
    expect(watchedEpochs([still])).toEqual([]);
    expect(recurrencesOf(project, [])).toEqual([]);
    expect(gradientContent([], [], 0).curves).toEqual([]);
  });
});

it('numbers of any size are written shortly', () => {
  const written = [0, 0.042, 1, 250, 3.14e-17, 1e6, 9.99e-4, 3.4e38].map(powerText);
  expect(written).toEqual(['0', '0.042', '1', '250', '3.1·10⁻¹⁷', '10⁶', '10⁻³', '3.4·10³⁸']);
});

function never(): never {
  throw new Error('there is one');
}
