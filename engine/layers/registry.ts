import { activationLayers } from './activation-layers.ts';
import { adaptivePools } from './adaptive-pool.ts';
import { AlphaDropout } from './alpha-dropout.ts';
import { arithmeticLayers } from './arithmetic-layers.ts';
import { BatchNorm } from './batch-norm.ts';
import { Concat } from './concat.ts';
import { Conv1D, Conv2D, Conv3D } from './conv.ts';
import { ConvTranspose1D, ConvTranspose2D, ConvTranspose3D } from './conv-transpose.ts';
import type { LayerDefinition } from './definition.ts';
import { Dense } from './dense.ts';
import { Dropout } from './dropout.ts';
import { Embedding } from './embedding.ts';
import { Flatten } from './flatten.ts';
import { GaussianNoise } from './gaussian-noise.ts';
import { GlobalAveragePool, GlobalMaxPool } from './global-pool.ts';
import { GRU } from './gru.ts';
import { graphLayers } from './graph-layers.ts';
import { GroupNorm, InstanceNorm } from './group-norm.ts';
import { Input } from './input.ts';
import { LayerNorm, RMSNorm } from './layer-norm.ts';
import { LSTM } from './lstm.ts';
import { marginLayers } from './margins.ts';
import { mergingLayers } from './merging-layers.ts';
import { MultiHeadAttention } from './multi-head-attention.ts';
import { Output } from './output.ts';
import { PaddingMask } from './padding-mask.ts';
import { Permute } from './permute.ts';
import { PixelShuffle, PixelUnshuffle } from './pixel-shuffle.ts';
import { poolingLayers } from './pool.ts';
import { PositionalEncoding } from './positional-encoding.ts';
import { RecurrentCell } from './recurrent-step.ts';
import { Repeat } from './repeat.ts';
import { Reshape } from './reshape.ts';
import { DepthwiseConv2D, SeparableConv2D, SpatiallySeparableConv2D } from './separable-conv.ts';
import { SimpleRNN } from './simple-rnn.ts';
import { Slice } from './slice.ts';
import { ResidualBlock } from './residual-block.ts';
import { SequencePool } from './sequence-pool.ts';
import { SpatialDropout } from './spatial-dropout.ts';
import { Split } from './split.ts';
import { Squeeze, Unsqueeze } from './squeeze.ts';
import { SqueezeExcitation } from './squeeze-excitation.ts';
import { StochasticDepth } from './stochastic-depth.ts';
import { TokenScores } from './token-scores.ts';
import { TransformerDecoder } from './transformer-decoder.ts';
import { TransformerEncoder } from './transformer-encoder.ts';
import { UpSampling1D, UpSampling2D, UpSampling3D } from './up-sampling.ts';

/** Every layer that can be drawn, in the palette's order. Adding one is a file and its name here. */
export const layers: readonly LayerDefinition[] = [
  Input,
  Conv1D,
  Conv2D,
  Conv3D,
  DepthwiseConv2D,
  SeparableConv2D,
  SpatiallySeparableConv2D,
  ConvTranspose1D,
  ConvTranspose2D,
  ConvTranspose3D,
  ...poolingLayers,
  GlobalAveragePool,
  GlobalMaxPool,
  ...adaptivePools,
  UpSampling1D,
  UpSampling2D,
  UpSampling3D,
  PixelShuffle,
  PixelUnshuffle,
  ...marginLayers,
  Dense,
  ...activationLayers,
  Embedding,
  TokenScores,
  PaddingMask,
  SimpleRNN,
  GRU,
  LSTM,
  RecurrentCell,
  SequencePool,
  PositionalEncoding,
  MultiHeadAttention,
  TransformerEncoder,
  TransformerDecoder,
  ...graphLayers,
  BatchNorm,
  LayerNorm,
  GroupNorm,
  InstanceNorm,
  RMSNorm,
  Dropout,
  SpatialDropout,
  AlphaDropout,
  GaussianNoise,
  StochasticDepth,
  Flatten,
  Reshape,
  Permute,
  Squeeze,
  Unsqueeze,
  Slice,
  Split,
  Repeat,
  ...mergingLayers,
  Concat,
  ...arithmeticLayers,
  ResidualBlock,
  SqueezeExcitation,
  Output,
];

const byType = new Map(layers.map((layer) => [layer.type, layer]));

/** The layer of that type, `undefined` where there is none. */
export function layerOf(type: string): LayerDefinition | undefined {
  return byType.get(type);
}
