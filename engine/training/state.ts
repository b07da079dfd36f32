import type { StateSlot } from '../compile/program.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { formatShape, sameShape } from '../graph/shape.ts';
import type { TensorArray, TensorData } from '../graph/types.ts';
import { initialize } from '../initializers/initialize.ts';
import { weightStream } from '../random/stream.ts';
import type { ExecutorBackend } from './executor.ts';

/** Tensors by slot name. */
export type StateTensors = ReadonlyMap<string, TensorData>;

/** Parameters, running statistics and optimiser state of a run: two sets of tensors, one read and one written by each step. */
export class TrainingState {
  readonly slots: readonly StateSlot[];
  private readonly sets: readonly [StateTensors, StateTensors];
  private active: 0 | 1 = 0;

  constructor(slots: readonly StateSlot[], backend: ExecutorBackend) {
    this.slots = slots;
    this.sets = [allocateSlots(slots, backend), allocateSlots(slots, backend)];
  }

  /** What the next step reads. */
  get current(): StateTensors {
    return this.sets[this.active];
  }

  /** What the next step writes. */
  get next(): StateTensors {
    return this.sets[1 - this.active];
  }

  /** Makes what was written what is read. */
  swap(): void {
    this.active = this.active === 0 ? 1 : 0;
  }

  /** Draws first values, each slot from its own stream. */
  initialize(seed: number): void {
    for (const slot of this.slots) initialize(tensorOfSlot(this.current, slot.name).data, slot.initializer, weightStream(seed, slot.name));
  }

  /** Takes the values of a checkpoint, converted to the backend's storage. */
  restore(tensors: StateTensors): void {
    for (const { name, type } of this.slots) {
      const saved = tensors.get(name);
      const own = tensorOfSlot(this.current, name);
      if (saved === undefined || !sameShape(saved.dims, own.dims)) {
        const came = saved === undefined ? 'none' : formatShape(saved.dims);
        throw new EngineError(
          'checkpoint-mismatch',
          `The checkpoint does not fit the network: expected ${name} of shape ${formatShape(type.shape)}, came ${came}. Start a new run.`,
        );
      }
      copyNumbers(saved.data, own.data);
    }
  }

  /** The first slot that holds NaN or Infinity. */
  nonFiniteSlot(): StateSlot | undefined {
    return this.slots.find((slot) => !allFinite(tensorOfSlot(this.current, slot.name).data));
  }
}

/** The tensor of a slot that must be there. */
export function tensorOfSlot(tensors: StateTensors, name: string): TensorData {
  const tensor = tensors.get(name);
  invariant(tensor !== undefined, `state holds ${name}`);
  return tensor;
}

/** Copies numbers between float arrays of any precision. */
export function copyNumbers(from: TensorArray, to: TensorArray): void {
  invariant(!(from instanceof BigInt64Array) && !(to instanceof BigInt64Array), 'state is floating-point');
  to.set(from);
}

function allocateSlots(slots: readonly StateSlot[], backend: ExecutorBackend): StateTensors {
  return new Map(slots.map((slot) => [slot.name, backend.allocate(slot.type)]));
}

function allFinite(data: TensorArray): boolean {
  for (const x of data) if (typeof x === 'number' && !Number.isFinite(x)) return false;
  return true;
}
