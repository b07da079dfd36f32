import { expect, it } from 'vitest';
import type { Dataset, DatasetSplit, SampleReader } from '../data/dataset.ts';
import type { TensorArray } from '../graph/types.ts';
import type { Executor, ExecutorBackend } from './executor.ts';
import { epochsOf, lossesOf, record, resumeFrom, settings, STEPS_PER_EPOCH, weights } from './testing/recorded-run.ts';
import { blobs, softmaxRegressionBackend } from './testing/softmax-regression.ts';
import type { Trainer, TrainerOptions } from './trainer.ts';

/** Gives samples as a slow file does: what is read ahead comes some turns later, and every gathering writes over the last. */
class SlowSamples implements SampleReader {
  private readonly stored: TensorArray;
  private readonly width: number;
  private readonly log: string[];
  private readonly held: TensorArray;

  constructor(stored: TensorArray, width: number, log: string[]) {
    this.stored = stored;
    this.width = width;
    this.log = log;
    this.held = stored.slice();
  }

  async prefetch(samples: ArrayLike<number>): Promise<void> {
    this.log.push(`ahead ${Array.from(samples).join()}`);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  gather(samples: ArrayLike<number>): TensorArray {
    this.log.push(`gather ${Array.from(samples).join()}`);
    for (let i = 0; i < samples.length; i += 1)
      for (let j = 0; j < this.width; j += 1) this.held[i * this.width + j] = this.stored[samples[i] * this.width + j];
    return this.held.subarray(0, samples.length * this.width);
  }
}

function slow(dataset: Dataset, log: string[]): Dataset {
  const slowSplit = ({ size, fields }: DatasetSplit): DatasetSplit => ({
    size,
    fields: new Map(
      [...fields].map(([name, values]) => {
        if ('gather' in values) throw new Error('arrays were expected');
        return [name, new SlowSamples(values, values.length / size, name === dataset.info.fields[0].name ? log : [])];
      }),
    ),
  });
  return { ...dataset, train: slowSplit(dataset.train), test: slowSplit(dataset.test) };
}

function slowRun(options: Partial<TrainerOptions> = {}, before?: (count: number, trainer: Trainer) => void, log: string[] = []) {
  return record({ dataset: slow(blobs(60), log), ...options }, before && { before });
}

it('gives the same bits whether samples are in memory or are read ahead', async () => {
  const [held, read] = [record(), slowRun()];
  for (const run of [held, read]) await run.run();
  expect(lossesOf(read.events)).toEqual(lossesOf(held.events));
  expect(epochsOf(read.events)).toEqual(epochsOf(held.events));
  expect(weights(read)).toEqual(weights(held));
});

it.each([2, STEPS_PER_EPOCH, STEPS_PER_EPOCH + 2, 13])('gives the same bits after a stop before turn %i', async (turn) => {
  const whole = record();
  await whole.run();
  const stopped = slowRun({}, (count, trainer) => count === turn && trainer.control({ type: 'stop' }));
  await stopped.run();
  const resumed = slowRun({ resume: resumeFrom(stopped.saved) });
  await resumed.run();
  expect([...lossesOf(stopped.events), ...lossesOf(resumed.events)]).toEqual(lossesOf(whole.events));
  expect(weights(resumed)).toEqual(weights(whole));
});

it('obeys a pause and a learning rate at the same step', async () => {
  const commands = (count: number, trainer: Trainer): void => {
    if (count === 3) trainer.control({ type: 'set-learning-rate', learningRate: 0.2 });
    if (count === 5) trainer.control({ type: 'pause' });
    if (count === 5) queueMicrotask(() => trainer.control({ type: 'resume' }));
  };
  const [held, read] = [record({}, { before: commands }), slowRun({}, commands)];
  for (const run of [held, read]) await run.run();
  expect(lossesOf(read.events)).toEqual(lossesOf(held.events));
  expect(weights(read)).toEqual(weights(held));
});

it('begins to read the next batch before a step is computed, and no batch of another epoch', async () => {
  const log: string[] = [];
  const told = (executor: Executor): Executor => ({
    ...executor,
    run: (feeds, outputs) => {
      log.push('run');
      return executor.run(feeds, outputs);
    },
  });
  const backend: ExecutorBackend = {
    ...softmaxRegressionBackend,
    create: async (graph, options) => told(await softmaxRegressionBackend.create(graph, options)),
  };
  await slowRun({ backend, settings: { ...settings, epochs: 1 } }, undefined, log).run();
  const batches = log.filter((entry) => entry.startsWith('gather')).map((entry) => entry.slice('gather '.length));
  const ofBatch = (i: number) => (batches[i] === undefined ? [] : [`ahead ${batches[i]}`]);
  const parts = log.join('\n').split('\nrun');
  // Five batches and a smaller one, each read when its turn comes and begun by the one before; then validation and test, one batch each.
  for (let step = 0; step < STEPS_PER_EPOCH; step += 1) {
    const next = step + 1 < STEPS_PER_EPOCH ? ofBatch(step + 1) : [];
    expect(parts[step].trim().split('\n')).toEqual([...ofBatch(step), `gather ${batches[step]}`, ...next]);
  }
});
