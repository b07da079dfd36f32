import { sameShape, sizeOf } from '../graph/shape.ts';
import { defineLayer } from './definition.ts';
import { describeType, sampleShape } from './expectations.ts';
import { outputPort, variadicPort } from './ports.ts';

/** Sum of inputs of one shape: the shortcut of a residual block. */
export const Add = defineLayer({
  type: 'Add',
  version: 1,
  category: 'shape',
  title: 'Add',
  summary: 'sum of inputs of one shape',
  synonyms: ['sum', 'residual', 'skip', 'shortcut', 'merge'],
  parameters: {},
  inputs: variadicPort,
  outputs: outputPort,
  infer({ inputs }) {
    const [first, ...rest] = inputs;
    const odd = rest.find((type) => !sameShape(type.shape, first.shape) || type.dtype !== first.dtype);
    if (odd !== undefined) {
      return {
        problem: {
          code: 'shape-mismatch',
          port: 'in',
          message: 'Add needs inputs of one shape. Make the branches agree, with a 1×1 convolution or a Dense layer.',
          expected: describeType(first),
          actual: describeType(odd),
        },
      };
    }
    return { outputs: [first], flops: rest.length * sizeOf(sampleShape(first)) };
  },
  lower: ({ e, inputs }) => [inputs.reduce((sum, x) => e.add(sum, x))],
  formula: 'y = \\sum_i x_i',
  explanation: 'Adds its inputs. The gradient flows unchanged into each of them, which is what lets residual networks grow deep.',
  display: [],
  examples: [
    { name: 'two images', inputs: [{ shape: [2, 3, 4] }, { shape: [2, 3, 4] }] },
    { name: 'three vectors', inputs: [{ shape: [5] }, { shape: [5] }, { shape: [5] }] },
  ],
});
