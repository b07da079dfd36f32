import type { EvaluationProgram, GraphSize, TrainingProgram } from '../compile/program.ts';
import type { DatasetSplit } from '../data/dataset.ts';
import type { Samples } from './batches.ts';
import { programSize } from './graph-feeds.ts';
import { EvaluationRunner, type RunnerContext, StepRunner } from './runner.ts';

/** Compiles a project for a batch size, and for so many nodes and edges where the samples are nodes or graphs. */
export interface ProgramSource {
  training(batchSize: number, graph?: GraphSize): TrainingProgram;
  evaluation(batchSize: number, graph?: GraphSize): EvaluationProgram;
}

/** Compiled programs in their executors, one per size of a batch, made when first needed. */
export class Runners {
  private readonly source: ProgramSource;
  private readonly context: RunnerContext;
  private readonly steps = new Map<string, StepRunner>();
  private readonly evaluations = new Map<string, EvaluationRunner>();

  constructor(source: ProgramSource, context: RunnerContext) {
    this.source = source;
    this.context = context;
  }

  /** For a batch of these samples. */
  async step(split: DatasetSplit, samples: Samples): Promise<StepRunner> {
    const graph = programSize(this.context.dataset, split, samples);
    const key = keyOf(samples, graph);
    const runner = this.steps.get(key) ?? (await StepRunner.create(this.source.training(samples.length, graph), this.context));
    this.steps.set(key, runner);
    return runner;
  }

  /** For a batch of these samples. */
  async evaluation(split: DatasetSplit, samples: Samples): Promise<EvaluationRunner> {
    const graph = programSize(this.context.dataset, split, samples);
    const key = keyOf(samples, graph);
    const runner =
      this.evaluations.get(key) ?? (await EvaluationRunner.create(this.source.evaluation(samples.length, graph), this.context));
    this.evaluations.set(key, runner);
    return runner;
  }

  async dispose(): Promise<void> {
    for (const runner of [...this.steps.values(), ...this.evaluations.values()]) await runner.dispose();
  }
}

function keyOf({ length }: Samples, graph: GraphSize | undefined): string {
  return graph === undefined ? String(length) : `${length} ${graph.nodes} ${graph.edges}`;
}
