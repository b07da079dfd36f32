import { EngineError } from '../../engine/graph/errors.ts';
import type { TextReport } from '../../engine/generation/definition.ts';
import type { EngineClient, GenerateOptions, JobOptions, TrainRequest } from '../../engine/runtime/engine-api.ts';
import type { RunCommand, RunEvent, RunSummary } from '../../engine/training/events.ts';

/** One training run of the fake: the test says what it tells and how it ends. */
export class FakeTraining {
  readonly request: TrainRequest;
  readonly commands: RunCommand[] = [];
  readonly tell: (event: RunEvent) => void;
  readonly done: Promise<RunSummary>;
  end: (state: 'finished' | 'stopped') => void = () => {};
  fail: (error: Error) => void = () => {};

  constructor(request: TrainRequest, tell: (event: RunEvent) => void) {
    this.request = request;
    this.tell = tell;
    this.done = new Promise((resolve, reject) => {
      this.end = (state) => {
        tell({ type: 'done', summary: emptySummary });
        tell({ type: 'state', state });
        resolve(emptySummary);
      };
      this.fail = reject;
    });
  }

  control(command: RunCommand): void {
    this.commands.push(command);
    if (command.type === 'stop') this.end('stopped');
  }
}

const emptySummary: RunSummary = {
  epochs: 1,
  steps: 2,
  seconds: 1,
  metrics: { train: { loss: 1 }, test: { loss: 2 } },
  bestEpoch: 1,
  stepMilliseconds: 1,
};

/** An engine that trains nothing. */
export class FakeEngine implements EngineClient {
  readonly trainings: FakeTraining[] = [];
  readonly jobs: string[] = [];
  disposed = false;

  train(request: TrainRequest, onEvent: (event: RunEvent) => void): FakeTraining {
    const training = new FakeTraining(request, onEvent);
    this.trainings.push(training);
    return training;
  }

  evaluate(): Promise<never> {
    return Promise.reject(new EngineError('not-in-test', 'The fake engine evaluates nothing.'));
  }

  async exportModel(): Promise<Uint8Array> {
    return new Uint8Array([8, 1]);
  }

  async exportCode() {
    return { text: 'class Xor(nn.Module): ...\n', network: 'Xor', weights: new Uint8Array([8, 2]) };
  }

  async verify() {
    return {
      samples: 10,
      maxAbsDiff: 0,
      isRounding: true,
      equalPredictions: 10,
      float64: { samples: 8, maxAbsDiff: 1e-7, agrees: true },
      inputs: [],
      outputs: [],
    };
  }

  predict(): Promise<never> {
    return Promise.reject(new EngineError('not-in-test', 'The fake engine predicts nothing.'));
  }

  /** A text that begins and goes on until it is ended. */
  generate(_request: unknown, { onText, signal }: GenerateOptions = {}): Promise<TextReport> {
    this.jobs.push('text');
    onText?.([{ text: 'Call', probability: 0.5 }]);
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () => {
        resolve({ end: 'stopped', tokens: 1, promptTokens: 1, context: 8, unknown: [], seconds: 1 });
      });
    });
  }

  statistics(_request: unknown, options?: JobOptions): Promise<never> {
    return this.#job('statistics', options);
  }

  previewImport(_request: unknown, options?: JobOptions): Promise<never> {
    return this.#job('preview', options);
  }

  importData(_request: unknown, options?: JobOptions): Promise<never> {
    return this.#job('import', options);
  }

  /** A job that tells once how far it is, and goes on until it is cancelled. */
  #job(kind: string, { onProgress, signal }: JobOptions = {}): Promise<never> {
    this.jobs.push(kind);
    onProgress?.({ done: 1, total: 2, unit: kind });
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new EngineError('job-cancelled', 'This was stopped; nothing of it was kept.')));
    });
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }
}
