import { staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { StateGradientOutput } from './program.ts';

/** Zeros that were added to the states of a recurrence [T, N, …]: their gradient is ∂L/∂h_t, what comes from later steps included. */
export interface Probe {
  readonly nodeId: string;
  /** Which of a layer's recurrences; empty where it has one. */
  readonly part: string;
  readonly zeros: Value;
}

export function probeZeros(e: Emitter, shape: readonly number[]): Value {
  return e.expand(e.scalar(0), shape);
}

/**
 * Names ‖∂ℓ/∂h_t‖ of each step [T] as graph outputs: the root mean square over the batch of each sample's own, where the loss is the mean of the
 * samples' losses ℓ.
 */
export function emitStateGradients(
  e: Emitter,
  probes: readonly Probe[],
  gradients: readonly (Value | undefined)[],
): readonly StateGradientOutput[] {
  return probes.flatMap(({ nodeId, part }, index) => {
    const gradient = gradients[index];
    if (gradient === undefined) return [];
    const [, batch, ...rest] = staticShape(gradient.type.shape);
    const axes = [1, ...rest.map((_, axis) => axis + 2)];
    const norms = e.builder.withOrigin({ nodeId, phase: 'gradient' }, () =>
      e.sqrt(e.mulScalar(e.reduceSum(e.square(gradient), axes, false), batch)),
    );
    const name = ['stateGradient', nodeId, part].filter((text) => text !== '').join(':');
    return [{ nodeId, part, output: e.builder.output(name, norms).name }];
  });
}
