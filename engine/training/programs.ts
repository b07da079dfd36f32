import type { EvaluationProgram, TrainingProgram } from '../compile/program.ts';
import { EvaluationRunner, type RunnerContext, StepRunner } from './runner.ts';

/** Compiles a project for a batch size. */
export interface ProgramSource {
  training(batchSize: number): TrainingProgram;
  evaluation(batchSize: number): EvaluationProgram;
}

/** Compiled programs in their executors, one per batch size, made when first needed. */
export class Runners {
  private readonly source: ProgramSource;
  private readonly context: RunnerContext;
  private readonly steps = new Map<number, StepRunner>();
  private readonly evaluations = new Map<number, EvaluationRunner>();

  constructor(source: ProgramSource, context: RunnerContext) {
    this.source = source;
    this.context = context;
  }

  async step(batchSize: number): Promise<StepRunner> {
    const known = this.steps.get(batchSize);
    if (known !== undefined) return known;
    const runner = await StepRunner.create(this.source.training(batchSize), this.context);
    this.steps.set(batchSize, runner);
    return runner;
  }

  async evaluation(batchSize: number): Promise<EvaluationRunner> {
    const known = this.evaluations.get(batchSize);
    if (known !== undefined) return known;
    const runner = await EvaluationRunner.create(this.source.evaluation(batchSize), this.context);
    this.evaluations.set(batchSize, runner);
    return runner;
  }

  async dispose(): Promise<void> {
    for (const runner of [...this.steps.values(), ...this.evaluations.values()]) await runner.dispose();
  }
}
