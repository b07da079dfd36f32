import { ints, intsOf, stringOf } from '../graph/attributes.ts';
import { stridesOf } from '../graph/shape.ts';
import type { Attributes } from '../graph/types.ts';
import { typeMistake } from './inputs.ts';
import { forEachIndex, offsetOf } from './ndarray.ts';

/** A window that slides over the spatial axes; one number per axis. */
export interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padBegin: readonly number[];
  readonly padEnd: readonly number[];
}

/** The window that an operator's attributes describe, by ONNX's names. */
export function windowOf(attributes: Attributes, kernel: readonly number[]): Window {
  if (stringOf(attributes, 'auto_pad', 'NOTSET') !== 'NOTSET') {
    throw typeMistake('explicit pads (auto_pad NOTSET)', stringOf(attributes, 'auto_pad'));
  }
  const rank = kernel.length;
  const ones = new Array<number>(rank).fill(1);
  const pads = intsOf(attributes, 'pads', new Array<number>(2 * rank).fill(0));
  const strides = intsOf(attributes, 'strides', ones);
  const dilations = intsOf(attributes, 'dilations', ones);
  if (pads.length !== 2 * rank || pads.some((pad) => pad < 0)) throw typeMistake(`${2 * rank} pads of 0 or more`, `[${pads.join(', ')}]`);
  for (const [name, values] of Object.entries({ strides, dilations, kernel })) {
    if (values.length !== rank || values.some((value) => value < 1)) {
      throw typeMistake(`${rank} ${name} of 1 or more`, `[${values.join(', ')}]`);
    }
  }
  return { kernel, strides, dilations, padBegin: pads.slice(0, rank), padEnd: pads.slice(rank) };
}

/** The attributes of a window. */
export function windowAttributes(window: Window): Attributes {
  return {
    kernel_shape: ints(window.kernel),
    strides: ints(window.strides),
    pads: ints([...window.padBegin, ...window.padEnd]),
    dilations: ints(window.dilations),
  };
}

/** Elements that the window spans along each axis: d(k − 1) + 1. */
export function spanOf({ kernel, dilations }: Window): readonly number[] {
  return kernel.map((size, axis) => dilations[axis] * (size - 1) + 1);
}

/**
 * Positions of the window along each axis. With `ceilMode` the last window may hang over the end,
 * but it must begin inside the input or its leading padding.
 */
export function positionsOf(window: Window, input: readonly number[], ceilMode = false): readonly number[] {
  const { kernel, strides, padBegin, padEnd } = window;
  const spans = spanOf(window);
  if (input.length !== kernel.length) throw typeMistake(`${kernel.length} spatial axes`, `${input.length}`);
  return input.map((size, axis) => {
    const room = size + padBegin[axis] + padEnd[axis] - spans[axis];
    if (room < 0) {
      throw typeMistake(`a padded size of at least ${spans[axis]} on spatial axis ${axis}`, `${room + spans[axis]}`);
    }
    if (!ceilMode) return Math.floor(room / strides[axis]) + 1;
    const count = Math.ceil(room / strides[axis]) + 1;
    return (count - 1) * strides[axis] >= size + padBegin[axis] ? count - 1 : count;
  });
}

/**
 * What every tap of every window position reads: triples (position, tap, element) of flat spatial indices,
 * by position, then tap, both row-major. Taps that lie in the padding are left out.
 */
export function tapsOf(
  window: Window,
  input: readonly number[],
  positions: readonly number[],
): readonly (readonly [number, number, number])[] {
  const rank = input.length;
  const strides = stridesOf(input);
  const taps: [number, number, number][] = [];
  const element = new Array<number>(rank);
  forEachIndex(positions, (position, at) => {
    forEachIndex(window.kernel, (tap, offset) => {
      for (let axis = 0; axis < rank; axis += 1) {
        element[axis] = at[axis] * window.strides[axis] - window.padBegin[axis] + offset[axis] * window.dilations[axis];
        if (element[axis] < 0 || element[axis] >= input[axis]) return;
      }
      taps.push([position, tap, offsetOf(element, strides)]);
    });
  });
  return taps;
}
