import type { DatasetField } from '../data/dataset.ts';
import { tensorOf } from '../graph/shape.ts';
import { field } from '../layers/parameters.ts';
import { describeField, misfit } from './blocks.ts';
import { definePreprocessing, type FieldBlock } from './definition.ts';
import { exampleField, rows } from './examples.ts';

/** Shares of red, green and blue in the brightness that is seen. Source: ITU-R BT.601. */
const GREY = [0.299, 0.587, 0.114];

export const ChannelOrder = definePreprocessing({
  type: 'ChannelOrder',
  title: 'Channels',
  synonyms: ['RGB', 'BGR', 'grey', 'gray', 'channels last', 'channels first', 'NHWC', '通道'],
  explanation:
    'Changes the channels of an image: red and blue in each other’s place, one grey channel in place of three (0.299 red + 0.587 green + 0.114 blue), or the channels as the last or first axis. Convolutions expect them first.',
  parameters: {
    change: field.choice({
      label: 'Change',
      help: 'What becomes of the channels.',
      default: 'grey',
      options: [
        { value: 'grey', label: 'grey from RGB' },
        { value: 'reversed', label: 'RGB ↔ BGR' },
        { value: 'channels-last', label: 'channels first → last' },
        { value: 'channels-first', label: 'channels last → first' },
      ],
    }),
  },
  form({ change }, given) {
    const { semantics, shape } = given;
    if (semantics !== 'image' || shape.length !== 3 || given.ragged !== undefined)
      return misfit('not-an-image', 'an image [channels, rows, columns]', describeField(given));
    const coloured = shape[0] === 3 || shape[0] === 4;
    if ((change === 'grey' || change === 'reversed') && !coloured)
      return misfit('not-in-colour', '3 or 4 channels', String(shape[0]), 'change');
    return { ...given, dtype: 'float32', shape: shapeAfter(change, shape) };
  },
  apply({ parameters: { change }, field: given }, block) {
    const [first, second, third] = given.shape;
    if (change === 'grey') return grey(block, first, second * third);
    if (change === 'reversed') return moved(block, given, ([channel, row, column]) => [reversed(channel), row, column]);
    const order = change === 'channels-last' ? lastOrder : firstOrder;
    return transposed(block, given.shape, order);
  },
  lower({ parameters: { change }, field: given }, e, value) {
    const channels = given.shape[0];
    if (change === 'reversed') return e.gather(value, e.int64s(Array.from({ length: channels }, (_, i) => reversed(i))), 1);
    if (change === 'channels-last' || change === 'channels-first') {
      const order = change === 'channels-last' ? lastOrder : firstOrder;
      return e.transpose(value, [0, ...order.map((axis) => axis + 1)]);
    }
    const rgb = channels === 3 ? value : e.slice(value, [0], [3], [1]);
    return e.reduceSum(e.mul(rgb, e.constant(tensorOf('float32', [3, 1, 1], GREY))), [1]);
  },
  examples: [
    {
      name: 'grey from four channels',
      field: exampleField('image', [4, 1, 2]),
      parameters: { change: 'grey' },
      training: rows(8, [0, 0, 0, 0, 0, 0, 0, 0]),
      values: rows(8, [100, 0, 0, 0, 0, 10, 255, 255]),
      expected: [29.9, 1.14],
    },
    {
      name: 'red and blue in each other’s place',
      field: exampleField('image', [3, 1, 2]),
      parameters: { change: 'reversed' },
      training: rows(6, [0, 0, 0, 0, 0, 0]),
      values: rows(6, [1, 2, 3, 4, 5, 6]),
      expected: [5, 6, 3, 4, 1, 2],
    },
    {
      name: 'channels last',
      field: exampleField('image', [2, 1, 3]),
      parameters: { change: 'channels-last' },
      training: rows(6, [0, 0, 0, 0, 0, 0]),
      values: rows(6, [1, 2, 3, 4, 5, 6]),
      expected: [1, 4, 2, 5, 3, 6],
    },
    {
      name: 'channels first',
      field: exampleField('image', [1, 3, 2]),
      parameters: { change: 'channels-first' },
      training: rows(6, [0, 0, 0, 0, 0, 0]),
      values: rows(6, [1, 4, 2, 5, 3, 6]),
      expected: [1, 2, 3, 4, 5, 6],
    },
  ],
});

const lastOrder = [1, 2, 0];
const firstOrder = [2, 0, 1];

/** Of four channels the last, how opaque a pixel is, stays. */
function reversed(channel: number): number {
  return channel < 3 ? 2 - channel : channel;
}

function shapeAfter(change: string, shape: readonly number[]): readonly number[] {
  if (change === 'grey') return [1, shape[1], shape[2]];
  if (change === 'reversed') return shape;
  return (change === 'channels-last' ? lastOrder : firstOrder).map((axis) => shape[axis]);
}

function grey(block: FieldBlock, channels: number, pixels: number): FieldBlock {
  const values = new Float64Array(block.samples * pixels);
  for (let sample = 0; sample < block.samples; sample += 1) {
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const at = sample * channels * pixels + pixel;
      for (let colour = 0; colour < 3; colour += 1)
        values[sample * pixels + pixel] += GREY[colour] * Number(block.values[at + colour * pixels]);
    }
  }
  return { ...block, values };
}

/** `source` says where the value of a place comes from. */
function moved(
  block: FieldBlock,
  { shape }: DatasetField,
  source: (place: readonly [number, number, number]) => readonly [number, number, number],
): FieldBlock {
  return rearranged(block, shape, shape, source);
}

function transposed(block: FieldBlock, shape: readonly number[], order: readonly number[]): FieldBlock {
  const target = order.map((axis) => shape[axis]);
  return rearranged(block, shape, target, (place) => {
    const from: [number, number, number] = [0, 0, 0];
    order.forEach((axis, i) => {
      from[axis] = place[i];
    });
    return from;
  });
}

function rearranged(
  block: FieldBlock,
  shape: readonly number[],
  target: readonly number[],
  source: (place: readonly [number, number, number]) => readonly [number, number, number],
): FieldBlock {
  const size = shape[0] * shape[1] * shape[2];
  const values = new Float64Array(block.values.length);
  let to = 0;
  for (let start = 0; start < values.length; start += size) {
    for (let a = 0; a < target[0]; a += 1)
      for (let b = 0; b < target[1]; b += 1)
        for (let c = 0; c < target[2]; c += 1) {
          const [i, j, k] = source([a, b, c]);
          values[to++] = Number(block.values[start + (i * shape[1] + j) * shape[2] + k]);
        }
  }
  return { ...block, values };
}
