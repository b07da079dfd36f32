import { sizeOf } from '../graph/shape.ts';
import { activate, squashingOf } from './activations.ts';
import {
  checkGroups,
  convolutionFields,
  convolutionWeights,
  emitConvolution,
  groupsField,
  placeWindow,
  windowFields,
} from './convolution.ts';
import { defineLayer, type LayerDefinition, type LayerExample, type LayerPreset } from './definition.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { each, type Rank } from './window.ts';
import { invariant } from '../graph/errors.ts';

const parametersOf = (rank: Rank) =>
  ({
    filters: field.int({ label: 'Filters', help: 'Number of kernels, and of output channels.', default: 32, min: 1 }),
    ...windowFields(rank),
    ...convolutionFields(rank),
    groups: groupsField,
  }) as const;

type ConvParameters = ParametersOf<ReturnType<typeof parametersOf>>;

interface Convolution {
  readonly rank: Rank;
  readonly title: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly formula: string;
  readonly explanation: string;
  readonly presets?: readonly LayerPreset<ConvParameters>[];
  readonly examples: readonly LayerExample<ConvParameters>[];
}

const isAbove1 = (size: number): boolean => size > 1;

const dilated = (rank: Rank): LayerPreset<ConvParameters> => ({
  id: 'dilated',
  name: rank === 2 ? 'Dilated convolution' : `Dilated ${rank}-D convolution`,
  summary: 'kernel with gaps: sees further',
  synonyms: ['atrous', 'dilation', 'receptive field', 'wavenet', '空洞卷积', '扩张卷积', '膨胀卷积'],
  parameters: { dilation: each(rank, 2) },
  explanation:
    'The cells of the kernel stand {dilation} apart, so that it covers a larger field with as many weights: 3 cells at dilation 2 reach as far as 5. Stacked with growing dilations, the field grows exponentially.',
  describes: ({ dilation }) => dilation.some(isAbove1),
});

/** What the notes (3.1.1) name apart from the 2-D convolution is one with other parameters. */
const presets2D: readonly LayerPreset<ConvParameters>[] = [
  {
    id: '1x1',
    name: '1×1 convolution',
    summary: 'mixes channels, pixel by pixel',
    synonyms: ['1x1', 'pointwise', 'mix channels', 'bottleneck', 'projection', 'network in network', '1×1卷积', '逐点卷积'],
    parameters: { kernelSize: [1, 1] },
    explanation:
      'With a kernel of one cell it mixes the channels of each pixel and looks at no neighbours: a Dense layer for every pixel. It changes the number of channels to {filters} at little cost, to narrow a wide layer or to make the shapes of two branches agree.',
    describes: ({ kernelSize }) => !kernelSize.some(isAbove1),
  },
  {
    id: 'grouped',
    name: 'Grouped convolution',
    summary: 'parts of the channels, each with own kernels',
    synonyms: ['group convolution', 'resnext', 'alexnet', 'cardinality', '分组卷积'],
    parameters: { groups: 2 },
    explanation:
      'The channels are split into {groups} groups, and the kernels of one see the channels of that group alone: {groups} times fewer weights and operations. Nothing passes between groups until a later layer mixes them.',
    describes: ({ groups }) => groups > 1,
  },
  dilated(2),
];

/** Cross-correlation along `rank` axes (notes, eq. 3.2–3.4); kernel [filters, C / groups, …kernelSize]. */
function convolution({ rank, ...texts }: Convolution): LayerDefinition {
  const type = `Conv${rank}D`;
  return defineLayer({
    ...texts,
    type,
    version: 1,
    category: 'convolution',
    parameters: parametersOf(rank),
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: p, inputs: [x] }) {
      const [channels, ...sizes] = sampleShape(x);
      const problem = expectChannels(x, type, rank) ?? checkGroups(channels, p.filters, p.groups);
      if (problem !== undefined) return { problem };
      const placed = placeWindow(type, p, sizes, rank);
      if ('problem' in placed) return placed;
      const perOutput = (channels / p.groups) * sizeOf(p.kernelSize);
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], p.filters, ...placed.sizes] }],
        weights: convolutionWeights({ kernel: 'kernel', ...(p.bias && { bias: 'bias' }) }, p.filters, channels / p.groups, p.kernelSize, p),
        flops: p.filters * sizeOf(placed.sizes) * (2 * perOutput + (p.bias ? 1 : 0)),
      };
    },
    squashes: ({ activation }) => squashingOf(activation),
    lower({ e, parameters: p, inputs: [x], weights }) {
      const placed = placeWindow(type, p, sampleShape(x.type).slice(1), rank);
      invariant(!('problem' in placed), 'the window was placed');
      return [activate(e, p.activation, emitConvolution(e, x, weights.kernel, weights.bias, placed, p.paddingMode, p.groups))];
    },
    display: ['filters', 'kernelSize', 'activation'],
  });
}

export const Conv1D = convolution({
  rank: 1,
  title: '1-D convolution',
  summary: 'slides trained kernels along a sequence',
  synonyms: ['convolution', 'temporal', 'signal', 'kernel', '一维卷积', '卷积'],
  formula: 'Y_{o,t} = b_o + \\sum_{c=1}^{C} \\sum_u K_{o,c,u}\\, X_{c,\\,t+u}',
  explanation: 'Slides {filters} kernels along the steps of a sequence N×C×T, so that a pattern is found wherever it occurs.',
  presets: [dilated(1)],
  examples: [
    { name: 'same', parameters: { filters: 4, activation: 'relu' }, inputs: [{ shape: [3, 9] }] },
    { name: 'dilated, valid', parameters: { filters: 2, dilation: [3], padding: 'valid' }, inputs: [{ shape: [2, 11] }] },
    {
      name: 'stride 2, circular',
      parameters: { filters: 2, stride: [2], kernelSize: [4], paddingMode: 'circular' },
      inputs: [{ shape: [2, 8] }],
    },
    {
      name: 'causal pads, grouped',
      parameters: { filters: 4, groups: 2, padding: 'custom', pads: [2, 0], bias: false },
      inputs: [{ shape: [4, 6] }],
    },
  ],
});

export const Conv2D = convolution({
  rank: 2,
  title: '2-D convolution',
  summary: 'slides trained kernels over the image',
  synonyms: ['convolution', 'conv', 'filter', 'kernel', 'cnn', '卷积', '二维卷积', '多通道卷积'],
  formula: 'Y_{o,i,j} = b_o + \\sum_{c=1}^{C} \\sum_{u,v} K_{o,c,u,v}\\, X_{c,\\,i+u,\\,j+v}',
  explanation:
    'Slides {filters} kernels over the image. Each output pixel is the weighted sum of its neighbourhood, so the layer learns edges and strokes once and finds them anywhere.',
  presets: presets2D,
  examples: [
    { name: 'same, odd image', parameters: { filters: 4, activation: 'relu' }, inputs: [{ shape: [3, 7, 5] }] },
    { name: 'valid, stride 2', parameters: { filters: 2, padding: 'valid', stride: [2, 2] }, inputs: [{ shape: [1, 8, 9] }] },
    {
      name: 'stride beyond the kernel',
      parameters: { filters: 2, kernelSize: [2, 2], stride: [3, 3], padding: 'valid' },
      inputs: [{ shape: [2, 9, 8] }],
    },
    {
      name: 'uneven custom pads',
      parameters: { filters: 3, kernelSize: [3, 2], padding: 'custom', pads: [1, 0, 2, 1] },
      inputs: [{ shape: [2, 5, 6] }],
    },
    { name: 'dilated', parameters: { filters: 2, dilation: [2, 2], padding: 'valid' }, inputs: [{ shape: [2, 9, 8] }] },
    { name: 'grouped without bias', parameters: { filters: 4, groups: 2, bias: false }, inputs: [{ shape: [4, 5, 5] }] },
    { name: 'even kernel, same, stride 2', parameters: { filters: 2, kernelSize: [4, 4], stride: [2, 2] }, inputs: [{ shape: [1, 7, 6] }] },
    { name: '1×1', parameters: { filters: 3, kernelSize: [1, 1] }, inputs: [{ shape: [5, 4, 4] }] },
    { name: 'reflected', parameters: { filters: 2, paddingMode: 'reflect', kernelSize: [5, 3] }, inputs: [{ shape: [2, 5, 4] }] },
    {
      name: 'replicated, uneven',
      parameters: { filters: 2, paddingMode: 'replicate', padding: 'custom', pads: [2, 0, 1, 3] },
      inputs: [{ shape: [1, 4, 5] }],
    },
    { name: 'circular', parameters: { filters: 2, paddingMode: 'circular' }, inputs: [{ shape: [2, 4, 5] }] },
    {
      name: 'circular, uneven, as wide as the input',
      parameters: { filters: 2, paddingMode: 'circular', padding: 'custom', pads: [4, 0, 1, 2], dilation: [2, 1] },
      inputs: [{ shape: [1, 4, 3] }],
    },
    { name: 'kernel larger than the image, same', parameters: { filters: 2, kernelSize: [5, 4] }, inputs: [{ shape: [2, 2, 3] }] },
    {
      name: 'grouped, dilated, strided beyond the kernel, uneven pads',
      parameters: { filters: 6, groups: 3, kernelSize: [2, 2], dilation: [2, 3], stride: [4, 5], padding: 'custom', pads: [3, 1, 0, 4] },
      inputs: [{ shape: [3, 6, 7] }],
    },
    { name: 'one pixel', parameters: { filters: 2, kernelSize: [1, 1], padding: 'valid' }, inputs: [{ shape: [1, 1, 1] }] },
  ],
});

export const Conv3D = convolution({
  rank: 3,
  title: '3-D convolution',
  summary: 'slides trained kernels through a volume',
  synonyms: ['convolution', 'voxel', 'video', 'volume', '三维卷积', '卷积'],
  formula: 'Y_{o,d,i,j} = b_o + \\sum_{c=1}^{C} \\sum_{r,u,v} K_{o,c,r,u,v}\\, X_{c,\\,d+r,\\,i+u,\\,j+v}',
  explanation:
    'Slides {filters} kernels through a volume. Unlike a 2-D convolution over channels, each kernel is shallower than the input and moves along three axes.',
  examples: [
    { name: 'same', parameters: { filters: 2, activation: 'relu' }, inputs: [{ shape: [2, 4, 5, 3] }] },
    {
      name: 'valid, stride 2, dilated',
      parameters: { filters: 2, kernelSize: [2, 2, 2], stride: [2, 1, 2], dilation: [1, 2, 1], padding: 'valid' },
      inputs: [{ shape: [1, 5, 6, 5] }],
    },
    {
      name: 'grouped, uneven pads',
      parameters: { filters: 2, groups: 2, kernelSize: [1, 2, 3], padding: 'custom', pads: [0, 1, 0, 1, 0, 2] },
      inputs: [{ shape: [2, 3, 4, 4] }],
    },
  ],
});
