import { describe, expect, it } from 'vitest';
import { int, ints } from '../graph/attributes.ts';
import { EngineError } from '../graph/errors.ts';
import type { Attributes, DType, Shape, Value } from '../graph/types.ts';
import type { Emitter } from './emitter.ts';
import { createEmitter } from './registry.ts';

const e = createEmitter('inference');
const x = (...shape: Shape): Value => e.builder.input('x', { dtype: 'float32', shape });
const of = (dtype: DType, ...shape: Shape): Value => e.builder.input('x', { dtype, shape });
const reshape = (value: Value, shape: readonly number[]): Value => e.op('Reshape', [value, e.int64s(shape)]);

/** What a shape becomes where the batch is known only at run time. */
const kept: readonly (readonly [what: string, emit: (e: Emitter) => Value, shape: Shape])[] = [
  ['Reshape [0, -1] of images', () => reshape(x('N', 32, 7, 7), [0, -1]), ['N', 1568]],
  ['Reshape [-1, k] takes the batch back', () => reshape(x('N', 32, 7, 7), [-1, 1568]), ['N', 1568]],
  ['Reshape [-1, c, h, w]', () => reshape(x('N', 1568), [-1, 32, 7, 7]), ['N', 32, 7, 7]],
  ['Reshape joins the batch with time', () => reshape(x('N', 5, 8), [-1, 8]), ['5*N', 8]],
  ['Reshape parts them again', () => reshape(reshape(x('N', 5, 8), [-1, 8]), [-1, 5, 8]), ['N', 5, 8]],
  ['Reshape joins two symbols', () => reshape(x('N', 'T', 8), [-1, 8]), ['N*T', 8]],
  ['Reshape to the shape of another', () => e.op('Reshape', [x('N', 6), e.op('Shape', [x('N', 2, 3)])]), ['N', 2, 3]],
  ['Flatten', () => e.op('Flatten', [x('N', 32, 7, 7)]), ['N', 1568]],
  ['Flatten from axis 0', () => e.op('Flatten', [x('N', 3)], { axis: int(0) }), [1, '3*N']],
  ['Expand to the shape of another', () => e.op('Expand', [x(1, 3), e.op('Shape', [x('N', 3)])]), ['N', 3]],
  ['ConstantOfShape', () => e.op('ConstantOfShape', [e.op('Shape', [x('N', 3)])]), ['N', 3]],
  [
    'Expand to rows of another and columns of its own',
    () => e.op('Expand', [x(1), e.concat([e.op('Shape', [x('N', 3)], { start: int(0), end: int(1) }), e.int64s([5])], 0)]),
    ['N', 5],
  ],
  ['SegmentSum', () => e.op('SegmentSum', [x('E', 3), of('int64', 'E'), x('N', 2)], {}, { domain: 'netloom' }), ['N', 3]],
  ['MatMul', () => e.matmul(x('N', 4), x(4, 3)), ['N', 3]],
  ['MatMul of a batch of matrices', () => e.matmul(x('N', 2, 4), x('N', 4, 3)), ['N', 2, 3]],
  ['Gemm with a bias', () => e.gemm(x('N', 4), x(4, 3), x(3)), ['N', 3]],
  ['Transpose', () => e.transpose(x('N', 2, 3), [1, 2, 0]), [2, 3, 'N']],
  ['Add of a row', () => e.add(x('N', 3), x(3)), ['N', 3]],
  ['ReduceMean over the batch', () => e.reduceMean(x('N', 3), [0]), [1, 3]],
  ['ReduceSum over features', () => e.reduceSum(x('N', 3), [-1], false), ['N']],
  ['Concat of features', () => e.concat([x('N', 3), x('N', 4)], 1), ['N', 7]],
  ['Slice of features', () => e.slice(x('N', 5), [1], [3], [1]), ['N', 2]],
  ['Slice of the whole batch', () => e.slice(x('N', 5), [0, 1], [2 ** 31 - 1, 3], [0, 1]), ['N', 2]],
  ['Split of features', () => e.split(x('N', 5), [2, 3], 1)[1], ['N', 3]],
  ['Pad of images', () => e.pad(x('N', 1, 4, 4), [0, 0, 1, 1, 0, 0, 1, 1]), ['N', 1, 6, 6]],
  ['Squeeze', () => e.squeeze(x('N', 3, 1), [-1]), ['N', 3]],
  ['Squeeze of all', () => e.op('Squeeze', [x('N', 1, 3, 1)]), ['N', 3]],
  ['Unsqueeze', () => e.unsqueeze(x('N', 3), [1, -1]), ['N', 1, 3, 1]],
  ['ArgMax', () => e.op('ArgMax', [x('N', 10)], { axis: int(-1), keepdims: int(0) }), ['N']],
];

/** What is refused, and the words that say why. */
const refused: readonly (readonly [what: string, emit: () => Value, message: string])[] = [
  ['shapes that do not broadcast', () => e.add(x(2, 3), x(4)), 'Add: expected shapes that broadcast, came 2×3 and 4'],
  ['a batch against a number', () => e.add(x('N', 3), x(4, 3)), 'came N×3 and 4×3'],
  ['two dtypes', () => e.add(x(2), of('int64', 2)), 'expected one dtype, came float32 and int64'],
  ['integers in a function of reals', () => e.exp(of('int64', 2)), 'Exp: expected floating-point numbers, came int64'],
  ['matrices that do not meet', () => e.matmul(x(2, 3), x(4, 2)), 'as many columns on the left as rows on the right, came 2×3 and 4×2'],
  ['scalars in MatMul', () => e.matmul(x(), x(2)), 'expected vectors or matrices'],
  ['batches that do not broadcast', () => e.matmul(x(2, 1, 1), x(3, 1, 1)), 'expected batches that broadcast'],
  ['Gemm of transposed matrices', () => e.gemm(x(2, 3), x(2, 4), undefined, { transB: true }), 'came 2×3 and 2×4 transposed'],
  ['a bias of another length', () => e.gemm(x(2, 3), x(3, 4), x(3)), 'expected C that stretches to 2×4, came 3'],
  ['a reshape that loses elements', () => reshape(x(2, 3), [4]), 'Reshape: expected 6 elements, came 4'],
  ['a reshape that does not divide', () => reshape(x('N', 3), [-1, 2]), 'expected a shape that divides 3*N elements, came -1×2'],
  ['a copied dimension beyond the rank', () => reshape(x(6), [6, 0]), 'expected a target whose zeros lie within 6'],
  ['a computed target shape', () => e.op('Reshape', [x(6), of('int64', 1)]), 'expected a known target shape'],
  ['an axis beyond the rank', () => e.op('Softmax', [x(2, 3)], { axis: int(2) }), 'expected an axis of a tensor with 2 dimensions, came 2'],
  ['a squeeze of an axis that is not 1', () => e.squeeze(x(2, 3), [0]), 'expected size 1 along axes 0, came 2×3'],
  ['an axis unsqueezed twice', () => e.unsqueeze(x(2), [0, 0]), 'expected different axes'],
  ['rows of different width', () => e.concat([x(2, 3), x(2, 4)], 0), 'shapes that differ along axis 0 alone, came 2×3 and 2×4'],
  ['parts that do not add up', () => e.split(x(5, 2), [2, 2], 0)[0], '2 parts that add up to 5 along axis 0 of 5×2, came 2 + 2'],
  ['an order of other axes', () => e.op('Transpose', [x(2, 3)], { perm: ints([0, 0]) }), 'expected an order of 2 axes, came [0, 0]'],
  ['a step of 0', () => e.slice(x(4), [0], [4], [0], [0]), 'expected steps other than 0'],
  ['part of a batch', () => e.slice(x('N'), [1], [3], [0]), 'expected a known size along axis 0'],
  ['a reflection wider than the image', () => padded('reflect', x(3), [3, 0]), 'expected pads from 0 to 2 in mode reflect'],
  ['pads for other axes', () => e.pad(x(3), [1, 1, 1, 1]), 'expected 2 pads, came 4'],
  ['a condition that is no bool', () => e.where(x(2), x(2), x(2)), 'expected a bool condition, came float32'],
  ['numbers in a logical operator', () => e.op('And', [x(2), x(2)]), 'expected bool inputs, came float32'],
  ['bounds that are no scalars', () => e.op('Clip', [x(2), x(2)]), 'expected float32 scalars as bounds, came float32 2'],
  ['an unknown dtype', () => e.op('Cast', [x(2)], { to: int(99) }), 'expected a known dtype, came number 99'],
  ['an input that is missing', () => e.op('Add', []), 'expected one dtype, came none'],
];

function padded(mode: string, value: Value, pads: readonly number[]): Value {
  const attributes: Attributes = { mode: { string: mode } };
  return e.op('Pad', [value, e.int64s(pads)], attributes);
}

describe('inference', () => {
  it.each(kept)('keeps the batch: %s', (_, emit, shape) => {
    expect(emit(e).type.shape).toEqual(shape);
  });

  it.each(refused)('refuses %s', (_, emit, message) => {
    expect(emit).toThrow(message);
    expect(emit).toThrow(EngineError);
    expect(emit).toThrow(expect.objectContaining({ code: 'op-types' }));
  });
});
