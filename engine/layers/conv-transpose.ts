import { sizeOf } from '../graph/shape.ts';
import { int, ints } from '../graph/attributes.ts';
import { activate, activationOptions, squashingOf } from './activations.ts';
import { checkGroups, groupsField } from './convolution.ts';
import { defineLayer, type LayerDefinition, type LayerExample, type LayerProblem } from './definition.ts';
import { expectChannels, sampleShape } from './expectations.ts';
import { initializerField, kernelInitializer } from './initializer-field.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { regularizationFields, regularizationOf } from './regularization.ts';
import { axisNames, each, type Rank } from './window.ts';

const parametersOf = (rank: Rank) =>
  ({
    filters: field.int({ label: 'Filters', help: 'Number of output channels.', default: 32, min: 1 }),
    kernelSize: field.sizes({
      label: 'Kernel size',
      help: 'Cells of each kernel along every axis.',
      default: each(rank, 2),
      axes: axisNames[rank],
      min: 1,
    }),
    stride: field.sizes({
      label: 'Stride',
      help: 'How far apart the inputs lie in the output: the factor of growth.',
      default: each(rank, 2),
      axes: axisNames[rank],
      min: 1,
    }),
    crop: field.sizes({
      label: 'Padding',
      help: 'Elements cut off at both ends of every axis, as `padding` of PyTorch.',
      default: each(rank, 0),
      axes: axisNames[rank],
      min: 0,
    }),
    outputPadding: field.sizes({
      label: 'Output padding',
      help: 'Elements added at the end of every axis; below the stride.',
      default: each(rank, 0),
      axes: axisNames[rank],
      min: 0,
      advanced: true,
    }),
    dilation: field.sizes({
      label: 'Dilation',
      help: 'Distance between the kernel’s cells.',
      default: each(rank, 1),
      axes: axisNames[rank],
      min: 1,
      advanced: true,
    }),
    activation: field.choice({
      label: 'Activation',
      help: 'Function applied to each output.',
      default: 'none',
      options: activationOptions,
    }),
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each output channel.', default: true }),
    initializer: initializerField,
    groups: groupsField,
    ...regularizationFields,
  }) as const;

type Parameters = ParametersOf<ReturnType<typeof parametersOf>>;

/** (size − 1)·stride + dilation·(kernel − 1) + 1 + output padding − 2·padding along each axis. */
function outputSizes(p: Parameters, sizes: readonly number[]): readonly number[] {
  return sizes.map(
    (size, axis) =>
      (size - 1) * p.stride[axis] + p.dilation[axis] * (p.kernelSize[axis] - 1) + 1 + p.outputPadding[axis] - 2 * p.crop[axis],
  );
}

function fault(p: Parameters, sizes: readonly number[]): LayerProblem | undefined {
  const excess = p.outputPadding.findIndex((extra, axis) => extra >= p.stride[axis]);
  if (excess >= 0) {
    return {
      code: 'invalid-parameter',
      parameter: 'outputPadding',
      message: 'Output padding must be smaller than the stride: more would add elements that no kernel reaches.',
      expected: `below ${p.stride.join('×')}`,
      actual: p.outputPadding.join('×'),
      fixes: [{ label: 'No output padding', set: { outputPadding: p.stride.map(() => 0) } }],
    };
  }
  const outputs = outputSizes(p, sizes);
  if (outputs.every((size) => size >= 1)) return undefined;
  return {
    code: 'output-too-small',
    parameter: 'crop',
    message: 'The padding cuts off the whole output. Lower it.',
    expected: 'at least 1 element along every axis',
    actual: outputs.join('×'),
    fixes: [{ label: 'No padding', set: { crop: p.crop.map(() => 0) } }],
  };
}

/** Transposed convolution (notes, 3.1.1): each input spreads a kernel over the output. Kernel [C, filters / groups, …kernelSize]. */
function convTranspose(rank: Rank, examples: readonly LayerExample<Parameters>[]): LayerDefinition {
  const type = `ConvTranspose${rank}D`;
  return defineLayer({
    type,
    version: 1,
    category: 'convolution',
    title: `${rank}-D transposed convolution`,
    summary: 'grows the input by trained kernels',
    synonyms: [
      'deconvolution',
      'deconv',
      'upconv',
      'upconvolution',
      'upsampling',
      'transposed',
      'fractionally strided',
      'decoder',
      '转置卷积',
      '反卷积',
    ],
    parameters: parametersOf(rank),
    inputs: inputPort(rank === 1 ? 'sequence' : 'image'),
    outputs: outputPort,
    infer({ parameters: p, inputs: [x] }) {
      const [channels, ...sizes] = sampleShape(x);
      const problem = expectChannels(x, type, rank) ?? checkGroups(channels, p.filters, p.groups) ?? fault(p, sizes);
      if (problem !== undefined) return { problem };
      const cells = sizeOf(p.kernelSize);
      const outputs = outputSizes(p, sizes);
      const kernel = {
        name: 'kernel',
        shape: [channels, p.filters / p.groups, ...p.kernelSize],
        initializer: kernelInitializer(p.initializer, (channels / p.groups) * cells, (p.filters / p.groups) * cells),
        trainable: true,
        inputAxis: 0,
        // One output channel's weights: all input channels of its group.
        ...regularizationOf(
          p,
          [1, ...p.kernelSize.map((_, axis) => axis + 3)],
          [p.groups, channels / p.groups, p.filters / p.groups, ...p.kernelSize],
        ),
      };
      const bias = { name: 'bias', shape: [p.filters], initializer: { kind: 'zeros' }, trainable: true } as const;
      const pixels = sizeOf(outputs);
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], p.filters, ...outputs] }],
        weights: p.bias ? [kernel, bias] : [kernel],
        flops: sizeOf(sizes) * 2 * channels * (p.filters / p.groups) * cells + (p.bias ? p.filters * pixels : 0),
      };
    },
    squashes: ({ activation }) => squashingOf(activation),
    lower({ e, parameters: p, inputs: [x], weights }) {
      const y = e.op('ConvTranspose', weights.bias === undefined ? [x, weights.kernel] : [x, weights.kernel, weights.bias], {
        kernel_shape: ints(p.kernelSize),
        strides: ints(p.stride),
        dilations: ints(p.dilation),
        pads: ints([...p.crop, ...p.crop]),
        output_padding: ints(p.outputPadding),
        group: int(p.groups),
      });
      return [activate(e, p.activation, y)];
    },
    formula: 'Y_{o,\\,si+u} \\mathrel{+}= \\sum_c K_{c,o,u}\\, X_{c,i}',
    explanation:
      'Runs a convolution’s wiring backwards: each input value spreads a kernel over the output, so the result grows by the stride. It does not invert a convolution.',
    display: ['filters', 'kernelSize', 'stride'],
    examples,
  });
}

const examplesOf = (rank: Rank): readonly LayerExample<Parameters>[] => {
  const sizes = [3, 4, 2].slice(0, rank);
  return [
    { name: 'doubled', parameters: { filters: 2, activation: 'relu' }, inputs: [{ shape: [3, ...sizes] }] },
    {
      name: 'kernel 3, padding 1, output padding 1',
      parameters: { filters: 2, kernelSize: each(rank, 3), crop: each(rank, 1), outputPadding: each(rank, 1) },
      inputs: [{ shape: [2, ...sizes] }],
    },
    {
      name: 'dilated, grouped, no bias',
      parameters: { filters: 4, kernelSize: each(rank, 2), stride: each(rank, 1), dilation: each(rank, 2), groups: 2, bias: false },
      inputs: [{ shape: [2, ...sizes] }],
    },
    {
      name: 'stride beyond the kernel',
      parameters: { filters: 1, kernelSize: each(rank, 1), stride: each(rank, 2), outputPadding: each(rank, 1) },
      inputs: [{ shape: [1, ...sizes] }],
    },
    {
      name: 'padding beyond the kernel',
      parameters: { filters: 2, kernelSize: each(rank, 2), stride: each(rank, 3), crop: each(rank, 2) },
      inputs: [{ shape: [2, ...each(rank, 3)] }],
    },
    {
      name: 'dilated, grouped, output padding 2',
      parameters: {
        filters: 2,
        kernelSize: [3, 2, 2].slice(0, rank),
        stride: [3, 3, 3].slice(0, rank),
        dilation: [2, 1, 3].slice(0, rank),
        crop: [1, 0, 2].slice(0, rank),
        outputPadding: [2, 0, 1].slice(0, rank),
        groups: 2,
      },
      inputs: [{ shape: [2, ...each(rank, 2)] }],
    },
    { name: 'one element', parameters: { filters: 2, kernelSize: each(rank, 3) }, inputs: [{ shape: [1, ...each(rank, 1)] }] },
  ];
};

export const ConvTranspose1D = convTranspose(1, examplesOf(1));
export const ConvTranspose2D = convTranspose(2, examplesOf(2));
export const ConvTranspose3D = convTranspose(3, examplesOf(3));
