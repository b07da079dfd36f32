import type { StateSlot } from '../compile/program.ts';
import { invariant } from '../graph/errors.ts';
import { addCounts, countWeights, type WeightCounts } from '../pruning/sparsity.ts';
import { type StateTensors, tensorOfSlot } from './state.ts';

/** Zeros among the weights of kernels; biases and scales are left out. */
export interface SparsityReport extends WeightCounts {
  readonly kernels: readonly KernelSparsity[];
}

export interface KernelSparsity extends WeightCounts {
  /** `dense1.kernel` */
  readonly name: string;
  readonly nodeId: string;
}

/** Counts the zeros of a state's kernels; `undefined` where it has none. */
export function sparsityOf(slots: readonly StateSlot[], tensors: StateTensors): SparsityReport | undefined {
  const kernels = slots.flatMap(({ name, nodeId, kind, kernel }): KernelSparsity[] => {
    if (kind !== 'parameter' || kernel === undefined) return [];
    const { data } = tensorOfSlot(tensors, name);
    invariant(data instanceof Float32Array || data instanceof Float64Array, 'kernels are floating-point');
    return [{ name, nodeId, ...countWeights(data) }];
  });
  return kernels.length === 0 ? undefined : { ...addCounts(kernels), kernels };
}
