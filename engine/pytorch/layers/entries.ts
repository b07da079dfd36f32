import type { TorchEntries, TorchSource } from '../definition.ts';

/** A kernel [inputs, outputs], which PyTorch keeps the other way round. */
export const transposed = (weight: string): TorchSource => ({ from: [weight], by: 'torch.t' });

/** The entries of several parts of one member. */
export const allEntries = (parts: readonly TorchEntries[]): TorchEntries =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
