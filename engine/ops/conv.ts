import { int, ints, intOf, intsOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, staticShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { blockedConv, blockedKernel, fillsBlocks, reorderInput, reorderOutput } from './blocked.ts';
import { addProducts } from './convolution.ts';
import { defineOp, type GradientContext, type OpSample } from './definition.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';
import { positionsOf, windowAttributes, windowOf } from './window.ts';

function infer(context: InferContext): readonly TensorType[] {
  const x = floatInput(context, 0, 'X', 3);
  const w = floatInput(context, 1, 'W', 3);
  const group = intOf(context.attributes, 'group', 1);
  const [channels] = knownDims(x.shape, 1, 'X');
  const [outputs, inputs, ...kernel] = knownDims(w.shape, 0, 'W');
  if (w.shape.length !== x.shape.length) throw typeMistake(`a kernel of ${x.shape.length} axes`, formatShape(w.shape));
  if (inputs * group !== channels) {
    throw typeMistake(`${inputs * group} input channels (kernel ${formatShape(w.shape)}, ${group} groups)`, `${channels}`);
  }
  if (outputs % group !== 0) throw typeMistake(`output channels that ${group} groups divide`, `${outputs}`);
  if (intsOf(context.attributes, 'kernel_shape', kernel).join() !== kernel.join()) {
    throw typeMistake(`kernel_shape ${kernel.join('×')}`, intsOf(context.attributes, 'kernel_shape').join('×'));
  }
  const bias = context.inputs[2];
  if (bias !== undefined && (bias.shape.length !== 1 || bias.shape[0] !== outputs)) {
    throw typeMistake(`a bias of ${outputs}`, formatShape(bias.shape));
  }
  const window = windowOf(context.attributes, kernel);
  return [{ dtype: x.dtype, shape: [x.shape[0], outputs, ...positionsOf(window, knownDims(x.shape, 2, 'X'))] }];
}

function gradient({ e, inputs: [x, w], attributes, gradients: [g], wants }: GradientContext) {
  const [input, kernel, dy] = [given(x, 'X'), given(w, 'W'), given(g, 'dY')];
  const window = windowOf(attributes, knownDims(kernel.type.shape, 2, 'W'));
  const shared = { ...windowAttributes(window), group: int(intOf(attributes, 'group', 1)) };
  const domain = { domain: 'netloom' } as const;
  return [
    wants(0)
      ? e.op('ConvInputGradient', [dy, kernel], { ...shared, input_size: ints(knownDims(input.type.shape, 2, 'X')) }, domain)
      : undefined,
    wants(1) ? e.op('ConvWeightGradient', [input, dy], shared, domain) : undefined,
    wants(2) ? e.op('ChannelSum', [dy], {}, domain) : undefined,
  ];
}

/** Attribute combinations of Conv, shared by the samples of its gradients. */
export const convCases: readonly {
  readonly name: string;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly y: readonly number[];
  readonly attributes: OpSample['attributes'];
}[] = [
  { name: '2-D', x: [2, 3, 5, 7], w: [4, 3, 3, 2], y: [2, 4, 3, 6], attributes: {} },
  { name: 'same padding', x: [2, 2, 5, 4], w: [3, 2, 3, 3], y: [2, 3, 5, 4], attributes: { pads: ints([1, 1, 1, 1]) } },
  { name: 'even kernel, uneven padding', x: [1, 2, 5, 5], w: [2, 2, 2, 4], y: [1, 2, 5, 4], attributes: { pads: ints([0, 0, 1, 2]) } },
  { name: 'padding beyond the kernel', x: [2, 1, 3, 3], w: [2, 1, 2, 2], y: [2, 2, 7, 5], attributes: { pads: ints([3, 1, 2, 2]) } },
  { name: 'stride 2 with a rest', x: [2, 2, 6, 8], w: [3, 2, 3, 3], y: [2, 3, 2, 3], attributes: { strides: ints([2, 2]) } },
  { name: 'stride beyond the kernel', x: [1, 2, 9, 8], w: [2, 2, 2, 1], y: [1, 2, 3, 3], attributes: { strides: ints([3, 3]) } },
  {
    name: 'stride, dilation and padding',
    x: [2, 2, 9, 8],
    w: [3, 2, 3, 2],
    y: [2, 3, 4, 3],
    attributes: { strides: ints([2, 3]), dilations: ints([2, 3]), pads: ints([1, 0, 2, 2]) },
  },
  {
    name: 'dilation 2',
    x: [1, 2, 7, 7],
    w: [2, 2, 3, 3],
    y: [1, 2, 7, 7],
    attributes: { dilations: ints([2, 2]), pads: ints([2, 2, 2, 2]) },
  },
  { name: 'two groups', x: [2, 4, 5, 5], w: [6, 2, 3, 3], y: [2, 6, 5, 5], attributes: { group: int(2), pads: ints([1, 1, 1, 1]) } },
  { name: 'depthwise, stride 2', x: [2, 3, 7, 7], w: [3, 1, 3, 3], y: [2, 3, 3, 3], attributes: { group: int(3), strides: ints([2, 2]) } },
  { name: '1×1', x: [2, 3, 4, 5], w: [4, 3, 1, 1], y: [2, 4, 4, 5], attributes: {} },
  { name: '1-D', x: [2, 3, 9], w: [4, 3, 3], y: [2, 4, 4], attributes: { strides: ints([2]) } },
  { name: '1-D causal', x: [2, 2, 6], w: [2, 2, 3], y: [2, 2, 6], attributes: { dilations: ints([2]), pads: ints([4, 0]) } },
  {
    name: '3-D',
    x: [1, 2, 4, 5, 3],
    w: [2, 2, 3, 3, 2],
    y: [1, 2, 4, 2, 2],
    attributes: { pads: ints([1, 0, 0, 1, 0, 0]), strides: ints([1, 2, 1]) },
  },
];

/** Convolution of any rank: y[n,m] = b[m] + Σ_c x[n,c] * w[m,c] with strides, pads, dilations and groups (the notes' eq. 3.1). */
export const Conv = defineOp({
  opType: 'Conv',
  infer,
  gradient,
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [x, w, b] = [given(inputs[0], 'X'), given(inputs[1], 'W'), inputs[2]];
    const y = ndarray(type.dtype, staticShape(type.shape));
    const size = y.data.length / (y.dims[0] * y.dims[1]);
    if (b !== undefined) for (let i = 0; i < y.data.length; i += 1) y.data[i] = b.data[Math.floor(i / size) % y.dims[1]];
    const group = intOf(attributes, 'group', 1);
    const window = windowOf(attributes, w.dims.slice(2));
    addProducts({ x: x.dims, w: w.dims, y: y.dims, group, window }, 'y', { x: x.data, w: w.data, y: y.data });
    return [y];
  },
  specialize: ({ e, inputs, attributes, capabilities: { nchwcBlock } }) => {
    const [x, w] = [given(inputs[0], 'X'), given(inputs[1], 'W')];
    const [outputs, channels, ...kernel] = knownDims(w.type.shape, 0, 'W');
    const window = windowOf(attributes, kernel);
    const fits =
      x.type.dtype === 'float32' && kernel.length === 2 && kernel.some((size) => size > 1) && intOf(attributes, 'group', 1) === 1;
    const few = nchwcBlock !== undefined && channels < nchwcBlock;
    if (!fits || !fillsBlocks(outputs, nchwcBlock) || !(few || fillsBlocks(channels, nchwcBlock))) return undefined;
    return [reorderOutput(e, blockedConv(e, few ? x : reorderInput(e, x), blockedKernel(e, w, nchwcBlock), window, { bias: inputs[2] }))];
  },
  samples: convCases.flatMap(({ name, x, w, attributes }, index): OpSample[] => {
    const inputs = [{ dims: x }, { dims: w }];
    return [{ name, inputs: index % 2 === 0 ? inputs : [...inputs, { dims: [w[0]] }], ...(attributes && { attributes }) }];
  }),
});
