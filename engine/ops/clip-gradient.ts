import { float, floatOf } from '../graph/attributes.ts';
import { defineOp } from './definition.ts';
import { inferSame } from './elementwise.ts';
import { arrayOf, given } from './inputs.ts';

/**
 * y = x, through which each row's gradient [N, …] flows back with an L2 norm of at most `limit`: g · min(1, limit / ‖g‖) as in Pascanu et al.
 * (2013), where back-propagation through time would make it grow from step to step.
 */
export const ClipGradient = defineOp({
  opType: 'ClipGradient',
  domain: 'netloom',
  infer: inferSame,
  gradient: ({ e, attributes, gradients: [gradient] }) => {
    const g = given(gradient);
    const limit = e.scalar(floatOf(attributes, 'limit'), g);
    const axes = g.type.shape.slice(1).map((_, axis) => axis + 1);
    const norm = e.sqrt(e.reduceSum(e.square(g), axes));
    // Exactly g where its norm is within the limit.
    return [e.mul(g, e.div(limit, e.max(norm, limit)))];
  },
  kernel: (context) => [arrayOf(context, 0)],
  lowering: ({ e, inputs: [x] }) => [e.identity(given(x))],
  // Of gradients within the limit, which are those of the identity; beyond it they are not the function's.
  samples: [
    { name: 'matrix, within the limit', inputs: [{ dims: [3, 4] }], attributes: { limit: float(100) } },
    { name: 'one row, within the limit', inputs: [{ dims: [1, 2] }], attributes: { limit: float(100) } },
  ],
});
