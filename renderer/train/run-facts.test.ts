import { describe, expect, it } from 'vitest';
import { projectSchema } from '../../engine/project/schema.ts';
import type { RunSummary } from '../../engine/training/events.ts';
import type { RunInfo } from '../../host/api.ts';
import { bestReason, earlyStopText, isScheduled, scheduleTitle } from './run-facts.ts';

const summary: RunSummary = {
  epochs: 12,
  steps: 120,
  seconds: 1,
  metrics: { train: { loss: 1 }, test: { loss: 1 } },
  bestEpoch: 7,
  stepMilliseconds: 1,
};

function run(training: object, stoppedEarly?: RunSummary['stoppedEarly']): RunInfo {
  const project = projectSchema.parse({ format: 'netloom', version: 1, name: 'Test', nodes: [], wires: [], training });
  const ended = { ...summary, ...(stoppedEarly && { stoppedEarly }) };
  return { id: 'r', projectId: 'p', number: 1, state: 'finished', createdAt: 1, project, parameterCount: 1, summary: ended };
}

describe('what is said of a run', () => {
  it('names what chose the best epoch', () => {
    expect(bestReason(run({}))).toBe('lowest validation loss');
    expect(bestReason(run({ monitor: 'accuracy', validationFraction: 0 }))).toBe('highest training accuracy');
    expect(bestReason(run({ monitor: 'digit.accuracy' }))).toBe('highest validation accuracy');
  });

  it('tells why it stopped early', () => {
    const early = { epoch: 12, monitor: 'accuracy', patience: 5, lastImprovement: 7 };
    const expected = 'Stopped early after epoch 12: no better validation accuracy since epoch 7.';
    expect(earlyStopText(run({ monitor: 'accuracy' }, early))).toBe(expected);
    expect(earlyStopText(run({}))).toBeUndefined();
  });

  it('knows whether the learning rate changes by itself', () => {
    expect(isScheduled(run({}).project.training)).toBe(false);
    expect(isScheduled(run({ warmupSteps: 10 }).project.training)).toBe(true);
    expect(scheduleTitle({ schedule: { type: 'StepDecay', parameters: {} } })).toBe('step decay');
  });
});
