import { EngineError } from '../graph/errors.ts';
import type { RunCommand } from './events.ts';

/** What a run was told and has not done yet. Commands take effect between steps. */
export class RunControl {
  private mode: 'running' | 'paused' | 'stopping' = 'running';
  private singleSteps = 0;
  private wantsCheckpoint = false;
  private newLearningRate: number | undefined;
  private isWatched = false;
  private wake: (() => void) | undefined;

  apply(command: RunCommand): void {
    switch (command.type) {
      case 'pause':
        if (this.mode === 'running') this.mode = 'paused';
        break;
      case 'resume':
        if (this.mode === 'paused') this.mode = 'running';
        this.singleSteps = 0;
        break;
      case 'step':
        if (this.mode !== 'stopping') {
          this.mode = 'paused';
          this.singleSteps += 1;
        }
        break;
      case 'stop':
        this.mode = 'stopping';
        break;
      case 'set-learning-rate':
        this.newLearningRate = checkLearningRate(command.learningRate);
        break;
      case 'watch':
        this.isWatched = command.on;
        break;
      case 'checkpoint':
        this.wantsCheckpoint = true;
        break;
    }
    this.wake?.();
  }

  get stopping(): boolean {
    return this.mode === 'stopping';
  }

  get paused(): boolean {
    return this.mode === 'paused';
  }

  /** True where work may go on: running, or a single step was asked for. */
  get mayWork(): boolean {
    return this.mode === 'running' || (this.mode === 'paused' && this.singleSteps > 0);
  }

  /** Someone wants numbers about every layer. */
  get watched(): boolean {
    return this.isWatched;
  }

  /** Counts an optimiser step that is about to run. */
  beginStep(): void {
    if (this.mode === 'paused') this.singleSteps -= 1;
  }

  /** The checkpoint that was asked for, once. */
  takeCheckpointRequest(): boolean {
    const wanted = this.wantsCheckpoint;
    this.wantsCheckpoint = false;
    return wanted;
  }

  /** The learning rate that was set since the last call. */
  takeLearningRate(): number | undefined {
    const rate = this.newLearningRate;
    this.newLearningRate = undefined;
    return rate;
  }

  /** Resolves at the next command; at once where one arrived that has not been taken. */
  async nextCommand(): Promise<void> {
    if (this.wantsCheckpoint || this.newLearningRate !== undefined) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.wake = undefined;
  }
}

/** The rate; one that is not above 0 throws `EngineError('bad-learning-rate')`. */
export function checkLearningRate(rate: number): number {
  if (Number.isFinite(rate) && rate > 0) return rate;
  throw new EngineError('bad-learning-rate', `Expected a learning rate above 0, came ${rate}.`);
}
