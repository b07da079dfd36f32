import type { InitializerName } from '../initializers/initializer.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { WeightSpec } from './definition.ts';
import { kernelInitializer } from './initializer-field.ts';
import { type Regularization, regularizationOf } from './regularization.ts';

/** A kernel [features, units] and, on request, a bias. */
export function linearWeights(
  names: { readonly kernel: string; readonly bias?: string },
  features: number,
  units: number,
  p: Regularization & { readonly initializer: InitializerName | 'zeros' },
): readonly WeightSpec[] {
  const kernel: WeightSpec = {
    name: names.kernel,
    shape: [features, units],
    initializer: kernelInitializer(p.initializer, features, units),
    trainable: true,
    ...regularizationOf(p, [0]),
  };
  return names.bias === undefined
    ? [kernel]
    : [kernel, { name: names.bias, shape: [units], initializer: { kind: 'zeros' }, trainable: true }];
}

/** Emits x·W + b on the last axis (notes, eq. 2.15). */
export function emitLinear(e: Emitter, x: Value, kernel: Value, bias: Value | undefined): Value {
  if (x.type.shape.length === 2) return e.gemm(x, kernel, bias);
  const product = e.matmul(x, kernel);
  return bias === undefined ? product : e.add(product, bias);
}

/** Operations of one row. */
export function linearFlops(features: number, units: number, bias: boolean): number {
  return units * (2 * features + (bias ? 1 : 0));
}
