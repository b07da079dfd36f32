import { expect, it } from 'vitest';
import type { RunEvent, RunProgress } from './events.ts';
import { Reporter } from './reporter.ts';

const progress: RunProgress = { epoch: 1, epochs: 1, step: 1, stepsPerEpoch: 3, learningRate: 0.1, secondsElapsed: 0 };

function told(...accuracies: readonly (number | undefined)[]) {
  const events: RunEvent[] = [];
  const reporter = new Reporter(
    () => 0,
    (burst) => events.push(...burst),
    () => progress,
  );
  // The first burst leaves at once, the rest together.
  accuracies.forEach((accuracy, i) => reporter.step(i + 1, { loss: i, ...(accuracy !== undefined && { accuracy }) }));
  reporter.flush();
  return events.map((event) => (event.type === 'progress' ? event.steps : undefined));
}

it('tells each step once', () => {
  expect(told(0.5, 0.75, 1)).toEqual([
    { firstStep: 1, loss: Float32Array.of(0), accuracy: Float32Array.of(0.5) },
    { firstStep: 2, loss: Float32Array.of(1, 2), accuracy: Float32Array.of(0.75, 1) },
  ]);
});

it('keeps the accuracy of the steps around one in which nothing counted', () => {
  expect(told(0.5, 0.25, undefined, 1)[1]).toEqual({
    firstStep: 2,
    loss: Float32Array.of(1, 2, 3),
    accuracy: Float32Array.of(0.25, Number.NaN, 1),
  });
});

it('tells no accuracy where none is measured', () => {
  expect(told(undefined, undefined)[1]).toEqual({ firstStep: 2, loss: Float32Array.of(1) });
});
