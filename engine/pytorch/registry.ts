import type { TorchLayer } from './definition.ts';
import { activationLayers } from './layers/activations.ts';
import { arithmeticLayers } from './layers/arithmetic.ts';
import { convolutions } from './layers/convolutions.ts';
import { Dense } from './layers/dense.ts';
import { normLayers } from './layers/norms.ts';
import { pools } from './layers/pools.ts';
import { samplingLayers } from './layers/sampling.ts';
import { shapeLayers } from './layers/shapes.ts';
import { attention } from './layers/attention.ts';
import { blocks } from './layers/blocks.ts';
import { graphs } from './layers/graphs.ts';
import { recurrentLayers } from './layers/recurrent.ts';
import { Scan } from './layers/scan.ts';
import { sequences } from './layers/sequences.ts';

/** How each layer is written as PyTorch, by its type. Input and Output are the arguments and results of `forward`. */
export const torchLayers: Readonly<Record<string, TorchLayer | undefined>> = {
  ...convolutions,
  ...pools,
  ...samplingLayers,
  Dense,
  ...activationLayers,
  ...normLayers,
  ...shapeLayers,
  ...arithmeticLayers,
  ...sequences,
  ...recurrentLayers,
  Scan,
  ...attention,
  ...graphs,
  ...blocks,
};
