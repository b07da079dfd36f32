import { sizeOf } from '../graph/shape.ts';
import { invariant } from '../graph/errors.ts';
import { activate, squashingOf } from './activations.ts';
import { convolutionFields, convolutionWeights, emitConvolution, type Placement, placeWindow, windowFields } from './convolution.ts';
import { defineLayer } from './definition.ts';
import { expectImage, sampleShape } from './expectations.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

const multiplierField = field.int({ label: 'Multiplier', help: 'Kernels for each input channel.', default: 1, min: 1, max: 4096 });
const depthwiseParameters = { multiplier: multiplierField, ...windowFields(2), ...convolutionFields(2) } as const;
const separableParameters = {
  filters: field.int({ label: 'Filters', help: 'Number of output channels.', default: 32, min: 1 }),
  ...depthwiseParameters,
  multiplier: { ...multiplierField, advanced: true },
} as const;

/** Where the window goes; it was checked by `infer`. */
function placed(layer: string, p: ParametersOf<typeof depthwiseParameters>, sizes: readonly number[]): Placement {
  const placement = placeWindow(layer, p, sizes, 2);
  invariant(!('problem' in placement), `${layer} was placed`);
  return placement;
}

/** Each channel is filtered by kernels of its own: groups = channels. Kernel [C · multiplier, 1, height, width]. */
export const DepthwiseConv2D = defineLayer({
  type: 'DepthwiseConv2D',
  version: 1,
  category: 'convolution',
  title: 'Depthwise 2-D convolution',
  summary: 'filters each channel by itself',
  synonyms: ['depthwise', 'channelwise', 'mobilenet', 'convolution', '深度卷积'],
  parameters: depthwiseParameters,
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectImage(x, 'DepthwiseConv2D');
    if (problem !== undefined) return { problem };
    const [channels, ...sizes] = sampleShape(x);
    const placement = placeWindow('DepthwiseConv2D', p, sizes, 2);
    if ('problem' in placement) return placement;
    const outputs = channels * p.multiplier;
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], outputs, ...placement.sizes] }],
      weights: convolutionWeights({ kernel: 'kernel', ...(p.bias && { bias: 'bias' }) }, outputs, 1, p.kernelSize, {
        ...p,
        groups: channels,
      }),
      flops: outputs * sizeOf(placement.sizes) * (2 * sizeOf(p.kernelSize) + (p.bias ? 1 : 0)),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x], weights }) {
    const [channels, ...sizes] = sampleShape(x.type);
    return [
      activate(
        e,
        p.activation,
        emitConvolution(e, x, weights.kernel, weights.bias, placed('DepthwiseConv2D', p, sizes), p.paddingMode, channels),
      ),
    ];
  },
  formula: 'Y_{c,i,j} = b_c + \\sum_{u,v} K_{c,u,v}\\, X_{c,\\,i+u,\\,j+v}',
  explanation: 'Filters every channel with {multiplier} kernel of its own and mixes none: a fraction of a full convolution’s cost.',
  display: ['multiplier', 'kernelSize', 'activation'],
  examples: [
    { name: 'same', parameters: { activation: 'relu' }, inputs: [{ shape: [3, 5, 6] }] },
    { name: 'multiplier 2, stride 2', parameters: { multiplier: 2, stride: [2, 2] }, inputs: [{ shape: [2, 7, 5] }] },
    { name: 'valid, dilated, no bias', parameters: { padding: 'valid', dilation: [2, 1], bias: false }, inputs: [{ shape: [2, 7, 5] }] },
    {
      name: 'multiplier 3, reflected, uneven pads, stride beyond the kernel',
      parameters: {
        multiplier: 3,
        kernelSize: [2, 3],
        stride: [3, 4],
        paddingMode: 'reflect',
        padding: 'custom',
        pads: [2, 0, 1, 3],
      },
      inputs: [{ shape: [2, 5, 6] }],
    },
    { name: 'one channel', inputs: [{ shape: [1, 3, 3] }] },
  ],
});

/** Depthwise convolution, then a 1×1 convolution that mixes the channels (Chollet 2017). The bias comes at the end. */
export const SeparableConv2D = defineLayer({
  type: 'SeparableConv2D',
  version: 1,
  category: 'convolution',
  title: 'Depthwise separable 2-D convolution',
  summary: 'filters channels, then mixes them',
  synonyms: ['depthwise separable', 'pointwise', 'xception', 'mobilenet', 'convolution', '深度可分离卷积', '可分离卷积'],
  parameters: separableParameters,
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectImage(x, 'SeparableConv2D');
    if (problem !== undefined) return { problem };
    const [channels, ...sizes] = sampleShape(x);
    const placement = placeWindow('SeparableConv2D', p, sizes, 2);
    if ('problem' in placement) return placement;
    const middle = channels * p.multiplier;
    const pixels = sizeOf(placement.sizes);
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], p.filters, ...placement.sizes] }],
      weights: [
        ...convolutionWeights({ kernel: 'depthwiseKernel' }, middle, 1, p.kernelSize, { ...p, groups: channels }),
        ...convolutionWeights({ kernel: 'pointwiseKernel', ...(p.bias && { bias: 'bias' }) }, p.filters, middle, [1, 1], {
          ...p,
          groups: 1,
        }),
      ],
      flops: pixels * (2 * middle * sizeOf(p.kernelSize) + p.filters * (2 * middle + (p.bias ? 1 : 0))),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x], weights }) {
    const [channels, ...sizes] = sampleShape(x.type);
    const placement = placed('SeparableConv2D', p, sizes);
    const filtered = emitConvolution(e, x, weights.depthwiseKernel, undefined, placement, p.paddingMode, channels);
    const mixed = emitConvolution(e, filtered, weights.pointwiseKernel, weights.bias, pointwise(placement.sizes), 'zeros', 1);
    return [activate(e, p.activation, mixed)];
  },
  formula: 'Y_{o,i,j} = b_o + \\sum_c P_{o,c} \\sum_{u,v} K_{c,u,v}\\, X_{c,\\,i+u,\\,j+v}',
  explanation:
    'First filters every channel by itself, then mixes the channels with a 1×1 convolution into {filters}: close to a full convolution at a fraction of its cost.',
  display: ['filters', 'kernelSize', 'activation'],
  examples: [
    { name: 'same', parameters: { filters: 4, activation: 'relu' }, inputs: [{ shape: [3, 5, 6] }] },
    {
      name: 'multiplier 2, stride 2, no bias',
      parameters: { filters: 3, multiplier: 2, stride: [2, 2], bias: false },
      inputs: [{ shape: [2, 7, 5] }],
    },
    {
      name: 'circular, dilated, uneven pads',
      parameters: { filters: 2, paddingMode: 'circular', dilation: [1, 2], padding: 'custom', pads: [1, 3, 0, 2] },
      inputs: [{ shape: [2, 4, 4] }],
    },
  ],
});

function pointwise(sizes: readonly number[]): Placement {
  return { windows: sizes.map(() => ({ kernel: 1, stride: 1, dilation: 1 })), pads: sizes.map(() => [0, 0]), sizes };
}

/** A k×1 convolution, then 1×k over the same channels: a kernel that is an outer product costs 2k instead of k² (notes, 3.1.1). */
export const SpatiallySeparableConv2D = defineLayer({
  type: 'SpatiallySeparableConv2D',
  version: 1,
  category: 'convolution',
  title: 'Spatially separable 2-D convolution',
  summary: 'k×1, then 1×k',
  synonyms: ['separable', 'factorised', 'asymmetric', 'convolution', '空间可分离卷积', '可分离卷积'],
  parameters: { filters: separableParameters.filters, ...windowFields(2), ...convolutionFields(2) },
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectImage(x, 'SpatiallySeparableConv2D');
    if (problem !== undefined) return { problem };
    const [channels, ...sizes] = sampleShape(x);
    const placement = placeWindow('SpatiallySeparableConv2D', p, sizes, 2);
    if ('problem' in placement) return placement;
    const [rows, columns] = p.kernelSize;
    const between = placement.sizes[0] * sizes[1];
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], p.filters, ...placement.sizes] }],
      weights: [
        ...convolutionWeights({ kernel: 'columnKernel' }, p.filters, channels, [rows, 1], { ...p, groups: 1 }),
        ...convolutionWeights({ kernel: 'rowKernel', ...(p.bias && { bias: 'bias' }) }, p.filters, p.filters, [1, columns], {
          ...p,
          groups: 1,
        }),
      ],
      flops: p.filters * (between * 2 * channels * rows + sizeOf(placement.sizes) * (2 * p.filters * columns + (p.bias ? 1 : 0))),
    };
  },
  squashes: ({ activation }) => squashingOf(activation),
  lower({ e, parameters: p, inputs: [x], weights }) {
    const sizes = sampleShape(x.type).slice(1);
    const placement = placeWindow('SpatiallySeparableConv2D', p, sizes, 2);
    invariant(!('problem' in placement), 'SpatiallySeparableConv2D was placed');
    const along = (axis: 0 | 1): Placement => {
      const still = { kernel: 1, stride: 1, dilation: 1 };
      const only = <T>(value: T, other: T): readonly T[] => (axis === 0 ? [value, other] : [other, value]);
      return {
        windows: only(placement.windows[axis], still),
        pads: only(placement.pads[axis], [0, 0]),
        sizes: axis === 0 ? [placement.sizes[0], sizes[1]] : placement.sizes,
      };
    };
    const down = emitConvolution(e, x, weights.columnKernel, undefined, along(0), p.paddingMode, 1);
    return [activate(e, p.activation, emitConvolution(e, down, weights.rowKernel, weights.bias, along(1), p.paddingMode, 1))];
  },
  formula: 'Y = b + r * (c * X),\\quad K = c\\, r^\\top',
  explanation:
    'Splits each kernel into a column and a row: {filters} filters that cost as much as their height plus width, not height times width.',
  display: ['filters', 'kernelSize', 'activation'],
  examples: [
    { name: 'same', parameters: { filters: 3, activation: 'relu' }, inputs: [{ shape: [2, 6, 5] }] },
    {
      name: 'valid, stride 2, no bias',
      parameters: { filters: 2, kernelSize: [3, 2], padding: 'valid', stride: [2, 2], bias: false },
      inputs: [{ shape: [3, 7, 6] }],
    },
    {
      name: 'replicated, dilated, uneven pads',
      parameters: { filters: 2, paddingMode: 'replicate', dilation: [2, 1], stride: [1, 3], padding: 'custom', pads: [1, 3, 2, 0] },
      inputs: [{ shape: [2, 5, 4] }],
    },
    { name: 'circular', parameters: { filters: 2, paddingMode: 'circular' }, inputs: [{ shape: [1, 4, 3] }] },
  ],
});
