import { int, ints } from '../graph/attributes.ts';
import { defineLayer, type LayerDefinition, type LayerExample } from './definition.ts';
import { expectImage, sampleShape } from './expectations.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { axisNames, checkPads, onnxPads, outputSize, paddingFields, padsOf, windowsOf, windowTooLarge } from './window.ts';

interface Pooling {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly opType: 'MaxPool' | 'AveragePool';
  readonly formula: string;
  readonly explanation: string;
}

const parameters = {
  poolSize: field.sizes({ label: 'Window', help: 'Height and width of each window.', default: [2, 2], axes: axisNames[2], min: 1 }),
  stride: field.sizes({ label: 'Stride', help: 'Step of the window, down and across.', default: [2, 2], axes: axisNames[2], min: 1 }),
  ...paddingFields('valid', 2),
} as const;

const examples: readonly LayerExample<ParametersOf<typeof parameters>>[] = [
  { name: '2×2', inputs: [{ shape: [3, 6, 8] }] },
  { name: 'odd image', inputs: [{ shape: [2, 7, 5] }] },
  { name: 'overlapping, same', parameters: { poolSize: [3, 3], padding: 'same' }, inputs: [{ shape: [2, 7, 6] }] },
  { name: 'stride beyond the window', parameters: { poolSize: [2, 2], stride: [3, 3] }, inputs: [{ shape: [1, 8, 9] }] },
  {
    name: 'uneven custom pads',
    parameters: { poolSize: [3, 2], stride: [1, 2], padding: 'custom', pads: [1, 0, 0, 1] },
    inputs: [{ shape: [2, 5, 5] }],
  },
];

function pool2D({ opType, ...texts }: Pooling): LayerDefinition {
  return defineLayer({
    ...texts,
    version: 1,
    category: 'convolution',
    parameters,
    inputs: inputPort('image'),
    outputs: outputPort,
    infer({ parameters: { poolSize, stride, padding, pads }, inputs: [x] }) {
      const problem = expectImage(x, texts.type) ?? checkPads(padding, pads, 2);
      if (problem !== undefined) return { problem };
      const [channels, height, width] = sampleShape(x);
      const windows = windowsOf(poolSize, stride);
      const axisPads = padsOf(padding, pads, [height, width], windows);
      if (axisPads.some(([begin, end], axis) => Math.max(begin, end) >= poolSize[axis])) {
        return {
          problem: {
            code: 'invalid-parameter',
            parameter: 'pads',
            message: 'Each pad must be smaller than the window, or a window would see nothing but padding.',
            expected: `below ${poolSize.join('×')}`,
            actual: JSON.stringify(pads),
            fixes: [{ label: 'Use “same” padding', set: { padding: 'same' } }],
          },
        };
      }
      const rows = outputSize(height, windows[0], axisPads[0]);
      const columns = outputSize(width, windows[1], axisPads[1]);
      if (rows < 1 || columns < 1) return { problem: windowTooLarge(texts.type, [height, width], windows) };
      return {
        outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels, rows, columns] }],
        flops: channels * rows * columns * poolSize[0] * poolSize[1],
      };
    },
    lower({ e, parameters: { poolSize, stride, padding, pads }, inputs: [x] }) {
      const axisPads = padsOf(padding, pads, [e.dim(x, 2), e.dim(x, 3)], windowsOf(poolSize, stride));
      return [
        e.op(opType, [x], {
          kernel_shape: ints(poolSize),
          strides: ints(stride),
          pads: ints(onnxPads(axisPads)),
          ...(opType === 'AveragePool' && { count_include_pad: int(0) }),
        }),
      ];
    },
    display: ['poolSize', 'stride'],
    examples,
  });
}

/** The largest value of each window; its gradient goes to the first largest (notes, 3.1.4). */
export const MaxPool2D = pool2D({
  type: 'MaxPool2D',
  title: '2-D max pooling',
  summary: 'largest value of each window',
  synonyms: ['pooling', 'downsample', 'subsampling'],
  opType: 'MaxPool',
  formula: 'Y_{c,i,j} = \\max_{u,v} X_{c,\\,si+u,\\,sj+v}',
  explanation:
    'Keeps the largest value of each window: the image shrinks, and small shifts matter less. The gradient flows back to that value alone.',
});

/** The mean of each window, padding not counted; its gradient spreads evenly. */
export const AveragePool2D = pool2D({
  type: 'AveragePool2D',
  title: '2-D average pooling',
  summary: 'mean of each window',
  synonyms: ['pooling', 'mean', 'downsample', 'subsampling'],
  opType: 'AveragePool',
  formula: 'Y_{c,i,j} = \\frac{1}{|W|}\\sum_{u,v} X_{c,\\,si+u,\\,sj+v}',
  explanation: 'Keeps the mean of each window: the image shrinks. The gradient spreads evenly over the window.',
});
