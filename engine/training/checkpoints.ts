import type { CheckpointStore, TrainingPosition } from './checkpoint.ts';
import type { ExecutorBackend } from './executor.ts';
import { copyNumbers, type StateTensors, tensorOfSlot, TrainingState } from './state.ts';

/** Epochs shorter than this do not each write a checkpoint. */
const EPOCH_CHECKPOINT_SECONDS = 2;
/** Epochs longer than this write checkpoints on the way. */
const STEP_CHECKPOINT_SECONDS = 30;

export interface CheckpointsOptions {
  readonly state: TrainingState;
  readonly store: CheckpointStore;
  readonly backend: ExecutorBackend;
  /** Milliseconds. */
  readonly now: () => number;
  /** The run goes on from a checkpoint; `best` holds the tensors of its best epoch so far. */
  readonly resumed?: { readonly best?: StateTensors };
}

/** The last and the best state of a run, and when they are written. */
export class Checkpoints {
  private readonly options: CheckpointsOptions;
  private readonly best: TrainingState;
  private bestUnsaved = false;
  private hasSaved: boolean;
  private lastSave: number;

  constructor(options: CheckpointsOptions) {
    const { state, backend, now, resumed } = options;
    this.options = options;
    this.best = new TrainingState(
      state.slots.filter(({ kind }) => kind !== 'optimizer'),
      backend,
    );
    if (resumed?.best !== undefined) this.best.restore(resumed.best);
    this.hasSaved = resumed !== undefined;
    this.lastSave = now();
  }

  /** The state of the best epoch, once `keepBest` was called. */
  get bestTensors(): StateTensors {
    return this.best.current;
  }

  /** Remembers the present state as the best. */
  keepBest(): void {
    const { state } = this.options;
    for (const { name } of this.best.slots) copyNumbers(tensorOfSlot(state.current, name).data, tensorOfSlot(this.best.current, name).data);
    this.bestUnsaved = true;
  }

  /** Whether a long epoch is to write one on its way. */
  get dueAfterStep(): boolean {
    return this.secondsSinceSave >= STEP_CHECKPOINT_SECONDS;
  }

  get dueAfterEpoch(): boolean {
    return !this.hasSaved || this.secondsSinceSave >= EPOCH_CHECKPOINT_SECONDS;
  }

  /** Writes the best state where it is new, then the last: a last checkpoint never knows of a best that was not written. */
  async save(position: TrainingPosition): Promise<void> {
    const { state, store, now } = this.options;
    await this.saveBest(position);
    await store.save('last', { tensors: state.current, position });
    this.hasSaved = true;
    this.lastSave = now();
  }

  async saveBest(position: TrainingPosition): Promise<void> {
    if (!this.bestUnsaved) return;
    await this.options.store.save('best', { tensors: this.best.current, position });
    this.bestUnsaved = false;
  }

  private get secondsSinceSave(): number {
    return (this.options.now() - this.lastSave) / 1000;
  }
}
