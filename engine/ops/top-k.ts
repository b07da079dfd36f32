import { int, intOf } from '../graph/attributes.ts';
import type { InferContext } from '../graph/builder.ts';
import { normalizeAxis, staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { defineOp, type SampleInput } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { given, typeMistake, typeOf } from './inputs.ts';
import { forEachLine, ndarray } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';

function countOf(context: InferContext): number | string {
  const k = context.dims(1);
  if (k?.length !== 1)
    throw typeMistake('one number of values, constant or the size of an axis', k === undefined ? 'a computed one' : `${k.length}`);
  return k[0];
}

/** The k largest x along an axis, or the smallest on request, in order, and their places; of equals the first comes first. */
export const TopK = defineOp({
  opType: 'TopK',
  infer: (context) => {
    const { dtype, shape } = typeOf(context, 0);
    const taken = shape.with(normalizeAxis(intOf(context.attributes, 'axis', -1), shape.length), countOf(context));
    return [
      { dtype, shape: taken },
      { dtype: 'int64', shape: taken },
    ];
  },
  gradient: ({ e, inputs: [x], outputs: [, places], attributes, gradients: [g] }) => {
    const { dtype, shape } = given(x).type;
    const axis = normalizeAxis(intOf(attributes, 'axis', -1), shape.length);
    return [g && scatterAdd(e, zeros(e, staticShape(shape), dtype), places, g, axis)];
  },
  kernel: ({ inputs, attributes }) => {
    const [x, k] = [given(inputs[0]), given(inputs[1]).data[0]];
    const axis = normalizeAxis(intOf(attributes, 'axis', -1), x.dims.length);
    if (k > x.dims[axis]) throw typeMistake(`at most ${x.dims[axis]} values`, String(k));
    const sign = intOf(attributes, 'largest', 1) === 1 ? -1 : 1;
    const dims = x.dims.with(axis, k);
    const [values, places] = [ndarray(x.dtype, dims), ndarray('int64', dims)];
    const starts: { readonly start: number; readonly step: number }[] = [];
    forEachLine(dims, axis, (start, step) => starts.push({ start, step }));
    let line = 0;
    forEachLine(x.dims, axis, (start, step) => {
      const to = starts[line];
      line += 1;
      const order = Array.from({ length: x.dims[axis] }, (_, i) => i).sort(
        (a, b) => sign * (x.data[start + a * step] - x.data[start + b * step]),
      );
      for (let i = 0; i < k; i += 1) {
        values.data[to.start + i * to.step] = x.data[start + order[i] * step];
        places.data[to.start + i * to.step] = order[i];
      }
    });
    return [values, places];
  },
  samples: [
    { name: 'of each row', inputs: [{ dims: [3, 5], distinct: true }, k(2)], outputs: 2 },
    {
      name: 'smallest along axis 0',
      inputs: [{ dims: [4, 2], distinct: true }, k(3)],
      outputs: 2,
      attributes: { axis: int(0), largest: int(0) },
    },
    {
      name: 'all of numbers with equals',
      inputs: [{ dims: [6], dtype: 'int64', values: [1, 0, 2, 1, 0, 1] }, k(6)],
      outputs: 2,
      attributes: { largest: int(0) },
    },
    { name: 'equals, largest first', inputs: [{ dims: [5], values: [0.5, 2, 0.5, 2, 1] }, k(5)], outputs: 2, differentiate: [] },
    { name: 'none', inputs: [{ dims: [0] }, k(0)], outputs: 2 },
  ],
});

function k(count: number): SampleInput {
  return { dims: [1], dtype: 'int64', values: [count], constant: true };
}

/** The places of all numbers of x [n] in ascending or descending order; equals stay in the order in which they come. */
export function orderOf(e: Emitter, x: Value, direction: 'ascending' | 'descending'): Value {
  const [size] = x.type.shape;
  const count = typeof size === 'number' ? e.int64s([size]) : e.op('Shape', [x]);
  return e.ops('TopK', [x, count], 2, { largest: int(direction === 'descending' ? 1 : 0) })[1];
}
