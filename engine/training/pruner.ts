import type { StateSlot } from '../compile/program.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { staticShape } from '../graph/shape.ts';
import type { TensorData } from '../graph/types.ts';
import type { TrainingSettings } from '../project/schema.ts';
import type { Kernel } from '../pruning/kernel.ts';
import { pruningProblem } from '../pruning/problem.ts';
import { pruneKernels } from '../pruning/prune.ts';
import { type PruningEpochs, prunesAfter, type PruningSettings, pruningEpochs, pruningShare } from '../pruning/schedule.ts';
import { addCounts, countWeights } from '../pruning/sparsity.ts';
import { tensorOfSlot, type TrainingState } from './state.ts';

const MASK = /:mask$/;

/** Prunes a run's weights between its steps. What it does depends on the step, the weights and the masks alone. */
export class Pruner {
  private readonly settings: PruningSettings;
  private readonly epochs: PruningEpochs;
  private readonly stepsPerEpoch: number;
  private readonly state: TrainingState;

  /** Settings that contradict each other throw `EngineError('bad-pruning')`. */
  constructor(settings: PruningSettings, { epochs }: Pick<TrainingSettings, 'epochs'>, stepsPerEpoch: number, state: TrainingState) {
    const problem = pruningProblem(settings);
    if (problem !== undefined) throw new EngineError('bad-pruning', problem);
    this.settings = settings;
    this.epochs = pruningEpochs(settings, epochs);
    this.stepsPerEpoch = stepsPerEpoch;
    this.state = state;
  }

  /** To be called once that many steps are done and their state is current. */
  afterStep(step: number): void {
    const { epochs, stepsPerEpoch, settings } = this;
    if (!prunesAfter(step, epochs, stepsPerEpoch, settings.interval)) return;
    pruneKernels(settings, this.kernels(), pruningShare(step, epochs, stepsPerEpoch));
  }

  /** The first epoch, from 1, that ends with the final sparsity. */
  get finalEpoch(): number {
    return this.epochs.end;
  }

  /** Share of zeros among all weights that may be pruned. */
  get sparsity(): number {
    const { zeros, weights } = addCounts(this.kernels().map((kernel) => countWeights(kernel.weights)));
    return weights === 0 ? 0 : zeros / weights;
  }

  private kernels(): Kernel[] {
    const { slots, current } = this.state;
    return slots
      .filter(({ kind }) => kind === 'mask')
      .map((slot) => ({
        shape: staticShape(slot.type.shape),
        inputAxis: inputAxisOf(slot),
        weights: floatsOf(tensorOfSlot(current, slot.name.replace(MASK, ''))),
        mask: floatsOf(tensorOfSlot(current, slot.name)),
      }));
  }
}

function inputAxisOf({ name, kernel }: StateSlot): number {
  invariant(kernel !== undefined, `${name} belongs to a kernel`);
  return kernel.inputAxis;
}

function floatsOf({ data }: TensorData): Kernel['weights'] {
  invariant(data instanceof Float32Array || data instanceof Float64Array, 'kernels are floating-point');
  return data;
}
