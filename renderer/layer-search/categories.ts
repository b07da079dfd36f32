import type { LayerCategory } from '../../engine/layers/definition.ts';
import type { WindowText } from '../language/text.ts';

/** The categories of layers with their titles, in the palette's order. */
export const categoryTitles: Readonly<Record<LayerCategory, WindowText>> = {
  data: 'Data',
  convolution: 'Convolution',
  pooling: 'Pooling and sampling',
  dense: 'Dense and embedding',
  activation: 'Activation functions',
  norm: 'Normalise and regularise',
  sequence: 'Recurrent and attention',
  graph: 'Graph',
  shape: 'Shape and merge',
  loss: 'Loss',
  module: 'Modules',
};
