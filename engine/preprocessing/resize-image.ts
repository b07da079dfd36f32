import type { DatasetField } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { field } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { describeField, misfit } from './blocks.ts';
import { definePreprocessing, type FieldBlock } from './definition.ts';
import { exampleField, rows } from './examples.ts';
import { linear, nearest, type Resampling } from './resampling.ts';

export const ResizeImage = definePreprocessing({
  type: 'ResizeImage',
  title: 'Resize',
  synonyms: ['resize', 'image size', 'width', 'height', 'interpolate', '缩放图像'],
  explanation:
    'Gives all images another width and height, which need not keep their proportions. Bilinear mixes the pixels that fall together; nearest takes one of them. Masks take the nearest, whatever is chosen: classes can’t be mixed. Resize an image and its mask alike.',
  parameters: {
    width: field.int({ label: 'Width', help: 'Columns of pixels.', default: 32, min: 1, max: 4096 }),
    height: field.int({ label: 'Height', help: 'Rows of pixels.', default: 32, min: 1, max: 4096 }),
    method: field.choice({
      label: 'Method',
      help: 'How a pixel comes about.',
      default: 'bilinear',
      options: [
        { value: 'bilinear', label: 'bilinear' },
        { value: 'nearest', label: 'nearest' },
      ],
    }),
  },
  form({ width, height }, given) {
    const { semantics, shape } = given;
    const image = (semantics === 'image' && shape.length === 3) || (semantics === 'mask' && (shape.length === 2 || shape.length === 3));
    if (!image || given.ragged !== undefined)
      return misfit('not-an-image', 'an image [channels, rows, columns] or a mask', describeField(given));
    const resized = { ...given, shape: [...shape.slice(0, -2), height, width] };
    return semantics === 'mask' ? resized : { ...resized, dtype: 'float32' };
  },
  apply({ parameters: { width, height, method }, field: given }, block) {
    const [rowsOf, columnsOf] = given.shape.slice(-2);
    if (takesNearest(method, given)) return pick(block, rowsOf, columnsOf, nearest(rowsOf, height), nearest(columnsOf, width));
    return mix(block, linear(rowsOf, height), linear(columnsOf, width));
  },
  lower({ parameters: { width, height, method }, field: given }, e, value) {
    const [rowsOf, columnsOf] = given.shape.slice(-2);
    const axis = given.shape.length;
    if (!takesNearest(method, given)) return lowerMix(linear(rowsOf, height), linear(columnsOf, width), e, value);
    const picked = e.gather(value, e.int64s(nearest(rowsOf, height)), axis - 1);
    return e.gather(picked, e.int64s(nearest(columnsOf, width)), axis);
  },
  examples: [
    {
      name: 'to half of its size',
      field: exampleField('image', [1, 2, 4]),
      parameters: { width: 2, height: 1, method: 'bilinear' },
      training: rows(8, [0, 0, 0, 0, 0, 0, 0, 0]),
      values: rows(8, [0, 0, 8, 8, 4, 4, 4, 4]),
      expected: [18 / 7, 38 / 7],
    },
    {
      name: 'to twice its width',
      field: exampleField('image', [1, 1, 2]),
      parameters: { width: 4, height: 1, method: 'bilinear' },
      training: rows(2, [0, 0]),
      values: rows(2, [0, 4, 8, 0]),
      expected: [0, 1, 3, 4, 8, 6, 2, 0],
    },
    {
      name: 'two channels, nearest',
      field: exampleField('image', [2, 1, 3]),
      parameters: { width: 2, height: 2, method: 'nearest' },
      training: rows(6, [0, 0, 0, 0, 0, 0]),
      values: rows(6, [1, 2, 3, 4, 5, 6]),
      expected: [1, 3, 1, 3, 4, 6, 4, 6],
    },
    {
      name: 'a mask',
      field: { ...exampleField('mask', [2, 2]), dtype: 'int64' },
      parameters: { width: 3, height: 2, method: 'bilinear' },
      training: rows(4, [0, 0, 0, 0]),
      values: rows(4, [0, 9, 2, 4]),
      expected: [0, 9, 9, 2, 4, 4],
    },
  ],
});

function takesNearest(method: 'bilinear' | 'nearest', { semantics }: DatasetField): boolean {
  return method === 'nearest' || semantics === 'mask';
}

/** Rows and columns of each plane in a new order, in an array of the same kind. */
function pick(
  block: FieldBlock,
  fromRows: number,
  fromColumns: number,
  rowsTaken: readonly number[],
  taken: readonly number[],
): FieldBlock {
  const planes = block.values.length / (fromRows * fromColumns);
  const values = new Float64Array(planes * rowsTaken.length * taken.length);
  let to = 0;
  for (let plane = 0; plane < planes; plane += 1) {
    for (const row of rowsTaken) {
      const start = (plane * fromRows + row) * fromColumns;
      for (const column of taken) values[to++] = Number(block.values[start + column]);
    }
  }
  return { ...block, values };
}

/** Rows · plane · columnsᵀ for each plane. */
function mix(block: FieldBlock, down: Resampling, across: Resampling): FieldBlock {
  const planes = block.values.length / (down.from * across.from);
  const values = new Float64Array(planes * down.to * across.to);
  const half = new Float64Array(down.from * across.to);
  for (let plane = 0; plane < planes; plane += 1) {
    const start = plane * down.from * across.from;
    for (let row = 0; row < down.from; row += 1)
      for (let column = 0; column < across.to; column += 1)
        half[row * across.to + column] = weighed(across, column, (i) => Number(block.values[start + row * across.from + i]));
    for (let row = 0; row < down.to; row += 1)
      for (let column = 0; column < across.to; column += 1)
        values[(plane * down.to + row) * across.to + column] = weighed(down, row, (i) => half[i * across.to + column]);
  }
  return { ...block, values };
}

function weighed({ from, weights }: Resampling, to: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < from; i += 1) {
    const weight = weights[to * from + i];
    if (weight !== 0) sum += weight * value(i);
  }
  return sum;
}

function lowerMix(down: Resampling, across: Resampling, e: Emitter, value: Value): Value {
  const matrix = ({ from, to, weights }: Resampling): Value => {
    invariant(weights.length === sizeOf([to, from]), 'a resampling has a weight for each pair');
    return e.constant(tensorOf('float32', [to, from], weights));
  };
  return e.matmul(matrix(down), e.matmul(value, e.transpose(matrix(across))));
}
