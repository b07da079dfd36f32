import { broadcastShapes, formatShape, sameShape } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { elementwise } from './elementwise.ts';
import { floatTypeOf, given, typeMistake } from './inputs.ts';
import { step } from './step.ts';

/** y = x where x ≥ 0, else slope·x; the slope is stretched to x's shape (He et al. 2015). At 0, ∂y/∂x is the slope. */
export const PRelu = defineOp({
  opType: 'PRelu',
  infer: (context) => {
    const [x, slope] = [floatTypeOf(context, 0), floatTypeOf(context, 1)];
    const stretched = broadcastShapes(x.shape, slope.shape);
    if (stretched === undefined || !sameShape(stretched, x.shape)) {
      throw typeMistake(`a slope that stretches to ${formatShape(x.shape)}`, formatShape(slope.shape));
    }
    return [x];
  },
  gradient: ({ e, inputs, gradients, wants }) => {
    const [x, slope, g] = [given(inputs[0]), given(inputs[1]), given(gradients[0])];
    return [
      wants(0) ? e.mul(g, e.add(e.mul(step(e, x), e.sub(e.scalar(1, slope), slope)), slope)) : undefined,
      wants(1) ? e.mul(g, e.min(x, e.scalar(0, x))) : undefined,
    ];
  },
  kernel: elementwise((x, slope) => (x >= 0 ? x : slope * x)),
  samples: [
    {
      name: 'one slope',
      inputs: [
        { dims: [3, 4], distinct: true },
        { dims: [1], values: [0.25] },
      ],
    },
    { name: 'slope of each channel', inputs: [{ dims: [2, 3, 2, 2], distinct: true }, { dims: [3, 1, 1] }] },
    { name: 'batch 1, slope of each feature', inputs: [{ dims: [1, 5], distinct: true }, { dims: [5] }] },
    {
      name: 'negative and steep slopes',
      inputs: [
        { dims: [2, 2], distinct: true },
        { dims: [2], values: [-0.5, 1.5] },
      ],
    },
    { name: 'no elements', inputs: [{ dims: [0, 3] }, { dims: [1] }] },
  ],
});
