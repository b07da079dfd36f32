import { stepScalars } from '../compile/training-settings.ts';
import type { Dataset } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { learningRateAt } from '../schedules/learning-rate.ts';
import { batchCount, batchOf, epochOrder, leftOutOf, type Samples, samplesOfSplit, trainingParts } from './batches.ts';
import type { Checkpoint, CheckpointStore, TrainingPosition } from './checkpoint.ts';
import { Checkpoints } from './checkpoints.ts';
import { RunControl } from './control.ts';
import { evaluate, evaluationBatchSize } from './evaluate.ts';
import type { EpochRecord, MetricValues, NodeStatistics, RunCommand, RunEvent, RunState, RunSummary, StateGradients } from './events.ts';
import type { ExecutorBackend } from './executor.ts';
import { checkBuckets } from './bucket-check.ts';
import { checkCausal } from './causal-check.ts';
import { EpochJudge } from './judge.ts';
import { LengthBuckets } from './length-buckets.ts';
import { nonFinite, resumable, startOf } from './position.ts';
import { type ProgramSource, Runners } from './programs.ts';
import { progressOf } from './progress.ts';
import { Pruner } from './pruner.ts';
import { Reporter } from './reporter.ts';
import { noSums, Scores, type ScoredOutput, scoredOutputs } from './scores.ts';
import { sparsityOf } from './sparsity.ts';
import { type StateTensors, TrainingState } from './state.ts';
import { Stopwatch } from './stopwatch.ts';
import { summaryOf } from './summary.ts';
import { Turns } from './turns.ts';
import { Watch } from './watch.ts';

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
  private readonly turns: Turns;
  private readonly reporter: Reporter;
  private readonly stopwatch: Stopwatch;
  private readonly state: TrainingState;
  private readonly checkpoints: Checkpoints;
  private readonly training: Samples;
  private readonly validation: Samples;
  private readonly stepsPerEpoch: number;
  private readonly scalars: ReturnType<typeof stepScalars>;
  private readonly pruner: Pruner | undefined;
  private readonly judge: EpochJudge;
  private readonly outputs: readonly ScoredOutput[];
  private readonly buckets: LengthBuckets | undefined;
  private position: TrainingPosition;
  /** Of the running epoch's batches. */
  private scores: Scores;
  /** Of the running epoch's last batch. */
  private stateGradients: readonly StateGradients[] = [];
  /** As `stateGradients`. */
  private statistics: readonly NodeStatistics[] | undefined;
  private readonly watch: Watch;

  constructor(options: TrainerOptions) {
    const { settings, dataset, backend, resume, now } = options;
    this.options = options;
    this.runners = new Runners(options.programs, { ...options, augmentation: settings.augmentation });
    const { training, validation } = trainingParts(dataset, settings);
    this.training = training;
    this.validation = validation;
    if (training.length === 0)
      throw new EngineError('no-samples', `${dataset.info.title} has no training samples left. Lower the validation share.`);
    this.stepsPerEpoch = batchCount(training.length, settings.batchSize);
    const program = options.programs.training(Math.min(settings.batchSize, training.length));
    const { state: slots, predictions } = program;
    this.outputs = scoredOutputs(program, dataset.readings);
    this.buckets = settings.buckets === undefined ? undefined : new LengthBuckets(program.dataInputs, dataset, settings.buckets);
    this.state = new TrainingState(slots, backend);
    this.scalars = stepScalars(settings);
    this.pruner = settings.pruning && new Pruner(settings.pruning, settings, this.stepsPerEpoch, this.state);
    this.position = resume === undefined ? startOf(settings) : resumable(resume.last, resume.best, settings);
    this.scores = new Scores(this.outputs, { training: { sums: this.position.means } });
    // Epochs that are not pruned to the end promise too much.
    this.judge = new EpochJudge(settings, predictions, this.pruner?.finalEpoch ?? 1, this.position);
    if (resume === undefined) this.state.initialize(settings.seed);
    else this.state.restore(resume.last.tensors);
    const best = resume?.best?.tensors;
    const resumed = resume && { ...(best !== undefined && { best }) };
    this.checkpoints = new Checkpoints({ state: this.state, store: options.store, backend, now, ...(resumed && { resumed }) });
    this.watch = new Watch(now);
    this.stopwatch = new Stopwatch(now, this.position.seconds);
    this.reporter = new Reporter(now, options.onEvents, () =>
      progressOf(this.position, settings.epochs, this.stepsPerEpoch, this.stopwatch),
    );
    const { commands, reporter, stopwatch } = this;
    this.turns = new Turns({ commands, reporter, stopwatch, yieldToMessages: options.yieldToMessages, obey: () => this.obey() });
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
   * Trains up to the settings' number of epochs, until early stopping ends it, or until told to stop. A loss that is no number rejects with
   * `non-finite-loss`; the checkpoints written before stay.
   */
  async run(): Promise<RunSummary> {
    try {
      this.reporter.state('running');
      this.stopwatch.start();
      await this.checkNetwork();
      const completed = await this.trainEpochs();
      return await this.finish(completed ? 'finished' : 'stopped');
    } catch (error) {
      this.reporter.flush();
      // What ended the run is what is told, not that a checkpoint could not be written after it.
      await this.checkpoints.saveBest(this.position).catch(() => undefined);
      throw error;
    } finally {
      await this.runners.dispose();
    }
  }

  private async trainEpochs(): Promise<boolean> {
    while (this.position.epochs < this.options.settings.epochs && this.judge.goesOn) {
      const completed = (await this.trainEpoch()) && (await this.endEpoch());
      if (!completed) return false;
    }
    return true;
  }

  private async trainEpoch(): Promise<boolean> {
    const { seed, batchSize } = this.options.settings;
    const epoch = this.position.epochs + 1;
    const shuffled = epochOrder(seed, epoch, this.training);
    const order = this.buckets?.order(shuffled, batchSize, seed, epoch) ?? shuffled;
    while (this.position.batches < this.stepsPerEpoch) {
      if (!(await this.turns.next())) return false;
      this.commands.beginStep();
      const { batches } = this.position;
      const upcoming = batches + 1 < this.stepsPerEpoch ? batchOf(order, batches + 1, batchSize) : undefined;
      await this.step(batchOf(order, batches, batchSize), upcoming);
      if (this.checkpoints.dueAfterStep) await this.save();
    }
    return true;
  }

  private async step(samples: Samples, upcoming: Samples | undefined): Promise<void> {
    const { dataset, settings, now } = this.options;
    const runner = await this.runners.step(dataset.train, samples, this.buckets?.lengthsOf(samples));
    const started = now();
    const step = this.position.step + 1;
    const learningRate = this.nextLearningRate();
    const scalars = this.scalars(learningRate, step);
    const batch = { split: dataset.train, samples, ...(upcoming && { upcoming }), state: this.state, scalars, seed: settings.seed, step };
    const values = await runner.run(batch, this.scores);
    if (!Number.isFinite(values.loss)) throw nonFinite(`The loss became ${values.loss} at step ${step}`, this.position);
    if (upcoming === undefined) this.stateGradients = runner.stateGradients();
    this.stopwatch.addStep(now() - started);
    if (this.isLookedAt(upcoming)) await this.lookAt(samples, runner.fed(this.state.current));
    this.state.swap();
    this.pruner?.afterStep(step);
    this.position = {
      ...this.position,
      step,
      stepLearningRate: learningRate,
      batches: this.position.batches + 1,
    };
    this.reporter.step(step, values);
  }

  /** The last batch of an epoch is looked at in any case, as is each of a run that goes step by step. */
  private isLookedAt(upcoming: Samples | undefined): boolean {
    const { watched, paused } = this.commands;
    return watched && (upcoming === undefined || paused || this.watch.isDue);
  }

  /** What a batch looks like at every layer, before its update. Where that fails nothing is told any more, and the run goes on. */
  private async lookAt(samples: Samples, fed: ReadonlyMap<string, TensorData>): Promise<void> {
    const { train } = this.options.dataset;
    const look = async () => {
      const runner = await this.runners.statistics(train, samples, this.buckets?.lengthsOf(samples));
      // What is compiled once must not keep the next look waiting.
      return runner && this.watch.look(() => runner.run(fed));
    };
    const nodes = await look().catch(() => []);
    if (nodes === undefined) return;
    if (nodes.length === 0) this.control({ type: 'watch', on: false });
    const { epochs, batches, step } = this.position;
    this.statistics = batches + 1 === this.stepsPerEpoch && nodes.length > 0 ? nodes : undefined;
    this.reporter.statistics({ epoch: epochs + 1, step: step + 1, nodes });
  }

  private async endEpoch(): Promise<boolean> {
    const validation = await this.evaluate(this.options.dataset.train, this.validation, this.state.current, () => this.turns.next());
    if (validation === undefined && this.commands.stopping) return false;
    const record = this.record(validation);
    const { loss } = record.validation ?? record.train;
    if (!Number.isFinite(loss)) throw nonFinite(`The validation loss became ${loss} after step ${record.step}`, this.position);
    if (record.best) {
      this.refuseNonFiniteWeights();
      this.checkpoints.keepBest();
    }
    this.position = {
      ...this.position,
      epochs: record.epoch,
      batches: 0,
      lastEpoch: record,
      ...(record.best && { bestEpoch: record }),
      history: this.judge.history,
    };
    this.scores = new Scores(this.outputs, { training: { sums: noSums } });
    this.stateGradients = [];
    this.statistics = undefined;
    this.judge.add(record);
    this.reporter.epoch(record);
    if (this.checkpoints.dueAfterEpoch) await this.save();
    return true;
  }

  /** What no drawing tells: whether padding means something to a network, and whether it sees what it is to tell. */
  private async checkNetwork(): Promise<void> {
    const { buckets, runners, training, state } = this;
    const { dataset, settings, programs } = this.options;
    if (buckets !== undefined) {
      const shortest = buckets.shortestOf(training, settings.batchSize);
      await checkBuckets({ buckets, runners, programs, dataset, samples: shortest, state });
    }
    if (dataset.info.continuation === undefined) return;
    const samples = training.slice(0, settings.batchSize);
    await checkCausal({ runner: await runners.evaluation(dataset.train, samples), dataset, samples, state: state.current });
  }

  private record(validation: MetricValues | undefined): EpochRecord {
    const { epochs, step, learningRate, stepLearningRate, bestEpoch } = this.position;
    const scores = { train: this.scores.values(), ...(validation !== undefined && { validation }) };
    return {
      epoch: epochs + 1,
      step,
      learningRate: stepLearningRate ?? learningRate,
      ...scores,
      seconds: this.stopwatch.seconds,
      best: this.judge.isBest(epochs + 1, scores, bestEpoch),
      ...(this.pruner !== undefined && { sparsity: this.pruner.sparsity }),
      ...(this.stateGradients.length > 0 && { stateGradients: this.stateGradients }),
      ...(this.statistics !== undefined && { statistics: this.statistics }),
    };
  }

  private nextLearningRate(): number {
    const { settings } = this.options;
    const { learningRate, step, epochs: epoch } = this.position;
    const { stepsPerEpoch } = this;
    const position = { learningRate, step, steps: settings.epochs * stepsPerEpoch, stepsPerEpoch, epoch };
    return learningRateAt(settings, position, this.judge.history);
  }

  private evaluate(
    split: Dataset['train'],
    samples: Samples,
    state: StateTensors,
    gate: () => Promise<boolean>,
  ): Promise<MetricValues | undefined> {
    const batchSize = evaluationBatchSize(this.options.dataset, this.options.settings.batchSize);
    return evaluate({ runners: this.runners, split, samples, batchSize, state, gate });
  }

  private async obey(): Promise<void> {
    const learningRate = this.commands.takeLearningRate();
    if (learningRate !== undefined) this.position = { ...this.position, learningRate };
    if (this.commands.takeCheckpointRequest()) await this.save();
  }

  /** Closes the run: last checkpoint, loss on the test split, summary of the best epoch or of the last. */
  private async finish(state: RunState): Promise<RunSummary> {
    if (state === 'stopped') this.reporter.state('stopping');
    await this.save();
    const checkpoint = this.position.bestEpoch !== undefined && this.options.settings.restoreBest ? 'best' : 'last';
    const tensors = checkpoint === 'best' ? this.checkpoints.bestTensors : this.state.current;
    const { dataset } = this.options;
    const test = await this.evaluate(dataset.test, samplesOfSplit(dataset.test), tensors, async () => true);
    this.stopwatch.pause();
    const { position, stopwatch } = this;
    const stoppedEarly = state === 'finished' ? this.judge.earlyStop(position.epochs) : undefined;
    const sparsity = sparsityOf(this.state.slots, tensors);
    const running = position.batches === 0 ? {} : this.scores.values();
    const leftOut = leftOutOf(dataset, this.options.settings);
    const summary = summaryOf({ position, running, checkpoint, test, sparsity, stoppedEarly, leftOut, stopwatch });
    this.reporter.done(state, summary);
    return summary;
  }

  /** The loss of a step is taken before its update: it may be finite where the new weights are not. */
  private refuseNonFiniteWeights(): void {
    const slot = this.state.nonFiniteSlot();
    if (slot === undefined) return;
    throw nonFinite(`The weights ${slot.name} became infinite or no number by step ${this.position.step}`, this.position, slot.nodeId);
  }

  /** What was reached is told first, so that a record of the run never falls behind its checkpoint. */
  private async save(): Promise<void> {
    this.refuseNonFiniteWeights();
    this.reporter.flush();
    this.position = { ...this.position, seconds: this.stopwatch.seconds, means: this.scores.sums() };
    await this.checkpoints.save(this.position);
  }
}
