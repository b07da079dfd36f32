import type { EvaluationProgram, GraphSize, TrainingProgram } from '../compile/program.ts';
import type { StatisticsProgram } from '../compile/statistics-program.ts';
import type { DatasetSplit } from '../data/dataset.ts';
import type { TextLengths } from '../preprocessing/text-length.ts';
import type { Samples } from './batches.ts';
import { programSize } from './graph-feeds.ts';
import { StatisticsRunner } from './statistics.ts';
import { EvaluationRunner, type RunnerContext, StepRunner } from './runner.ts';

/** Besides the number of its samples, how large a batch is. */
export interface BatchExtent {
  /** Where the samples are nodes, pairs of nodes or graphs. */
  readonly graph?: GraphSize;
  /** Of texts that are shorter than their field allows. */
  readonly lengths?: TextLengths;
}

/** Compiles a project for a batch of some size. */
export interface ProgramSource {
  training(batchSize: number, extent?: BatchExtent): TrainingProgram;
  evaluation(batchSize: number, extent?: BatchExtent): EvaluationProgram;
  /** Absent where nobody can watch. */
  statistics?(batchSize: number, extent?: BatchExtent): StatisticsProgram;
}

/** Compiled programs in their executors, one per size of a batch, made when first needed. */
export class Runners {
  private readonly source: ProgramSource;
  private readonly context: RunnerContext;
  private readonly steps = new Map<string, StepRunner>();
  private readonly evaluations = new Map<string, EvaluationRunner>();
  private readonly looks = new Map<string, StatisticsRunner>();

  constructor(source: ProgramSource, context: RunnerContext) {
    this.source = source;
    this.context = context;
  }

  /** For a batch of these samples. */
  async step(split: DatasetSplit, samples: Samples, lengths?: TextLengths): Promise<StepRunner> {
    const extent = this.extentOf(split, samples, lengths);
    const key = keyOf(samples, extent);
    const runner = this.steps.get(key) ?? (await StepRunner.create(this.source.training(samples.length, extent), this.context));
    this.steps.set(key, runner);
    return runner;
  }

  /** For a batch of these samples; undefined where the programs tell no statistics. */
  async statistics(split: DatasetSplit, samples: Samples, lengths?: TextLengths): Promise<StatisticsRunner | undefined> {
    if (this.source.statistics === undefined) return undefined;
    const extent = this.extentOf(split, samples, lengths);
    const key = keyOf(samples, extent);
    const runner = this.looks.get(key) ?? (await StatisticsRunner.create(this.source.statistics(samples.length, extent), this.context));
    this.looks.set(key, runner);
    return runner;
  }

  /** For a batch of these samples. */
  async evaluation(split: DatasetSplit, samples: Samples, lengths?: TextLengths): Promise<EvaluationRunner> {
    const extent = this.extentOf(split, samples, lengths);
    const key = keyOf(samples, extent);
    const runner =
      this.evaluations.get(key) ?? (await EvaluationRunner.create(this.source.evaluation(samples.length, extent), this.context));
    this.evaluations.set(key, runner);
    return runner;
  }

  async dispose(): Promise<void> {
    for (const runner of [...this.steps.values(), ...this.evaluations.values(), ...this.looks.values()]) await runner.dispose();
  }

  private extentOf(split: DatasetSplit, samples: Samples, lengths: TextLengths | undefined): BatchExtent {
    const graph = programSize(this.context.dataset, split, samples);
    return { ...(graph && { graph }), ...(lengths && { lengths }) };
  }
}

function keyOf({ length }: Samples, { graph, lengths }: BatchExtent): string {
  return JSON.stringify([length, graph?.nodes, graph?.edges, ...(lengths ?? [])]);
}
