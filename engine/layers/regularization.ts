import { field, type ParametersOf } from './parameters.ts';
import type { WeightSpec } from './definition.ts';

/** The parameters that hold a layer's kernels small; merged into the schema of every layer that has some. */
export const regularizationFields = {
  kernelL1: field.float({
    label: 'L1 penalty λ₁',
    help: 'Adds λ₁ Σ|w| over the kernel to the training loss: weights that help little become 0.',
    default: 0,
    offAtZero: 1e-4,
    min: 0,
    max: 1000,
    advanced: true,
  }),
  kernelL2: field.float({
    label: 'L2 penalty λ₂',
    help: 'Adds λ₂ Σ w² over the kernel to the training loss: no weight grows large.',
    default: 0,
    offAtZero: 1e-4,
    min: 0,
    max: 1000,
    advanced: true,
  }),
  maxNorm: field.float({
    label: 'Max-norm',
    help: 'Largest L2 norm of one unit’s incoming weights, enforced after each step; 0 sets no limit.',
    default: 0,
    offAtZero: 3,
    min: 0,
    max: 1e6,
    advanced: true,
  }),
} as const;

export type Regularization = ParametersOf<typeof regularizationFields>;

/**
 * What holds a kernel small, to be spread into its `WeightSpec`. `axes` are those along which the incoming weights of one
 * unit lie, in `view` where the kernel's own axes do not tell the units apart.
 */
export function regularizationOf(
  { kernelL1, kernelL2, maxNorm }: Regularization,
  axes: readonly number[],
  view?: readonly number[],
): Pick<WeightSpec, 'penalty' | 'maxNorm'> {
  return {
    ...((kernelL1 > 0 || kernelL2 > 0) && { penalty: { l1: kernelL1, l2: kernelL2 } }),
    ...(maxNorm > 0 && { maxNorm: { limit: maxNorm, axes, ...(view !== undefined && { view }) } }),
  };
}
