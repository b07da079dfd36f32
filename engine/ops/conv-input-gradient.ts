import { int, intOf, ints, intsOf } from '../graph/attributes.ts';
import { formatShape, sizeOf, staticShape } from '../graph/shape.ts';
import type { Attributes, Value } from '../graph/types.ts';
import { blockedInputGradient } from './blocked-convolution.ts';
import { convCases } from './conv.ts';
import { addProducts } from './convolution.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';
import { positionsOf, spanOf, type Window, windowAttributes, windowOf } from './window.ts';

/**
 * ∂L/∂x of Conv from dY [N, M, positions…] and W [M, C / group, kernel…]; attribute `input_size` gives x's spatial sizes.
 * With stride 1 it is the full convolution of dY with the turned kernel (the notes' eq. 3.9), else a transposed convolution.
 */
export const ConvInputGradient = defineOp({
  opType: 'ConvInputGradient',
  domain: 'netloom',
  infer: (context) => {
    const dy = floatInput(context, 0, 'dY', 3);
    const w = floatInput(context, 1, 'W', 3);
    const [, inputs, ...kernel] = knownDims(w.shape, 0, 'W');
    const size = intsOf(context.attributes, 'input_size');
    const positions = positionsOf(windowOf(context.attributes, kernel), size);
    if (positions.join() !== dy.shape.slice(2).join()) throw typeMistake(`dY of ${positions.join('×')} positions`, formatShape(dy.shape));
    return [{ dtype: dy.dtype, shape: [dy.shape[0], inputs * intOf(context.attributes, 'group', 1), ...size] }];
  },
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [dy, w] = [given(inputs[0], 'dY'), given(inputs[1], 'W')];
    const dx = ndarray(type.dtype, staticShape(type.shape));
    const window = windowOf(attributes, w.dims.slice(2));
    const group = intOf(attributes, 'group', 1);
    addProducts({ x: dx.dims, w: w.dims, y: dy.dims, group, window }, 'x', { x: dx.data, w: w.data, y: dy.data });
    return [dx];
  },
  lowering: ({ e, inputs, attributes, capabilities: { nchwcBlock } }) => {
    const [dy, w] = [given(inputs[0], 'dY'), given(inputs[1], 'W')];
    const kernel = knownDims(w.type.shape, 2, 'W');
    const window = windowOf(attributes, kernel);
    const group = intOf(attributes, 'group', 1);
    if (!turnable(window, sizeOf(kernel))) return [transposed(e, dy, w, window, group, attributes)];
    const full = fullWindow(window);
    if (nchwcBlock !== undefined && blocks(dy, w, group, nchwcBlock)) return [blockedInputGradient(e, dy, w, full, nchwcBlock)];
    return [e.op('Conv', [dy, turnKernel(e, w, group)], { ...windowAttributes(full), group: int(group) })];
  },
  samples: convCases.map(({ name, x, w, y, attributes }) => ({
    name,
    inputs: [{ dims: y }, { dims: w }],
    attributes: { ...attributes, input_size: ints(x.slice(2)) },
  })),
});

/** Whether a plain convolution with the turned kernel applies: stride 1, no padding beyond the kernel. */
function turnable(window: Window, taps: number): boolean {
  const spans = spanOf(window);
  return (
    taps > 1 &&
    window.strides.every((stride) => stride === 1) &&
    spans.every((span, axis) => window.padBegin[axis] < span && window.padEnd[axis] < span)
  );
}

/** Whether both channel counts fill whole blocks. */
function blocks(dy: Value, w: Value, group: number, block: number): boolean {
  const [outputs, inputs] = staticShape(w.type.shape);
  return dy.type.dtype === 'float32' && dy.type.shape.length === 4 && group === 1 && outputs % block === 0 && inputs % block === 0;
}

/** The window of the full convolution that undoes a stride-1 one: each side is padded by what the other lacked. */
function fullWindow(window: Window): Window {
  const spans = spanOf(window);
  const opposite = (pads: readonly number[]): number[] => pads.map((pad, axis) => spans[axis] - 1 - pad);
  return { ...window, padBegin: opposite(window.padBegin), padEnd: opposite(window.padEnd) };
}

/** [M, C / g, k…] → [C, M / g, k…] with the taps in reverse order. */
function turnKernel(e: Emitter, w: Value, group: number): Value {
  const [outputs, inputs, ...kernel] = staticShape(w.type.shape);
  const taps = sizeOf(kernel);
  const reversed = Array.from({ length: taps }, (_, tap) => taps - 1 - tap);
  const grouped = e.reshape(w, [group, outputs / group, inputs, taps]);
  const turned = e.gather(e.transpose(grouped, [0, 2, 1, 3]), e.int64s(reversed), 3);
  return e.reshape(turned, [inputs * group, outputs / group, ...kernel]);
}

function transposed(e: Emitter, dy: Value, w: Value, window: Window, group: number, attributes: Attributes): Value {
  const spans = spanOf(window);
  const size = intsOf(attributes, 'input_size');
  const positions = knownDims(dy.type.shape, 2, 'dY');
  const rest = size.map((length, axis) => {
    const covered = (positions[axis] - 1) * window.strides[axis] + spans[axis] - window.padBegin[axis] - window.padEnd[axis];
    return length - covered;
  });
  return e.op('ConvTranspose', [dy, w], { ...windowAttributes(window), group: int(group), output_padding: ints(rest) });
}
