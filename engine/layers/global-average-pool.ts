import { defineLayer } from './definition.ts';
import { expectImage, sampleShape } from './expectations.ts';
import { inputPort, outputPort } from './ports.ts';

/** One number for each channel: [N, C, H, W] → [N, C]. */
export const GlobalAveragePool = defineLayer({
  type: 'GlobalAveragePool',
  version: 1,
  category: 'convolution',
  title: 'Global average pooling',
  summary: 'one number for each channel',
  synonyms: ['gap', 'pooling', 'mean'],
  parameters: {},
  inputs: inputPort('image'),
  outputs: outputPort,
  infer({ inputs: [x] }) {
    const problem = expectImage(x, 'GlobalAveragePool');
    if (problem !== undefined) return { problem };
    const [channels, height, width] = sampleShape(x);
    return { outputs: [{ dtype: x.dtype, shape: [x.shape[0], channels] }], flops: channels * height * width };
  },
  lower: ({ e, inputs: [x] }) => [e.reduceMean(x, [2, 3], false)],
  formula: 'y_c = \\frac{1}{HW}\\sum_{i,j} X_{c,i,j}',
  explanation: 'Averages each channel over the whole image, so that a vector remains and any image size fits.',
  display: [],
  examples: [
    { name: 'odd image', inputs: [{ shape: [3, 5, 7] }] },
    { name: 'one pixel', inputs: [{ shape: [2, 1, 1] }] },
  ],
});
