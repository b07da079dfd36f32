import { describe, expect, it } from 'vitest';
import { EngineError } from '../graph/errors.ts';
import type { RunCommand } from './events.ts';
import { epochsOf, lossesOf, record, resumeFrom, settings, statesOf, STEPS_PER_EPOCH, weights } from './testing/recorded-run.ts';
import { tampered } from './testing/tampered.ts';

describe('Trainer', () => {
  it('learns, records each epoch and reports each step once', async () => {
    const run = record();
    const summary = await run.run();
    expect(epochsOf(run.events).map((e) => [e.epoch, e.step])).toEqual([1, 2, 3, 4].map((e) => [e, e * STEPS_PER_EPOCH]));
    expect(lossesOf(run.events)).toHaveLength(4 * STEPS_PER_EPOCH);
    const losses = epochsOf(run.events).map((e) => e.train.loss);
    expect(losses[3]).toBeLessThan(losses[0]);
    expect(summary.metrics.test.accuracy).toBeGreaterThan(0.7);
    expect(summary.metrics.validation).toEqual(
      epochsOf(run.events)
        .filter((e) => e.best)
        .at(-1)?.validation,
    );
    expect(statesOf(run.events)).toEqual(['running', 'finished']);
    expect(run.saved.get('best')?.tensors.has('dense.kernel:velocity')).toBe(false);
  });

  it('gives the same bits for the same seed, others for another, whatever the clock says', async () => {
    const [first, again, other] = [record(), record({}, { tick: 1000 }), record({ settings: { ...settings, seed: 4 } })];
    for (const run of [first, again, other]) await run.run();
    expect(lossesOf(again.events)).toEqual(lossesOf(first.events));
    expect(weights(again)).toEqual(weights(first));
    expect(lossesOf(other.events)).not.toEqual(lossesOf(first.events));
  });

  it.each([1, 3, STEPS_PER_EPOCH + 1, STEPS_PER_EPOCH + 2, 10, 17, 21])(
    'resumes with the same bits after a stop before turn %i',
    async (turn) => {
      const whole = record();
      await whole.run();
      const stopped = record({}, { before: (count, trainer) => count === turn && trainer.control({ type: 'stop' }) });
      await stopped.run();
      expect(statesOf(stopped.events).at(-1)).toBe('stopped');
      const resumed = record({ resume: resumeFrom(stopped.saved) });
      await resumed.run();
      expect([...lossesOf(stopped.events), ...lossesOf(resumed.events)]).toEqual(lossesOf(whole.events));
      expect([...epochsOf(stopped.events), ...epochsOf(resumed.events)]).toEqual(epochsOf(whole.events));
      expect(weights(resumed)).toEqual(weights(whole));
      expect(resumed.saved.get('best')?.tensors ?? stopped.saved.get('best')?.tensors).toEqual(whole.saved.get('best')?.tensors);
    },
  );

  it('goes on past its end when resumed with more epochs', async () => {
    const whole = record();
    await whole.run();
    const short = record({ settings: { ...settings, epochs: 2 } });
    await short.run();
    const resumed = record({ resume: resumeFrom(short.saved) });
    await resumed.run();
    expect(weights(resumed)).toEqual(weights(whole));
  });

  it('pauses before the next step, runs single steps, goes on', async () => {
    const commands: Readonly<Record<number, RunCommand>> = { 3: { type: 'pause' } };
    const run = record({}, { before: (count, trainer) => commands[count] && trainer.control(commands[count]) });
    const done = run.run();
    const settled = async (): Promise<number> => {
      for (let i = 0; i < 200; i += 1) await Promise.resolve();
      return lossesOf(run.events).length;
    };
    expect(await settled()).toBe(2);
    run.trainer.control({ type: 'step' });
    expect(await settled()).toBe(3);
    run.trainer.control({ type: 'set-learning-rate', learningRate: 0.01 });
    expect(await settled()).toBe(3);
    run.trainer.control({ type: 'checkpoint' });
    await settled();
    expect(run.saved.get('last')?.position).toMatchObject({ step: 3, batches: 3, learningRate: 0.01 });
    run.trainer.control({ type: 'resume' });
    await done;
    expect(statesOf(run.events)).toEqual(['running', 'paused', 'paused', 'running', 'finished']);
    expect(epochsOf(run.events)[0].learningRate).toBe(0.01);
  });

  it('obeys what arrives while a paused run writes a checkpoint', async () => {
    const rates: number[] = [];
    const release: (() => void)[] = [];
    const run = record(
      {
        store: {
          async save(kind, { position }) {
            if (kind === 'last') rates.push(position.learningRate);
            if (rates.length === 1) await new Promise<void>((resolve) => release.push(resolve));
          },
        },
      },
      { before: (count, trainer) => count === 3 && trainer.control({ type: 'pause' }) },
    );
    const done = run.run();
    const settle = async (): Promise<void> => {
      for (let i = 0; i < 200; i += 1) await Promise.resolve();
    };
    await settle();
    run.trainer.control({ type: 'checkpoint' });
    await settle();
    run.trainer.control({ type: 'set-learning-rate', learningRate: 0.01 });
    run.trainer.control({ type: 'checkpoint' });
    release[0]();
    await settle();
    expect(rates).toEqual([0.05, 0.01]);
    run.trainer.control({ type: 'stop' });
    await done;
  });

  it('tells every step before the checkpoint that holds it', async () => {
    const told: [steps: number, step: number][] = [];
    const run = record(
      { store: { save: async (_, { position }) => void told.push([lossesOf(run.events).length, position.step]) } },
      { before: (count, trainer) => count === 5 && trainer.control({ type: 'checkpoint' }) },
    );
    await run.run();
    expect(told.length).toBeGreaterThan(2);
    for (const [steps, step] of told) expect(steps).toBe(step);
  });

  it('trains where a batch holds more than there is, and where the last one holds a single sample', async () => {
    for (const [batchSize, stepsPerEpoch] of [
      [64, 1],
      [11, 5],
    ] as const) {
      const run = record({ settings: { ...settings, batchSize } });
      const summary = await run.run();
      expect(epochsOf(run.events).map(({ step }) => step)).toEqual([1, 2, 3, 4].map((epoch) => epoch * stepsPerEpoch));
      expect(Number.isFinite(summary.metrics.test.loss)).toBe(true);
    }
  });

  it('refuses a learning rate that is not above 0', () => {
    const { trainer } = record();
    expect(() => trainer.control({ type: 'set-learning-rate', learningRate: 0 })).toThrow('above 0');
    expect(() => trainer.control({ type: 'set-learning-rate', learningRate: Number.NaN })).toThrow('above 0');
  });

  it('sends at most 20 bursts of progress a second, beside those of states and checkpoints', async () => {
    const beforeSaves = new Set<unknown>();
    const store = { save: async () => void beforeSaves.add(run.bursts.at(-1)) };
    const run = record({ settings: { ...settings, epochs: 40 }, store }, { tick: 2 });
    await run.run();
    const timed = run.bursts.filter((burst) => !beforeSaves.has(burst) && !burst.events.some((e) => e.type === 'state'));
    expect(beforeSaves.size).toBeLessThan(4);
    expect(timed.length).toBeGreaterThan(3);
    for (let i = 1; i < timed.length; i += 1) expect(timed[i].at - timed[i - 1].at).toBeGreaterThanOrEqual(50);
    expect(lossesOf(run.events)).toHaveLength(40 * STEPS_PER_EPOCH);
  });

  it('ends a run whose loss is no number, with a reason, and keeps the checkpoint before it', async () => {
    let steps = 0;
    const breaking = tampered((outputs) => {
      const loss = outputs.get('loss');
      if (outputs.has('dense.kernel:next') && loss !== undefined && (steps += 1) > 8) loss.data[0] = Number.NaN;
    });
    const run = record({ backend: breaking });
    const failure: unknown = await run.run().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EngineError);
    expect(failure).toMatchObject({ code: 'non-finite-loss' });
    expect(String(failure)).toContain('step 9 (epoch 2)');
    expect(run.saved.get('last')?.position).toMatchObject({ epochs: 1, step: STEPS_PER_EPOCH });
    expect(run.saved.has('best')).toBe(true);
  });

  it('does not take weights that are no numbers for the best', async () => {
    const stepsPerEpoch = 8;
    let steps = 0;
    const breaking = tampered((outputs) => {
      const kernel = outputs.get('dense.kernel:next');
      if (kernel !== undefined && (steps += 1) === 2 * stepsPerEpoch) kernel.data[0] = Number.NaN;
    });
    const run = record({ backend: breaking, settings: { ...settings, validationFraction: 0 } });
    await expect(run.run()).rejects.toMatchObject({ code: 'non-finite-loss', nodeId: 'dense' });
    const best = run.saved.get('best')?.tensors.get('dense.kernel')?.data ?? [];
    expect(best.length).toBe(4);
    expect(Array.from(best, Number).every(Number.isFinite)).toBe(true);
  });

  it('fails with what went wrong, not with a checkpoint that could not be written after it', async () => {
    let [saves, turns] = [0, 0];
    const failing = record({
      store: {
        save: async () => {
          if ((saves += 1) > 2) throw new EngineError('disk-full', 'No space left.');
        },
      },
      yieldToMessages: async () => {
        if ((turns += 1) > 3 * STEPS_PER_EPOCH) throw new EngineError('broken', 'Something broke.');
      },
    });
    await expect(failing.run()).rejects.toMatchObject({ code: 'broken' });
    expect(saves).toBe(3);
  });

  it('refuses a checkpoint of another seed or network', async () => {
    const run = record();
    await run.run();
    const resume = resumeFrom(run.saved);
    expect(() => record({ resume, settings: { ...settings, seed: 9 } })).toThrow('seed 3');
    const tensors = new Map(resume.last.tensors);
    tensors.delete('dense.kernel');
    expect(() => record({ resume: { ...resume, last: { ...resume.last, tensors } } })).toThrow('dense.kernel');
  });
});
