import type { DataInput, EvaluationProgram, PredictionOutput, StateSlot, TrainingProgram } from '../compile/program.ts';
import type { Dataset, DatasetSplit } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { RandomRequest } from '../layers/definition.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { fillRandom } from '../random/distributions.ts';
import { maskStream } from '../random/stream.ts';
import { Augmenter } from './augmenter.ts';
import type { Samples } from './batches.ts';
import type { MetricValues, StateGradients } from './events.ts';
import type { Executor, ExecutorBackend } from './executor.ts';
import { DataFeeds } from './feeds.ts';
import { type ScoredOutput, type Scores, scoredOutputs } from './scores.ts';
import { toldStateGradients } from './state-gradients.ts';
import { type StateTensors, tensorOfSlot, type TrainingState } from './state.ts';

/** Where programs run. */
export interface RunnerContext {
  readonly backend: ExecutorBackend;
  readonly threads: number;
  readonly dataset: Dataset;
  /** What is done to training samples; nothing where absent. Evaluations see the samples as they are. */
  readonly augmentation?: TrainingSettings['augmentation'];
}

/** What one optimiser step works on. */
export interface StepBatchInput {
  readonly split: DatasetSplit;
  readonly samples: Samples;
  /** Samples of the batch after it, which are read while this one is computed. */
  readonly upcoming?: Samples;
  readonly state: TrainingState;
  /** The optimiser's numbers, by graph input. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly seed: number;
  /** From 1. */
  readonly step: number;
}

/** One optimiser step over batches of one size. */
export class StepRunner {
  private readonly program: TrainingProgram;
  private readonly executor: Executor;
  private readonly data: DataFeeds;
  private readonly augmenter: Augmenter | undefined;
  /** What is fed to a batch besides state and scalars: data, and what mixing needs. */
  private readonly batch: ReadonlyMap<string, TensorData>;
  private readonly random: readonly { readonly input: string; readonly request: RandomRequest; readonly tensor: TensorData }[];
  private readonly scalars: ReadonlyMap<string, TensorData>;
  private readonly results: ReadonlyMap<string, TensorData>;

  private constructor(program: TrainingProgram, executor: Executor, { backend, dataset, augmentation = [] }: RunnerContext) {
    this.program = program;
    this.executor = executor;
    this.data = new DataFeeds(program.dataInputs, dataset, backend, program.predictions);
    this.augmenter = Augmenter.create(augmentation, program);
    const mixed = mixingInputs(program).map((input) => [input, allocateInput(program, input, backend)] as const);
    this.batch = new Map([...this.data.tensors, ...mixed]);
    this.random = program.randomInputs.map(({ input, request }) => ({ input, request, tensor: allocateInput(program, input, backend) }));
    this.scalars = new Map(program.scalarInputs.map((input) => [input, allocateInput(program, input, backend)]));
    this.results = allocateResults(program, backend);
  }

  static async create(program: TrainingProgram, context: RunnerContext): Promise<StepRunner> {
    return new StepRunner(program, await context.backend.create(program.graph, context), context);
  }

  /**
   * Runs one optimiser step and writes the next state; the caller swaps. Random inputs depend on seed, step
   * and input name alone, augmentation on seed, step and sample. Adds the batch to `scores`, and gives its loss and accuracy, before
   * the update.
   */
  async run(batch: StepBatchInput, scores: Scores): Promise<MetricValues> {
    const { state, scalars, seed, step } = batch;
    await this.data.prefetch(batch.split, batch.samples);
    this.data.fill(batch.split, batch.samples);
    if (batch.upcoming !== undefined) void this.data.prefetch(batch.split, batch.upcoming);
    this.augmenter?.apply(this.batch, batch.samples, seed, step);
    for (const { input, request, tensor } of this.random) fillRandom(maskStream(seed, step, input), request.distribution, floatsOf(tensor));
    for (const [name, tensor] of this.scalars) tensor.data[0] = scalars[name];
    await this.executor.run(this.feeds(state.current), this.outputs(state.next));
    return scores.add(this.program.batchSize, lossOf(this.program, this.results), (value) => valueTensor(value, this.data, this.results));
  }

  /** How large the gradients of recurrent states were in the last run. */
  stateGradients(): readonly StateGradients[] {
    return toldStateGradients(this.program.stateGradients, (output) => valueTensor(output, this.data, this.results));
  }

  /** What the last run was fed, with these values of the state. */
  fed(state: StateTensors): ReadonlyMap<string, TensorData> {
    return this.feeds(state);
  }

  dispose(): Promise<void> {
    return this.executor.dispose();
  }

  private feeds(state: StateTensors): Map<string, TensorData> {
    const feeds = new Map([...this.batch, ...this.scalars]);
    for (const { input, tensor } of this.random) feeds.set(input, tensor);
    for (const slot of this.program.state) feeds.set(slot.input, tensorOfSlot(state, slot.name));
    return feeds;
  }

  private outputs(state: StateTensors): Map<string, TensorData> {
    const outputs = new Map(this.results);
    for (const slot of this.program.state) outputs.set(slot.output, tensorOfSlot(state, slot.name));
    return outputs;
  }
}

/** Loss and predictions over batches of one size, in inference mode. */
export class EvaluationRunner {
  private readonly program: EvaluationProgram;
  private readonly readings: Dataset['readings'];
  private readonly executor: Executor;
  private readonly data: DataFeeds;
  private readonly results: ReadonlyMap<string, TensorData>;

  private constructor(program: EvaluationProgram, executor: Executor, { backend, dataset }: RunnerContext) {
    this.program = program;
    this.readings = dataset.readings;
    this.executor = executor;
    this.data = new DataFeeds(program.dataInputs, dataset, backend, program.predictions);
    this.results = allocateResults({ ...program, state: [] }, backend);
  }

  static async create(program: EvaluationProgram, context: RunnerContext): Promise<EvaluationRunner> {
    return new EvaluationRunner(program, await context.backend.create(program.graph, context), context);
  }

  /** Runs one batch and adds it to `scores`. `upcoming` are the samples of the batch after it, which are read meanwhile. */
  async run(split: DatasetSplit, samples: Samples, state: StateTensors, scores: Scores, upcoming?: Samples): Promise<void> {
    await this.data.prefetch(split, samples);
    this.data.fill(split, samples);
    if (upcoming !== undefined) void this.data.prefetch(split, upcoming);
    const feeds = new Map(this.data.tensors);
    for (const slot of this.program.state) feeds.set(slot.input, tensorOfSlot(state, slot.name));
    await this.executor.run(feeds, this.results);
    scores.add(this.program.batchSize, lossOf(this.program, this.results), (value) => valueTensor(value, this.data, this.results));
  }

  get outputs(): readonly ScoredOutput[] {
    return scoredOutputs(this.program, this.readings);
  }

  /** A graph output of the last run; overwritten by the next. */
  output(name: string): TensorData {
    return valueTensor(name, this.data, this.results);
  }

  dispose(): Promise<void> {
    return this.executor.dispose();
  }
}

interface RunnableProgram {
  readonly graph: TrainingProgram['graph'];
  readonly batchSize: number;
  readonly dataInputs: readonly DataInput[];
  readonly state: readonly StateSlot[];
  readonly lossOutput: string;
  readonly predictions: readonly PredictionOutput[];
}

function mixingInputs({ mixing }: TrainingProgram): readonly string[] {
  return mixing === undefined ? [] : [mixing.share, ...mixing.partners.map(({ partner }) => partner)];
}

function allocateInput(program: RunnableProgram, input: string, backend: ExecutorBackend): TensorData {
  const value = program.graph.inputs.find(({ name }) => name === input);
  invariant(value !== undefined, `the graph has an input ${input}`);
  return backend.allocate(value.type);
}

/** Storage for every graph output that is no state. */
function allocateResults(program: RunnableProgram, backend: ExecutorBackend): Map<string, TensorData> {
  const state = new Set(program.state.map((slot) => slot.output));
  return new Map(program.graph.outputs.filter(({ name }) => !state.has(name)).map(({ name, type }) => [name, backend.allocate(type)]));
}

function lossOf(program: RunnableProgram, results: ReadonlyMap<string, TensorData>): number {
  const loss = results.get(program.lossOutput);
  invariant(loss !== undefined, `the graph has an output ${program.lossOutput}`);
  return Number(loss.data[0]);
}

function valueTensor(name: string, data: DataFeeds, results: ReadonlyMap<string, TensorData>): TensorData {
  const tensor = results.get(name) ?? data.tensors.get(name);
  invariant(tensor !== undefined, `${name} is a graph output or a data input`);
  return tensor;
}

function floatsOf({ data }: TensorData): Float32Array | Float64Array {
  invariant(data instanceof Float32Array || data instanceof Float64Array, 'random inputs are floating-point');
  return data;
}
