import { invariant } from '../graph/errors.ts';
import { int, intOf, string, stringOf } from '../graph/attributes.ts';
import { formatShape, normalizeAxis } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { forEachElement } from './gather-elements.ts';
import { given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

const reductions: Readonly<Record<string, (before: number, update: number) => number>> = {
  none: (_, update) => update,
  add: (before, update) => before + update,
  max: Math.max,
};

/** `data` with `updates` written (or, with reduction `add` or `max`, joined to what is there) at the elements that `indices` name along `axis`. */
export const ScatterElements = defineOp({
  opType: 'ScatterElements',
  infer: (context) => {
    const [data, indices, updates] = [typeOf(context, 0), indexInput(context, 1, 'indices'), typeOf(context, 2)];
    if (indices.shape.join() !== updates.shape.join() || indices.shape.length !== data.shape.length) {
      throw typeMistake(
        `indices and updates of one shape with ${data.shape.length} axes`,
        `${formatShape(indices.shape)} and ${formatShape(updates.shape)}`,
      );
    }
    const reduction = stringOf(context.attributes, 'reduction', 'none');
    if (!['none', 'add', 'max'].includes(reduction)) throw typeMistake('reduction none, add or max', reduction);
    return [data];
  },
  gradient: ({ e, inputs: [, indices, updates], attributes, gradients: [g], wants }) => {
    if (g === undefined) return [];
    const [at, written] = [given(indices, 'indices'), given(updates, 'updates')];
    const axis = { axis: int(normalizeAxis(intOf(attributes, 'axis', 0), g.type.shape.length)) };
    const reduction = stringOf(attributes, 'reduction', 'none');
    invariant(reduction !== 'max', 'a SegmentMax is differentiated before it is lowered');
    const adds = reduction === 'add';
    const hidden = (): typeof g => e.op('ScatterElements', [g, at, e.mulScalar(written, 0)], axis);
    return [wants(0) ? (adds ? g : hidden()) : undefined, undefined, wants(2) ? e.op('GatherElements', [g, at], axis) : undefined];
  },
  kernel: ({ inputs, attributes }) => {
    const [data, indices, updates] = [given(inputs[0], 'data'), given(inputs[1], 'indices'), given(inputs[2], 'updates')];
    const result = ndarray(data.dtype, data.dims, data.data);
    const reduce = reductions[stringOf(attributes, 'reduction', 'none')];
    forEachElement(data.dims, indices, normalizeAxis(intOf(attributes, 'axis', 0), data.dims.length), (from, to) => {
      result.data[to] = reduce(result.data[to], updates.data[from]);
    });
    return [result];
  },
  samples: [
    { name: 'written', inputs: [{ dims: [3, 4] }, { dims: [2, 4], dtype: 'int64', values: [0, 2, 1, 0, 1, 0, -1, 2] }, { dims: [2, 4] }] },
    {
      name: 'added, repeated',
      inputs: [{ dims: [5] }, { dims: [6], dtype: 'int64', values: [0, 3, 3, 1, 3, 0] }, { dims: [6] }],
      attributes: { reduction: string('add') },
    },
    {
      name: 'added along the last axis',
      inputs: [{ dims: [3, 4] }, { dims: [3, 1], dtype: 'int64', values: [3, 0, -2] }, { dims: [3, 1] }],
      attributes: { reduction: string('add'), axis: int(-1) },
    },
    {
      name: 'the largest, repeated',
      inputs: [{ dims: [3, 2] }, { dims: [3, 2], dtype: 'int64', values: [0, 2, 0, 1, 2, 2] }, { dims: [3, 2] }],
      attributes: { reduction: string('max') },
      differentiate: [],
    },
  ],
});
