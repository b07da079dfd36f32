import { int, intOf, ints, intsOf } from '../graph/attributes.ts';
import { normalizeAxis, sizeOf, staticShape } from '../graph/shape.ts';
import { defineOp } from './definition.ts';
import { floatInput, given, indexInput, typeMistake, typeOf } from './inputs.ts';
import { type NdArray, ndarray } from './ndarray.ts';
import { scatterAdd, scatterRows, zeros } from './scatter.ts';

/** Visits (element of the gathered tensor, element of data) of Gather along `axis`; negative indices count from the end. */
function forEachGathered(data: readonly number[], indices: NdArray, axis: number, visit: (gathered: number, source: number) => void): void {
  const [before, count, after] = [sizeOf(data.slice(0, axis)), data[axis], sizeOf(data.slice(axis + 1))];
  let gathered = 0;
  for (let row = 0; row < before; row += 1) {
    for (const index of indices.data) {
      if (index < -count || index >= count) throw typeMistake(`indices from ${-count} to ${count - 1}`, `${index}`);
      const source = (row * count + (index < 0 ? index + count : index)) * after;
      for (let i = 0; i < after; i += 1) visit(gathered++, source + i);
    }
  }
}

/** Slices of `data` along `axis` at `indices`: an embedding's look-up where the axis is 0. */
export const Gather = defineOp({
  opType: 'Gather',
  infer: (context) => {
    const [data, indices] = [typeOf(context, 0), indexInput(context, 1, 'indices')];
    if (data.shape.length === 0) throw typeMistake('data of at least 1 axis', 'a scalar');
    const axis = normalizeAxis(intOf(context.attributes, 'axis', 0), data.shape.length);
    return [{ dtype: data.dtype, shape: [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)] }];
  },
  gradient: ({ e, inputs: [data, indices], attributes, gradients: [g] }) => {
    const shape = staticShape(given(data, 'data').type.shape);
    const axis = normalizeAxis(intOf(attributes, 'axis', 0), shape.length);
    return [g && e.op('GatherGradient', [indices, g], { axis: int(axis), shape: ints(shape) }, { domain: 'netloom' })];
  },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [data, indices] = [given(inputs[0], 'data'), given(inputs[1], 'indices')];
    const result = ndarray(type.dtype, staticShape(type.shape));
    forEachGathered(data.dims, indices, normalizeAxis(intOf(attributes, 'axis', 0), data.dims.length), (to, from) => {
      result.data[to] = data.data[from];
    });
    return [result];
  },
  samples: [
    { name: 'rows, repeated', inputs: [{ dims: [5, 3] }, { dims: [4], dtype: 'int64', values: [4, 0, 4, 2] }] },
    { name: 'sentences', inputs: [{ dims: [4, 2] }, { dims: [2, 3], dtype: 'int64', values: [0, 1, 1, 3, 3, 1] }] },
    {
      name: 'inner axis, from the end',
      inputs: [{ dims: [2, 4, 3] }, { dims: [2], dtype: 'int64', values: [-1, 1] }],
      attributes: { axis: int(1) },
    },
    { name: 'one index', inputs: [{ dims: [3, 2] }, { dims: [], dtype: 'int64', values: [1] }], attributes: { axis: int(-1) } },
  ],
});

/** ∂L/∂data of Gather from indices and dY; attributes `axis` and `shape` of data. Repeated indices add up. */
export const GatherGradient = defineOp({
  opType: 'GatherGradient',
  domain: 'netloom',
  infer: (context) => {
    indexInput(context, 0, 'indices');
    return [{ dtype: floatInput(context, 1, 'dY').dtype, shape: intsOf(context.attributes, 'shape') }];
  },
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes }) => {
    const [indices, dy] = [given(inputs[0], 'indices'), given(inputs[1], 'dY')];
    const data = ndarray(dy.dtype, intsOf(attributes, 'shape'));
    forEachGathered(data.dims, indices, intOf(attributes, 'axis'), (from, to) => {
      data.data[to] += dy.data[from];
    });
    return [data];
  },
  lowering: ({ e, inputs, attributes }) => {
    const [indices, dy] = [given(inputs[0], 'indices'), given(inputs[1], 'dY')];
    const shape = intsOf(attributes, 'shape');
    const axis = intOf(attributes, 'axis');
    const [before, count, after] = [sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1))];
    const picked = sizeOf(staticShape(indices.type.shape));
    if (picked === 0) return [zeros(e, shape, dy.type.dtype)];
    if (before === 1) {
      const sum = scatterRows(
        e,
        zeros(e, [count, after], dy.type.dtype),
        e.reshape(indices, [picked]),
        e.reshape(dy, [picked, after]),
        'add',
      );
      return [e.reshape(sum, shape)];
    }
    const rows = e.expand(e.reshape(indices, [1, picked, 1]), [before, picked, after]);
    const sum = scatterAdd(e, zeros(e, [before, count, after], dy.type.dtype), rows, e.reshape(dy, [before, picked, after]), 1);
    return [e.reshape(sum, shape)];
  },
  samples: [
    {
      name: 'rows, repeated',
      inputs: [{ dims: [4], dtype: 'int64', values: [4, 0, 4, 2] }, { dims: [4, 3] }],
      attributes: { axis: int(0), shape: ints([5, 3]) },
    },
    {
      name: 'sentences',
      inputs: [{ dims: [2, 3], dtype: 'int64', values: [0, 1, 1, 3, 3, 1] }, { dims: [2, 3, 2] }],
      attributes: { axis: int(0), shape: ints([4, 2]) },
    },
    {
      name: 'rows, from the end',
      inputs: [{ dims: [5], dtype: 'int64', values: [-1, 1, -4, 3, -1] }, { dims: [5, 2, 3] }],
      attributes: { axis: int(0), shape: ints([4, 2, 3]) },
    },
    {
      name: 'inner axis, from the end',
      inputs: [{ dims: [2], dtype: 'int64', values: [-1, 1] }, { dims: [2, 2, 3] }],
      attributes: { axis: int(1), shape: ints([2, 4, 3]) },
    },
    {
      name: 'none',
      inputs: [{ dims: [0], dtype: 'int64', values: [] }, { dims: [0, 2] }],
      attributes: { axis: int(0), shape: ints([3, 2]) },
    },
    {
      name: 'one index',
      inputs: [{ dims: [], dtype: 'int64', values: [1] }, { dims: [3] }],
      attributes: { axis: int(1), shape: ints([3, 2]) },
    },
  ],
});
