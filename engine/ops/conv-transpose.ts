import { int, ints, intOf, intsOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { formatShape, staticShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { addProducts } from './convolution.ts';
import { defineOp } from './definition.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';
import { spanOf, windowAttributes, windowOf } from './window.ts';

function infer(context: InferContext): readonly TensorType[] {
  const x = floatInput(context, 0, 'X', 3);
  const w = floatInput(context, 1, 'W', 3);
  const [channels, outputs, ...kernel] = knownDims(w.shape, 0, 'W');
  const [came, ...sizes] = knownDims(x.shape, 1, 'X');
  const group = intOf(context.attributes, 'group', 1);
  if (came !== channels) throw typeMistake(`${channels} input channels (kernel ${formatShape(w.shape)})`, `${came}`);
  if (channels % group !== 0) throw typeMistake(`input channels that ${group} groups divide`, `${channels}`);
  const window = windowOf(context.attributes, kernel);
  if (sizes.length !== kernel.length) throw typeMistake(`${kernel.length} spatial axes`, formatShape(x.shape));
  const spans = spanOf(window);
  const extra = intsOf(
    context.attributes,
    'output_padding',
    kernel.map(() => 0),
  );
  const shape = sizes.map((size, axis) => {
    const { strides, padBegin, padEnd } = window;
    if (extra[axis] < 0 || extra[axis] >= strides[axis]) {
      throw typeMistake(`output_padding from 0 to ${strides[axis] - 1} (below the stride)`, `${extra[axis]}`);
    }
    const length = (size - 1) * strides[axis] + spans[axis] + extra[axis] - padBegin[axis] - padEnd[axis];
    if (length < 1) throw typeMistake(`pads that leave an output on spatial axis ${axis}`, `size ${length}`);
    return length;
  });
  return [{ dtype: x.dtype, shape: [x.shape[0], outputs * group, ...shape] }];
}

/**
 * Transposed convolution: the input gradient of a Conv with the same attributes, W as [C, M / group, kernel…].
 * Its own gradients are therefore that Conv and its weight gradient with the roles of x and y swapped.
 */
export const ConvTranspose = defineOp({
  opType: 'ConvTranspose',
  infer,
  gradient: ({ e, inputs, attributes, gradients: [g], wants }) => {
    const [x, w, dy] = [given(inputs[0], 'X'), given(inputs[1], 'W'), given(g, 'dY')];
    const window = windowOf(attributes, knownDims(w.type.shape, 2, 'W'));
    const shared = { ...windowAttributes(window), group: int(intOf(attributes, 'group', 1)) };
    return [
      wants(0) ? e.op('Conv', [dy, w], shared) : undefined,
      wants(1) ? e.op('ConvWeightGradient', [dy, x], shared, { domain: 'netloom' }) : undefined,
      wants(2) ? e.op('ChannelSum', [dy], {}, { domain: 'netloom' }) : undefined,
    ];
  },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [x, w, b] = [given(inputs[0], 'X'), given(inputs[1], 'W'), inputs[2]];
    const y = ndarray(type.dtype, staticShape(type.shape));
    const size = y.data.length / (y.dims[0] * y.dims[1]);
    if (b !== undefined) for (let i = 0; i < y.data.length; i += 1) y.data[i] = b.data[Math.floor(i / size) % y.dims[1]];
    const group = intOf(attributes, 'group', 1);
    const window = windowOf(attributes, w.dims.slice(2));
    addProducts({ x: y.dims, w: w.dims, y: x.dims, group, window }, 'x', { x: y.data, w: w.data, y: x.data });
    return [y];
  },
  samples: [
    { name: '2-D', inputs: [{ dims: [2, 3, 3, 4] }, { dims: [3, 2, 3, 2] }] },
    {
      name: 'doubling',
      inputs: [{ dims: [1, 2, 3, 3] }, { dims: [2, 3, 4, 4] }, { dims: [3] }],
      attributes: { strides: ints([2, 2]), pads: ints([1, 1, 1, 1]) },
    },
    {
      name: 'output padding, uneven pads',
      inputs: [{ dims: [2, 2, 3, 4] }, { dims: [2, 2, 3, 3] }],
      attributes: { strides: ints([2, 3]), pads: ints([1, 0, 0, 1]), output_padding: ints([1, 2]) },
    },
    {
      name: 'dilation and stride beyond the kernel',
      inputs: [{ dims: [1, 2, 3, 3] }, { dims: [2, 1, 2, 2] }, { dims: [1] }],
      attributes: { strides: ints([3, 3]), dilations: ints([1, 2]) },
    },
    {
      name: 'groups',
      inputs: [{ dims: [2, 4, 3, 3] }, { dims: [4, 3, 3, 3] }, { dims: [6] }],
      attributes: { group: int(2), pads: ints([1, 1, 1, 1]) },
    },
    { name: '1-D', inputs: [{ dims: [2, 2, 5] }, { dims: [2, 3, 3] }], attributes: { strides: ints([2]), output_padding: ints([1]) } },
    { name: '3-D', inputs: [{ dims: [1, 2, 2, 3, 2] }, { dims: [2, 2, 2, 3, 2] }], attributes: { strides: ints([2, 1, 2]) } },
  ],
});
