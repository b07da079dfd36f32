import { pointwise } from './agreeing.ts';
import { defineLayer } from './definition.ts';
import { expectImage, sampleShape } from './expectations.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

const factorField = (help: string) => field.int({ label: 'Factor', help, default: 2, min: 1, max: 256 });

/** Channels become pixels, r² of them each (Shi et al. 2016): [N, C·r², H, W] → [N, C, H·r, W·r]. */
export const PixelShuffle = defineLayer({
  type: 'PixelShuffle',
  version: 1,
  category: 'pooling',
  title: 'Pixel shuffle',
  summary: 'turns channels into pixels',
  synonyms: ['depth to space', 'sub-pixel', 'super-resolution', 'upsample', 'enlarge'],
  parameters: { factor: factorField('How many times larger height and width become; its square must divide the channels.') },
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters: { factor }, inputs: [x] }) {
    const problem = expectImage(x, 'PixelShuffle');
    if (problem !== undefined) return { problem };
    const [channels, height, width] = sampleShape(x);
    const cells = factor * factor;
    if (channels % cells !== 0) {
      const filters = Math.ceil(channels / cells) * cells;
      return {
        problem: {
          code: 'channels-do-not-divide',
          port: 'in',
          message: `Each output channel is made of ${factor}×${factor} input channels, but there are ${channels}.`,
          expected: `a multiple of ${cells} channels`,
          actual: `${channels} channels`,
          fixes: [{ label: `Give ${filters} filters`, setSource: { filters } }, pointwise(filters, 2)],
        },
      };
    }
    return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels / cells, height * factor, width * factor] }], flops: 0 };
  },
  lower({ e, parameters: { factor }, inputs: [x] }) {
    const [channels, height, width] = sampleShape(x.type);
    const outputs = channels / (factor * factor);
    const apart = e.reshape(x, [-1, outputs, factor, factor, height, width]);
    // [N, C, r, r, H, W] → [N, C, H, r, W, r]
    return [e.reshape(e.transpose(apart, [0, 1, 4, 2, 5, 3]), [-1, outputs, height * factor, width * factor])];
  },
  formula: 'y_{c,\\,ri+u,\\,rj+v} = x_{c r^2 + u r + v,\\,i,\\,j}',
  explanation:
    'Lays groups of {factor}×{factor} channels out as pixels: the image grows without a single computation, and the convolution before it learns the finer pixels.',
  display: ['factor'],
  examples: [
    { name: 'doubled', inputs: [{ shape: [8, 2, 3] }] },
    { name: 'tripled, odd image', parameters: { factor: 3 }, inputs: [{ shape: [9, 3, 1] }] },
    { name: 'unchanged', parameters: { factor: 1 }, inputs: [{ shape: [2, 2, 3] }] },
  ],
});

/** Pixels become channels, the reverse of PixelShuffle: [N, C, H·r, W·r] → [N, C·r², H, W]. */
export const PixelUnshuffle = defineLayer({
  type: 'PixelUnshuffle',
  version: 1,
  category: 'pooling',
  title: 'Pixel unshuffle',
  summary: 'turns pixels into channels',
  synonyms: ['space to depth', 'downsample', 'patches'],
  parameters: { factor: factorField('How many times smaller height and width become; it must divide both.') },
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ parameters: { factor }, inputs: [x] }) {
    const problem = expectImage(x, 'PixelUnshuffle');
    if (problem !== undefined) return { problem };
    const [channels, height, width] = sampleShape(x);
    const missing = [height, width].map((size) => (factor - (size % factor)) % factor);
    if (missing.some((pixels) => pixels > 0)) {
      return {
        problem: {
          code: 'sizes-do-not-divide',
          port: 'in',
          message: `Squares of ${factor}×${factor} pixels don’t cover an image of ${height}×${width}.`,
          expected: `height and width in multiples of ${factor}`,
          actual: `${height}×${width}`,
          fixes: [
            {
              label: `Insert ZeroPadding2D to ${height + missing[0]}×${width + missing[1]}`,
              insert: 'ZeroPadding2D',
              parameters: { padding: [0, missing[0], 0, missing[1]] },
            },
          ],
        },
      };
    }
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels * factor * factor, height / factor, width / factor] }],
      flops: 0,
    };
  },
  lower({ e, parameters: { factor }, inputs: [x] }) {
    const [channels, height, width] = sampleShape(x.type);
    const apart = e.reshape(x, [-1, channels, height / factor, factor, width / factor, factor]);
    // [N, C, H, r, W, r] → [N, C, r, r, H, W]
    return [e.reshape(e.transpose(apart, [0, 1, 3, 5, 2, 4]), [-1, channels * factor * factor, height / factor, width / factor])];
  },
  formula: 'y_{c r^2 + u r + v,\\,i,\\,j} = x_{c,\\,ri+u,\\,rj+v}',
  explanation: 'Stacks the pixels of each {factor}×{factor} square as channels: the image shrinks and nothing is lost.',
  display: ['factor'],
  examples: [
    { name: 'halved', inputs: [{ shape: [2, 4, 6] }] },
    { name: 'by 3', parameters: { factor: 3 }, inputs: [{ shape: [1, 3, 9] }] },
    { name: 'unchanged', parameters: { factor: 1 }, inputs: [{ shape: [2, 3, 2] }] },
  ],
});
