import { sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { defineLayer, type LayerFix, type LayerProblem } from './definition.ts';
import { describeType, expectFloats, sampleShape } from './expectations.ts';
import {
  affineField,
  emitAffine,
  emitStandardised,
  epsilonField,
  scaleWeight,
  shiftWeight,
  singleValue,
  standardiseFlops,
} from './normalization.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

/** Which of a sample's values are normalised together. */
type Over = 'last' | 'sample' | 'channels';

const overFields = {
  over: field.choice<Over>({
    label: 'Over',
    help: 'Values that are normalised together: along the last axes, in the whole sample, or the channels at each place.',
    default: 'last',
    options: [
      { value: 'last', label: 'last axes' },
      { value: 'sample', label: 'whole sample' },
      { value: 'channels', label: 'channels' },
    ],
  }),
  axes: field.int({
    label: 'Axes',
    help: 'How many of the last axes: 1 for the features of a vector or of each step; of an image that is each row of pixels by itself.',
    default: 1,
    min: 1,
    max: 8,
    visible: ({ over }) => over === 'last',
  }),
} as const;

interface OverParameters {
  readonly over: Over;
  readonly axes: number;
}

/** The axes that are normalised, the batch being axis 0. */
function normalisedAxes({ over, axes }: OverParameters, rank: number): readonly number[] {
  if (over === 'channels') return [1];
  const count = over === 'sample' ? rank - 1 : axes;
  return Array.from({ length: count }, (_, index) => rank - count + index);
}

const sizesOf = (p: OverParameters, x: TensorType): readonly number[] =>
  normalisedAxes(p, x.shape.length).map((axis) => Number(x.shape[axis]));

function fault(layer: string, p: OverParameters, x: TensorType, centres: boolean): LayerProblem | undefined {
  const floats = expectFloats(x, layer);
  if (floats !== undefined) return floats;
  const last = x.shape.length - 1;
  if (last < 1) {
    return { code: 'shape-mismatch', port: 'in', message: `${layer} expects features.`, expected: 'N×F', actual: describeType(x) };
  }
  if (p.over === 'last' && p.axes > last) {
    return {
      code: 'invalid-parameter',
      parameter: 'axes',
      message: `${layer} can't normalise ${p.axes} axes: a sample has ${last}.`,
      expected: `1 to ${last}`,
      actual: String(p.axes),
      fixes: [{ label: 'Normalise the whole sample', set: { over: 'sample' } }],
    };
  }
  if (!centres || sizeOf(sizesOf(p, x)) > 1) return undefined;
  const whole: readonly LayerFix[] = [{ label: 'Normalise the whole sample', set: { over: 'sample' } }];
  return singleValue(layer, 'single values', sizeOf(sampleShape(x)) > 1 ? whole : [{ label: `Remove the ${layer}`, remove: true }]);
}

/** Layer normalisation (Ba et al. 2016), as torch.nn.LayerNorm where the last axes are normalised. */
export const LayerNorm = defineLayer({
  type: 'LayerNorm',
  version: 1,
  category: 'norm',
  title: 'Layer normalisation',
  summary: 'mean 0, variance 1 of features in each sample',
  synonyms: ['ln', 'layer normalization', 'transformer', '层归一化', '归一化'],
  parameters: { ...overFields, affine: affineField(true), epsilon: epsilonField(1e-5) },
  inputs: inputPort('features', 'sequence', 'image'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = fault('LayerNorm', p, x, true);
    if (problem !== undefined) return { problem };
    const shape = sizesOf(p, x);
    return {
      outputs: [x],
      weights: p.affine ? [scaleWeight('scale', shape), shiftWeight('shift', shape)] : [],
      flops: standardiseFlops(sizeOf(sampleShape(x)), p.affine),
    };
  },
  lower({ e, parameters: p, inputs: [x], weights }) {
    const axes = normalisedAxes(p, x.type.shape.length);
    return [emitAffine(e, emitStandardised(e, x, axes, p.epsilon).y, axes, weights.scale, weights.shift)];
  },
  formula: 'y = \\gamma \\odot \\frac{x - \\mu_n}{\\sqrt{\\sigma_n^2 + \\epsilon}} + \\beta',
  explanation:
    'Shifts and scales the values that it takes together to mean 0 and variance 1: over {over}. Over one last axis, that is all features of a vector and the features of each step of a sequence, but a single row of pixels of an image: take the channels or the whole sample there. It looks at no other sample, so it does the same in training and afterwards, for a batch of any size.',
  presets: [
    {
      id: 'channels',
      name: 'LayerNorm over channels',
      summary: 'mean 0, variance 1 of the channels at each pixel',
      synonyms: ['convnext', 'layernorm2d', 'channel norm', 'channels first'],
      parameters: { over: 'channels' },
      explanation:
        'At each pixel the channels are normalised by themselves, with a scale and a shift for each channel: the norm of ConvNeXt and of transformers on images. It fits images of any size.',
      describes: ({ over }) => over === 'channels',
    },
    {
      id: 'sample',
      name: 'LayerNorm over the whole sample',
      summary: 'mean 0, variance 1 of all values of a sample',
      synonyms: ['whole image', 'all axes'],
      parameters: { over: 'sample' },
      explanation:
        'All channels and pixels of a sample have one mean and one variance, as the layer norm was first used on images; each value has a scale and a shift of its own, so the layer is tied to the size of the image.',
      describes: ({ over }) => over === 'sample',
    },
  ],
  display: ['over', 'axes'],
  examples: [
    { name: 'features', inputs: [{ shape: [7] }] },
    { name: 'each step of a sequence', inputs: [{ shape: [5, 6] }] },
    { name: 'last two axes, no scale', parameters: { axes: 2, affine: false }, inputs: [{ shape: [3, 4, 5] }] },
    { name: 'whole image', parameters: { over: 'sample', epsilon: 1e-3 }, inputs: [{ shape: [3, 5, 3] }] },
    { name: 'channels at each pixel', parameters: { over: 'channels' }, inputs: [{ shape: [5, 3, 4] }] },
    { name: 'channels of a volume', parameters: { over: 'channels' }, inputs: [{ shape: [4, 2, 3, 2] }] },
  ],
});

/** Root-mean-square normalisation (Zhang & Sennrich 2019), as torch.nn.RMSNorm where the last axes are normalised. */
export const RMSNorm = defineLayer({
  type: 'RMSNorm',
  version: 1,
  category: 'norm',
  title: 'RMS normalisation',
  summary: 'root mean square 1 of features in each sample',
  synonyms: ['rms', 'root mean square', 'transformer', 'llama'],
  parameters: {
    ...overFields,
    affine: { ...affineField(true), label: 'Scale', help: 'Multiply the result by trained numbers.' },
    epsilon: epsilonField(1e-6),
  },
  inputs: inputPort('features', 'sequence', 'image'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = fault('RMSNorm', p, x, false);
    if (problem !== undefined) return { problem };
    return {
      outputs: [x],
      weights: p.affine ? [scaleWeight('scale', sizesOf(p, x))] : [],
      flops: (p.affine ? 4 : 3) * sizeOf(sampleShape(x)),
    };
  },
  lower({ e, parameters: p, inputs: [x], weights }) {
    const axes = normalisedAxes(p, x.type.shape.length);
    const meanSquare = e.reduceMean(e.square(x), axes);
    return [emitAffine(e, e.div(x, e.sqrt(e.addScalar(meanSquare, p.epsilon))), axes, weights.scale, undefined)];
  },
  formula: 'y = \\gamma \\odot \\frac{x}{\\sqrt{\\tfrac1F \\sum_i x_i^2 + \\epsilon}}',
  explanation:
    'Divides the values that it takes together by their root mean square: over {over}. Over one last axis, that is all features of a vector and the features of each step of a sequence, but a single row of pixels of an image: take the channels or the whole sample there. Layer normalisation without its mean: cheaper, and usual in large language models.',
  display: ['over', 'axes'],
  examples: [
    { name: 'features', inputs: [{ shape: [7] }] },
    { name: 'each step of a sequence', parameters: { epsilon: 1e-3 }, inputs: [{ shape: [5, 6] }] },
    { name: 'whole image, no scale', parameters: { over: 'sample', affine: false }, inputs: [{ shape: [3, 3, 5] }] },
    { name: 'channels at each pixel', parameters: { over: 'channels' }, inputs: [{ shape: [5, 3, 4] }] },
  ],
});
