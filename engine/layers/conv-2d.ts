import { int, ints } from '../graph/attributes.ts';
import { activate, activationOptions } from './activations.ts';
import { defineLayer } from './definition.ts';
import { expectImage, sampleShape } from './expectations.ts';
import { initializerField, kernelInitializer } from './initializer-field.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { checkPads, onnxPads, outputSize, paddingFields, padsOf, windowsOf, windowTooLarge } from './window.ts';

/** Two-dimensional cross-correlation (notes, eq. 3.2–3.4); kernel [filters, C / groups, height, width]. */
export const Conv2D = defineLayer({
  type: 'Conv2D',
  version: 1,
  category: 'convolution',
  title: '2-D convolution',
  summary: 'slides trained kernels over the image',
  synonyms: ['convolution', 'conv', 'filter', 'kernel', 'cnn'],
  parameters: {
    filters: field.int({ label: 'Filters', help: 'Number of kernels, and of output channels.', default: 32, min: 1 }),
    kernelSize: field.pair({ label: 'Kernel size', help: 'Height and width of each kernel.', default: [3, 3], min: 1 }),
    stride: field.pair({ label: 'Stride', help: 'Step of the kernel, down and across.', default: [1, 1], min: 1 }),
    ...paddingFields('same'),
    activation: field.choice({ label: 'Activation', help: 'Function applied to each output.', default: 'none', options: activationOptions }),
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each output channel.', default: true }),
    initializer: initializerField,
    dilation: field.pair({ label: 'Dilation', help: 'Distance between the kernel’s cells.', default: [1, 1], min: 1, advanced: true }),
    groups: field.int({ label: 'Groups', help: 'Channels are split into this many parts, each with kernels of its own.', default: 1, min: 1, advanced: true }),
  },
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters, inputs: [x] }) {
    const problem = expectImage(x, 'Conv2D') ?? checkPads(parameters.padding, parameters.pads);
    if (problem !== undefined) return { problem };
    const [channels, height, width] = sampleShape(x);
    const { filters, groups, kernelSize, stride, dilation } = parameters;
    if (channels % groups !== 0 || filters % groups !== 0) {
      return {
        problem: {
          code: 'groups-do-not-divide',
          parameter: 'groups',
          message: 'Groups must divide both the input channels and the filters.',
          expected: `a divisor of ${channels} and ${filters}`,
          actual: String(groups),
          fixes: [{ label: 'Use one group', set: { groups: 1 } }],
        },
      };
    }
    const windows = windowsOf(kernelSize, stride, dilation);
    const pads = padsOf(parameters.padding, parameters.pads, [height, width], windows);
    const rows = outputSize(height, windows[0], pads[0]);
    const columns = outputSize(width, windows[1], pads[1]);
    if (rows < 1 || columns < 1) return { problem: windowTooLarge('Conv2D', [height, width], windows) };
    const perOutput = (channels / groups) * kernelSize[0] * kernelSize[1];
    const kernel = {
      name: 'kernel',
      shape: [filters, channels / groups, ...kernelSize],
      initializer: kernelInitializer(parameters.initializer, perOutput, (filters / groups) * kernelSize[0] * kernelSize[1]),
      trainable: true,
    };
    const bias = { name: 'bias', shape: [filters], initializer: { kind: 'zeros' }, trainable: true } as const;
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], filters, rows, columns] }],
      weights: parameters.bias ? [kernel, bias] : [kernel],
      flops: filters * rows * columns * (2 * perOutput + (parameters.bias ? 1 : 0)),
    };
  },
  lower({ e, parameters, inputs: [x], weights }) {
    const { kernelSize, stride, dilation, groups, padding, activation } = parameters;
    const windows = windowsOf(kernelSize, stride, dilation);
    const pads = padsOf(padding, parameters.pads, [e.dim(x, 2), e.dim(x, 3)], windows);
    const y = e.op('Conv', [x, weights.kernel, weights.bias].filter((value) => value !== undefined), {
      kernel_shape: ints(kernelSize),
      strides: ints(stride),
      dilations: ints(dilation),
      pads: ints(onnxPads(pads)),
      group: int(groups),
    });
    return [activate(e, activation, y)];
  },
  formula: 'Y_{o,i,j} = b_o + \\sum_{c=1}^{C} \\sum_{u,v} K_{o,c,u,v}\\, X_{c,\\,i+u,\\,j+v}',
  explanation:
    'Slides {filters} kernels over the image. Each output pixel is the weighted sum of its neighbourhood, so the layer learns edges and strokes once and finds them anywhere.',
  display: ['filters', 'kernelSize', 'activation'],
  examples: [
    { name: 'same, odd image', parameters: { filters: 4, activation: 'relu' }, inputs: [{ shape: [3, 7, 5] }] },
    { name: 'valid, stride 2', parameters: { filters: 2, padding: 'valid', stride: [2, 2] }, inputs: [{ shape: [1, 8, 9] }] },
    { name: 'stride beyond the kernel', parameters: { filters: 2, kernelSize: [2, 2], stride: [3, 3], padding: 'valid' }, inputs: [{ shape: [2, 9, 8] }] },
    { name: 'uneven custom pads', parameters: { filters: 3, kernelSize: [3, 2], padding: 'custom', pads: [1, 0, 2, 1] }, inputs: [{ shape: [2, 5, 6] }] },
    { name: 'dilated', parameters: { filters: 2, dilation: [2, 2], padding: 'valid' }, inputs: [{ shape: [2, 9, 8] }] },
    { name: 'grouped without bias', parameters: { filters: 4, groups: 2, bias: false }, inputs: [{ shape: [4, 5, 5] }] },
    { name: 'even kernel, same, stride 2', parameters: { filters: 2, kernelSize: [4, 4], stride: [2, 2] }, inputs: [{ shape: [1, 7, 6] }] },
    { name: '1×1', parameters: { filters: 3, kernelSize: [1, 1] }, inputs: [{ shape: [5, 4, 4] }] },
  ],
});
