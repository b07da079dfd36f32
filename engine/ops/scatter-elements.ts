import { int, intOf, string, stringOf } from '../graph/attributes.ts';
import { formatShape, normalizeAxis } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { forEachElement } from './gather-elements.ts';
import { given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { ndarray } from './ndarray.ts';

/** `data` with `updates` written (or, with reduction `add`, added) at the elements that `indices` name along `axis`. */
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
    if (reduction !== 'none' && reduction !== 'add') throw typeMistake('reduction none or add', reduction);
    return [data];
  },
  gradient: ({ e, inputs: [, indices, updates], attributes, gradients: [g], wants }) => {
    if (g === undefined) return [];
    const [at, written] = [given(indices, 'indices'), given(updates, 'updates')];
    const axis = { axis: int(normalizeAxis(intOf(attributes, 'axis', 0), g.type.shape.length)) };
    const adds = stringOf(attributes, 'reduction', 'none') === 'add';
    const hidden = (): typeof g => e.op('ScatterElements', [g, at, e.mulScalar(written, 0)], axis);
    return [wants(0) ? (adds ? g : hidden()) : undefined, undefined, wants(2) ? e.op('GatherElements', [g, at], axis) : undefined];
  },
  kernel: ({ inputs, attributes }) => {
    const [data, indices, updates] = [given(inputs[0], 'data'), given(inputs[1], 'indices'), given(inputs[2], 'updates')];
    const result = ndarray(data.dtype, data.dims, data.data);
    const adds = stringOf(attributes, 'reduction', 'none') === 'add';
    forEachElement(data.dims, indices, normalizeAxis(intOf(attributes, 'axis', 0), data.dims.length), (from, to) => {
      result.data[to] = (adds ? result.data[to] : 0) + updates.data[from];
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
  ],
});
