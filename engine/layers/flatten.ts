import { sizeOf } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { sampleShape } from './expectations.ts';
import { inputPort, outputPort } from './ports.ts';

/** All numbers of a sample as one vector, row-major: [N, …] → [N, F]. */
export const Flatten = defineLayer({
  type: 'Flatten',
  version: 1,
  category: 'shape',
  title: 'Flatten',
  summary: 'image or sequence to a vector',
  synonyms: ['reshape', 'vector', '展平'],
  parameters: {},
  inputs: inputPort(),
  outputs: outputPort,
  infer: ({ inputs: [x] }) => ({
    outputs: [{ dtype: x.dtype, shape: [x.shape[0], sizeOf(sampleShape(x))] }],
    flops: 0,
  }),
  lower({ e, inputs: [x] }) {
    const features = sizeOf(sampleShape(x.type));
    return [e.reshape(x, [-1, features])];
  },
  formula: 'y_{(c H + i) W + j} = X_{c,i,j}',
  explanation: 'Lays all values of a sample in one row, so that a Dense layer can follow.',
  display: [],
  examples: [
    { name: 'image', inputs: [{ shape: [3, 4, 5] }] },
    { name: 'vector', inputs: [{ shape: [6] }] },
  ],
});
