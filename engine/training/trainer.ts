import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { defaultsOf, type ParameterSchema, type ParametersOf } from '../layers/parameters.ts';
import { optimizerOf } from '../optimizers/registry.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { batchCount, batchOf, epochOrder, type Samples, splitTraining } from './batches.ts';
import type { Checkpoint, CheckpointStore, TrainingPosition } from './checkpoint.ts';
import { RunControl } from './control.ts';
import { evaluate, evaluationBatchSize } from './evaluate.ts';
import type { EpochRecord, MetricValues, RunCommand, RunEvent, RunProgress, RunState, RunSummary } from './events.ts';
import type { ExecutorBackend } from './executor.ts';
import { type ProgramSource, Runners } from './programs.ts';
import { Reporter } from './reporter.ts';
import { addToMeans, meansOf, noMeans } from './scores.ts';
import { copyNumbers, type StateTensors, tensorOfSlot, TrainingState } from './state.ts';
import { Stopwatch } from './stopwatch.ts';

/** Epochs shorter than this do not each write a checkpoint. */
const EPOCH_CHECKPOINT_SECONDS = 2;
/** Epochs longer than this write checkpoints on the way. */
const STEP_CHECKPOINT_SECONDS = 30;

export interface TrainerOptions {
  readonly backend: ExecutorBackend;
  readonly threads: number;
  readonly programs: ProgramSource;
  readonly dataset: Dataset;
  readonly settings: TrainingSettings;
  readonly store: CheckpointStore;
  /** Takes bursts of events, at most 20 a second, one per change of state and one per checkpoint. */
  readonly onEvents: (events: readonly RunEvent[]) => void;
  /** Milliseconds; steers reports and checkpoint writes, never the numbers. */
  readonly now: () => number;
  /** Lets messages arrive; awaited before each step. */
  readonly yieldToMessages: () => Promise<void>;
  /** Goes on from here. The best checkpoint is needed where `last` knows of a best epoch. */
  readonly resume?: { readonly last: Checkpoint; readonly best?: Checkpoint };
}

/**
 * One training run: epochs over seeded batches, validation after each, best and last checkpoint. The numbers depend on
 * programs, data, settings and commands alone, so a run that is resumed from its last checkpoint gives the same bits as
 * one that was never stopped.
 */
export class Trainer {
  private readonly options: TrainerOptions;
  private readonly runners: Runners;
  private readonly commands = new RunControl();
  private readonly reporter: Reporter;
  private readonly stopwatch: Stopwatch;
  private readonly state: TrainingState;
  private readonly best: TrainingState;
  private readonly training: Samples;
  private readonly validation: Samples;
  private readonly scalars: (learningRate: number, step: number) => Readonly<Record<string, number>>;
  private position: TrainingPosition;
  private bestUnsaved = false;
  private hasSaved: boolean;
  private lastSave: number;

  constructor(options: TrainerOptions) {
    const { settings, dataset, backend, resume } = options;
    this.options = options;
    this.runners = new Runners(options.programs, options);
    this.reporter = new Reporter(options.now, options.onEvents, () => this.progress());
    const { training, validation } = splitTraining(settings.seed, dataset.train.size, settings.validationFraction);
    this.training = training;
    this.validation = validation;
    if (training.length === 0)
      throw new EngineError('no-samples', `${dataset.info.title} has no training samples left. Lower the validation share.`);
    const { state: slots } = options.programs.training(Math.min(settings.batchSize, training.length));
    this.state = new TrainingState(slots, backend);
    this.best = new TrainingState(
      slots.filter(({ kind }) => kind !== 'optimizer'),
      backend,
    );
    this.scalars = optimizerScalars(settings);
    this.position = resume === undefined ? startOf(settings) : checkPosition(resume.last.position, settings, resume.best !== undefined);
    if (resume === undefined) this.state.initialize(settings.seed);
    else this.state.restore(resume.last.tensors);
    if (resume?.best !== undefined) this.best.restore(resume.best.tensors);
    this.stopwatch = new Stopwatch(options.now, this.position.seconds);
    this.hasSaved = resume !== undefined;
    this.lastSave = options.now();
  }

  /** Takes effect between two steps. A learning rate that is not above 0 throws. */
  control(command: RunCommand): void {
    this.commands.apply(command);
  }

  /** The values that the next step reads, by slot name. */
  get tensors(): StateTensors {
    return this.state.current;
  }

  /**
   * Trains up to the settings' number of epochs, or until told to stop. A loss that is no number rejects with
   * `non-finite-loss`; the checkpoints written before stay.
   */
  async run(): Promise<RunSummary> {
    try {
      this.reporter.state('running');
      this.stopwatch.start();
      const completed = await this.trainEpochs();
      return await this.finish(completed ? 'finished' : 'stopped');
    } catch (error) {
      this.reporter.flush();
      // What ended the run is what is told, not that a checkpoint could not be written after it.
      await this.saveBest().catch(() => undefined);
      throw error;
    } finally {
      await this.runners.dispose();
    }
  }

  private async trainEpochs(): Promise<boolean> {
    while (this.position.epochs < this.options.settings.epochs) {
      const completed = (await this.trainEpoch()) && (await this.endEpoch());
      if (!completed) return false;
    }
    return true;
  }

  private async trainEpoch(): Promise<boolean> {
    const { seed, batchSize } = this.options.settings;
    const order = epochOrder(seed, this.position.epochs + 1, this.training);
    const count = batchCount(order.length, batchSize);
    while (this.position.batches < count) {
      if (!(await this.gate())) return false;
      this.commands.beginStep();
      await this.step(batchOf(order, this.position.batches, batchSize));
      if (this.secondsSinceSave() >= STEP_CHECKPOINT_SECONDS) await this.saveLast();
    }
    return true;
  }

  private async step(samples: Samples): Promise<void> {
    const { dataset, settings, now } = this.options;
    const runner = await this.runners.step(samples.length);
    const started = now();
    const step = this.position.step + 1;
    const scalars = this.scalars(this.position.learningRate, step);
    const values = await runner.run({ split: dataset.train, samples, state: this.state, scalars, seed: settings.seed, step });
    if (!Number.isFinite(values.loss)) throw this.nonFinite(`The loss became ${values.loss} at step ${step}`);
    this.state.swap();
    this.position = {
      ...this.position,
      step,
      batches: this.position.batches + 1,
      means: addToMeans(this.position.means, samples.length, values),
    };
    this.stopwatch.addStep(now() - started);
    this.reporter.step(step, values);
  }

  private async endEpoch(): Promise<boolean> {
    const validation = await this.evaluate(this.options.dataset.train, this.validation, this.state.current, () => this.gate());
    if (validation === undefined && this.commands.stopping) return false;
    const record = this.record(validation);
    if (!Number.isFinite(score(record))) throw this.nonFinite(`The validation loss became ${score(record)} after step ${record.step}`);
    if (record.best) {
      this.refuseNonFiniteWeights();
      this.keepBest();
    }
    this.position = {
      ...this.position,
      epochs: record.epoch,
      batches: 0,
      means: noMeans,
      lastEpoch: record,
      ...(record.best && { bestEpoch: record }),
    };
    this.reporter.epoch(record);
    if (!this.hasSaved || this.secondsSinceSave() >= EPOCH_CHECKPOINT_SECONDS) await this.saveLast();
    return true;
  }

  private record(validation: MetricValues | undefined): EpochRecord {
    const { epochs, step, learningRate, means, bestEpoch } = this.position;
    const train = meansOf(means);
    const values = {
      epoch: epochs + 1,
      step,
      learningRate,
      train,
      ...(validation !== undefined && { validation }),
      seconds: this.stopwatch.seconds,
    };
    return { ...values, best: bestEpoch === undefined || score(values) < score(bestEpoch) };
  }

  private evaluate(
    split: Dataset['train'],
    samples: Samples,
    state: StateTensors,
    gate: () => Promise<boolean>,
  ): Promise<MetricValues | undefined> {
    const batchSize = evaluationBatchSize(this.options.settings.batchSize);
    return evaluate({ runners: this.runners, split, samples, batchSize, state, gate });
  }

  /** Lets commands arrive and obeys them; waits while paused. False where the run is to stop. */
  private async gate(): Promise<boolean> {
    await this.options.yieldToMessages();
    await this.obey();
    if (this.commands.mayWork || this.commands.stopping) return !this.commands.stopping;
    return this.pause();
  }

  private async pause(): Promise<boolean> {
    this.stopwatch.pause();
    this.reporter.state('paused');
    while (!this.commands.mayWork && !this.commands.stopping) {
      await this.commands.nextCommand();
      await this.obey();
    }
    this.stopwatch.start();
    if (!this.commands.paused && !this.commands.stopping) this.reporter.state('running');
    return !this.commands.stopping;
  }

  private async obey(): Promise<void> {
    const learningRate = this.commands.takeLearningRate();
    if (learningRate !== undefined) this.position = { ...this.position, learningRate };
    if (this.commands.takeCheckpointRequest()) await this.saveLast();
  }

  /** Closes the run: last checkpoint, loss on the test split, summary of the best epoch. */
  private async finish(state: RunState): Promise<RunSummary> {
    if (state === 'stopped') this.reporter.state('stopping');
    await this.saveLast();
    const { bestEpoch, epochs, step, means } = this.position;
    const tensors = bestEpoch === undefined ? this.state.current : this.best.current;
    const { dataset } = this.options;
    const test = await this.evaluate(dataset.test, indices(dataset.test.size), tensors, async () => true);
    this.stopwatch.pause();
    const summary: RunSummary = {
      epochs,
      steps: step,
      seconds: this.stopwatch.seconds,
      metrics: {
        train: bestEpoch?.train ?? meansOf(means),
        ...(bestEpoch?.validation !== undefined && { validation: bestEpoch.validation }),
        test: test ?? {},
      },
      bestEpoch: bestEpoch?.epoch ?? 0,
      stepMilliseconds: this.stopwatch.medianStep ?? 0,
    };
    this.reporter.done(state, summary);
    return summary;
  }

  private keepBest(): void {
    for (const { name } of this.best.slots)
      copyNumbers(tensorOfSlot(this.state.current, name).data, tensorOfSlot(this.best.current, name).data);
    this.bestUnsaved = true;
  }

  /** The loss of a step is taken before its update: it may be finite where the new weights are not. */
  private refuseNonFiniteWeights(): void {
    const slot = this.state.nonFiniteSlot();
    if (slot === undefined) return;
    throw this.nonFinite(`The weights ${slot.name} became infinite or no number by step ${this.position.step}`, slot.nodeId);
  }

  /** What was reached is told first, so that a record of the run never falls behind its checkpoint. */
  private async saveLast(): Promise<void> {
    this.refuseNonFiniteWeights();
    this.reporter.flush();
    await this.saveBest();
    this.position = { ...this.position, seconds: this.stopwatch.seconds };
    await this.options.store.save('last', { tensors: this.state.current, position: this.position });
    this.hasSaved = true;
    this.lastSave = this.options.now();
  }

  private async saveBest(): Promise<void> {
    if (!this.bestUnsaved) return;
    await this.options.store.save('best', { tensors: this.best.current, position: this.position });
    this.bestUnsaved = false;
  }

  private secondsSinceSave(): number {
    return (this.options.now() - this.lastSave) / 1000;
  }

  private nonFinite(what: string, nodeId?: string): EngineError {
    const { epochs, learningRate, lastEpoch } = this.position;
    const kept = lastEpoch === undefined ? '' : ' The checkpoints written before are kept.';
    return new EngineError(
      'non-finite-loss',
      `${what} (epoch ${epochs + 1}). Try a learning rate below ${learningRate}, check that inputs are scaled to about 1, or add a normalisation layer.${kept}`,
      nodeId === undefined ? {} : { nodeId },
    );
  }

  private progress(): RunProgress {
    const { epochs, batchSize } = this.options.settings;
    const { epochs: done, step, batches, learningRate } = this.position;
    const stepsPerEpoch = batchCount(this.training.length, batchSize);
    const secondsLeft = this.stopwatch.secondsFor(Math.max(epochs - done, 0) * stepsPerEpoch - batches);
    const stepMilliseconds = this.stopwatch.medianStep;
    return {
      epoch: Math.min(done + 1, epochs),
      epochs,
      step,
      stepsPerEpoch,
      learningRate,
      secondsElapsed: this.stopwatch.seconds,
      ...(secondsLeft !== undefined && { secondsLeft }),
      ...(stepMilliseconds !== undefined && { stepMilliseconds }),
    };
  }
}

function startOf({ learningRate, seed, batchSize }: TrainingSettings): TrainingPosition {
  return { seed, batchSize, epochs: 0, batches: 0, step: 0, learningRate, seconds: 0, means: noMeans };
}

/** The position of a checkpoint that these settings can go on from. */
function checkPosition(position: TrainingPosition, { seed, batchSize }: TrainingSettings, hasBest: boolean): TrainingPosition {
  if (position.seed !== seed || position.batchSize !== batchSize) {
    throw new EngineError(
      'checkpoint-mismatch',
      `The checkpoint was written with seed ${position.seed} and batch size ${position.batchSize}, the project has ${seed} and ${batchSize}. Start a new run.`,
    );
  }
  if (position.bestEpoch !== undefined && !hasBest) {
    throw new EngineError(
      'checkpoint-missing',
      `The checkpoint of the best epoch, ${position.bestEpoch.epoch}, is missing. Start a new run.`,
    );
  }
  return position;
}

/** What decides which epoch is best: the validation loss, or the training loss where nothing is held back. */
function score({ train, validation }: Pick<EpochRecord, 'train' | 'validation'>): number {
  return (validation ?? train).loss;
}

function optimizerScalars({ optimizer }: TrainingSettings): (learningRate: number, step: number) => Readonly<Record<string, number>> {
  const definition = optimizerOf(optimizer.type);
  const parameters = { ...defaultsOf(definition.parameters), ...optimizer.parameters } as ParametersOf<ParameterSchema>;
  return (learningRate, step) => definition.scalars(parameters, learningRate, step);
}
