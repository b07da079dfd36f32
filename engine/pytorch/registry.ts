import type { TorchLayer } from './definition.ts';
import { activationLayers } from './layers/activations.ts';
import { Dense } from './layers/dense.ts';

/** How each layer is written as PyTorch, by its type. Input and Output are the arguments and results of `forward`. */
export const torchLayers: Readonly<Record<string, TorchLayer | undefined>> = {
  Dense,
  ...activationLayers,
};
