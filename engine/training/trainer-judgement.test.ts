import { describe, expect, it } from 'vitest';
import type { EpochRecord, RunSummary } from './events.ts';
import { epochsOf, record, resumeFrom, settings, statesOf, STEPS_PER_EPOCH } from './testing/recorded-run.ts';
import { type Script, scripted } from './testing/scripted.ts';

interface Judged {
  readonly summary: RunSummary;
  readonly epochs: readonly Omit<EpochRecord, 'seconds'>[];
  readonly states: readonly string[];
  readonly run: ReturnType<typeof record>;
}

async function train(script: Script, changes: Partial<typeof settings>): Promise<Judged> {
  const { backend } = scripted(script);
  const run = record({ backend, settings: { ...settings, epochs: 10, ...changes } });
  const summary = await run.run();
  return { summary, epochs: epochsOf(run.events), states: statesOf(run.events), run };
}

const bestOf = (epochs: Judged['epochs']): number[] => epochs.filter(({ best }) => best).map(({ epoch }) => epoch);

describe('the best epoch', () => {
  it('is that of the lowest loss or of the highest accuracy', async () => {
    const script = { losses: [1, 0.5, 0.75, 0.25], right: [9, 5, 12, 4, 12] };
    const byLoss = await train(script, { epochs: 4 });
    expect(bestOf(byLoss.epochs)).toEqual([1, 2, 4]);
    const byAccuracy = await train(script, { epochs: 4, monitor: 'accuracy' });
    expect(bestOf(byAccuracy.epochs)).toEqual([1, 3]);
    expect(byAccuracy.summary).toMatchObject({
      bestEpoch: 3,
      checkpoint: 'best',
      metrics: { validation: { accuracy: 12 / 15, loss: 0.75 } },
    });
    expect(byAccuracy.run.saved.get('best')?.position.bestEpoch?.epoch).toBe(3);
  });

  it('refuses a metric that no output has', () => {
    expect(() => record({ settings: { ...settings, monitor: 'rmse' } })).toThrow('Expected one of loss, accuracy');
  });

  it('is known by its weights where a run that failed goes on from before it', async () => {
    const failed = record({ backend: scripted({ losses: [3, 2, 1, Number.NaN] }).backend, settings: { ...settings, epochs: 6 } });
    await expect(failed.run()).rejects.toThrow('The validation loss became NaN');
    expect(failed.saved.get('last')?.position).toMatchObject({ epochs: 1, bestEpoch: { epoch: 1 } });
    const goOn = (losses: readonly number[]) =>
      record({ backend: scripted({ losses }).backend, settings: { ...settings, epochs: 4 }, resume: resumeFrom(failed.saved) });
    const worse = goOn([4, 5, 6]);
    expect(await worse.run()).toMatchObject({ bestEpoch: 3, metrics: { validation: { loss: 1 } } });
    expect(bestOf(epochsOf(worse.events))).toEqual([]);
    const alike = goOn([2, 1, 1.5]);
    expect(await alike.run()).toMatchObject({ bestEpoch: 3, metrics: { validation: { loss: 1 } } });
    expect(bestOf(epochsOf(alike.events))).toEqual([3]);
  });

  it('leaves the weights as they ended where the best are not wanted', async () => {
    const script = { losses: [0.25, 1, 0.75] };
    const restored = await train(script, { epochs: 3 });
    const kept = await train(script, { epochs: 3, restoreBest: false });
    expect(restored.summary).toMatchObject({ bestEpoch: 1, checkpoint: 'best', metrics: { validation: { loss: 0.25 } } });
    expect(kept.summary).toMatchObject({ bestEpoch: 1, checkpoint: 'last', metrics: { validation: { loss: 0.75 } } });
    expect(kept.summary.metrics.train).toEqual(kept.epochs[2].train);
    expect(kept.run.saved.get('best')?.tensors).toEqual(restored.run.saved.get('best')?.tensors);
    expect(kept.summary.metrics.test.accuracy).not.toBeUndefined();
  });
});

describe('early stopping', () => {
  const earlyStopping = { patience: 2, minDelta: 0 };

  it('finishes the run once its patience is out, and says why', async () => {
    const { summary, epochs, states } = await train({ losses: [3, 2, 2.5, 2.1, 1] }, { earlyStopping });
    expect(epochs).toHaveLength(4);
    expect(states.at(-1)).toBe('finished');
    expect(summary).toMatchObject({ epochs: 4, steps: 4 * STEPS_PER_EPOCH, bestEpoch: 2 });
    expect(summary.stoppedEarly).toEqual({ epoch: 4, monitor: 'loss', patience: 2, lastImprovement: 2 });
  });

  it('watches the monitored metric, upwards where more is better', async () => {
    const { summary } = await train({ losses: [5, 4, 3, 2, 1], right: [5, 8, 8, 7, 9] }, { earlyStopping, monitor: 'accuracy' });
    expect(summary).toMatchObject({ epochs: 4, bestEpoch: 2, stoppedEarly: { monitor: 'accuracy', lastImprovement: 2 } });
  });

  it('says nothing of a run that did all its epochs', async () => {
    const { summary } = await train({ losses: [3, 2, 2, 2] }, { earlyStopping, epochs: 4 });
    expect(summary.epochs).toBe(4);
    expect(summary.stoppedEarly).toBeUndefined();
  });

  it('waits anew where a run that had stopped is gone on with', async () => {
    const { run } = await train({ losses: [3, 2, 2.5, 2.1] }, { earlyStopping });
    const again = record({
      backend: scripted({ losses: [2.2, 2.3, 1] }).backend,
      resume: resumeFrom(run.saved),
      settings: { ...settings, epochs: 10, earlyStopping },
    });
    expect(await again.run()).toMatchObject({ epochs: 6, bestEpoch: 2, stoppedEarly: { epoch: 6, lastImprovement: 2 } });
    const better = record({
      backend: scripted({ losses: [2.2, 1, 0.5] }).backend,
      resume: resumeFrom(run.saved),
      settings: { ...settings, epochs: 7, earlyStopping },
    });
    const summary = await better.run();
    expect(summary).toMatchObject({ epochs: 7, bestEpoch: 7 });
    expect(summary.stoppedEarly).toBeUndefined();
  });

  it('goes on from a checkpoint that was written without a history', async () => {
    const { run } = await train({ losses: [3, 2] }, { epochs: 2 });
    const { last, best } = resumeFrom(run.saved);
    const { history: _, ...position } = last.position;
    const resumed = record({
      backend: scripted({ losses: [2.5] }).backend,
      resume: { last: { ...last, position }, ...(best !== undefined && { best }) },
      settings: { ...settings, epochs: 10, earlyStopping },
    });
    expect(await resumed.run()).toMatchObject({ epochs: 5, bestEpoch: 2, stoppedEarly: { epoch: 5, lastImprovement: 3 } });
  });
});
