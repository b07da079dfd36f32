import type { StatisticsProgram } from '../compile/statistics-program.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorData } from '../graph/types.ts';
import type { NodeStatistics } from './events.ts';
import type { Executor, ExecutorBackend } from './executor.ts';

/** The largest float32 stands for what is beyond it, or no number. */
const LARGEST = 3.4e38;

/** Looks at batches of one size without changing anything. */
export class StatisticsRunner {
  private readonly program: StatisticsProgram;
  private readonly executor: Executor;
  private readonly results: ReadonlyMap<string, TensorData>;

  private constructor(program: StatisticsProgram, executor: Executor, backend: ExecutorBackend) {
    this.program = program;
    this.executor = executor;
    this.results = new Map(program.graph.outputs.map(({ name, type }) => [name, backend.allocate(type)]));
  }

  static async create(
    program: StatisticsProgram,
    context: { readonly backend: ExecutorBackend; readonly threads: number },
  ): Promise<StatisticsRunner> {
    return new StatisticsRunner(program, await context.backend.create(program.graph, context), context.backend);
  }

  /** `fed` holds what the step of the same batch was fed. */
  async run(fed: ReadonlyMap<string, TensorData>): Promise<readonly NodeStatistics[]> {
    const feeds = this.program.graph.inputs.map(({ name }) => {
      const tensor = fed.get(name);
      invariant(tensor !== undefined, `a step is fed ${name}`);
      return [name, tensor] as const;
    });
    await this.executor.run(new Map(feeds), this.results);
    return this.program.nodes.map(({ nodeId, activation, gradient }) => {
      const [mean, spread, dead] = activation === undefined ? [] : this.numbers(activation);
      const [norm] = gradient === undefined ? [] : this.numbers(gradient);
      return {
        nodeId,
        ...(mean !== undefined && spread !== undefined && dead !== undefined && { activation: { mean, spread, dead } }),
        ...(norm !== undefined && { gradient: norm }),
      };
    });
  }

  dispose(): Promise<void> {
    return this.executor.dispose();
  }

  private numbers(output: string): number[] {
    const tensor = this.results.get(output);
    invariant(tensor !== undefined, `the graph has an output ${output}`);
    return Array.from(tensor.data, Number).map(told);
  }
}

/** To four digits. */
function told(value: number): number {
  if (Number.isFinite(value)) return Number(value.toPrecision(4));
  return value === Number.NEGATIVE_INFINITY ? -LARGEST : LARGEST;
}
