import { int, intOf, ints, intsOf } from '../graph/attributes.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { reorderInput } from './blocked.ts';
import { blockedWeightGradient } from './blocked-convolution.ts';
import { convCases } from './conv.ts';
import { addProducts } from './convolution.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, knownDims, typeMistake } from './inputs.ts';
import { forEachIndex, ndarray } from './ndarray.ts';
import { type Window, windowOf } from './window.ts';

/**
 * ∂L/∂w of Conv from X [N, C, spatial…] and dY [N, M, positions…]: the columns of X times dY (the notes' eq. 3.6).
 * Attribute `kernel_shape` gives the kernel's spatial sizes.
 */
export const ConvWeightGradient = defineOp({
  opType: 'ConvWeightGradient',
  domain: 'netloom',
  infer: (context) => {
    const x = floatInput(context, 0, 'X', 3);
    const dy = floatInput(context, 1, 'dY', 3);
    const [inputs, outputs] = [knownDims(x.shape, 1, 'X')[0], knownDims(dy.shape, 1, 'dY')[0]];
    const group = intOf(context.attributes, 'group', 1);
    if (inputs % group !== 0 || outputs % group !== 0)
      throw typeMistake(`channels that ${group} groups divide`, `${inputs} and ${outputs}`);
    return [{ dtype: x.dtype, shape: [outputs, inputs / group, ...intsOf(context.attributes, 'kernel_shape')] }];
  },
  gradient: { forbidden: 'it is part of a training step.' },
  kernel: ({ inputs, attributes, outputTypes: [type] }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[1], 'dY')];
    const dw = ndarray(type.dtype, staticShape(type.shape));
    const window = windowOf(attributes, dw.dims.slice(2));
    const group = intOf(attributes, 'group', 1);
    addProducts({ x: x.dims, w: dw.dims, y: dy.dims, group, window }, 'w', { x: x.data, w: dw.data, y: dy.data });
    return [dw];
  },
  lowering: ({ e, inputs, attributes, capabilities: { microsoft, nchwcBlock }, isBlocked }) => {
    const [x, dy] = [given(inputs[0], 'X'), given(inputs[1], 'dY')];
    const window = windowOf(attributes, intsOf(attributes, 'kernel_shape'));
    const group = intOf(attributes, 'group', 1);
    if (nchwcBlock !== undefined && blocks(x, dy, window, group, nchwcBlock)) return [blockedWeightGradient(e, x, dy, window, nchwcBlock)];
    if (nchwcBlock !== undefined && group === 1 && isBlocked(dy)) return [columnsByBlocks(e, x, reorderInput(e, dy), window, nchwcBlock)];
    return [columnProduct(e, x, dy, window, group, microsoft)];
  },
  samples: convCases.map(({ name, x, w, y, attributes }) => ({
    name,
    inputs: [{ dims: x }, { dims: y }],
    attributes: { ...attributes, kernel_shape: ints(w.slice(2)) },
  })),
});

/** A batch grows by at most this factor to fill its last block. */
const mostFilling = 4 / 3;

/** Whether blocks pay: batch and output channels fill them, and columns would hold every element several times. */
function blocks(x: Value, dy: Value, window: Window, group: number, block: number): boolean {
  const [[batch, inputs], [, outputs]] = [staticShape(x.type.shape), staticShape(dy.type.shape)];
  const filled = Math.ceil(batch / block) * block;
  const fills = filled <= mostFilling * batch && outputs % block === 0;
  return x.type.dtype === 'float32' && x.type.shape.length === 4 && group === 1 && fills && inputs >= 3 && sizeOf(window.kernel) > 1;
}

/** Σ over the batch of columns [N, G, K·C/G, positions] times dYᵀ [N, G, positions, M/G], as [M, C/G, kernel…]. */
function columnProduct(e: Emitter, x: Value, dy: Value, window: Window, group: number, fused: boolean): Value {
  const [batch, outputs, ...positions] = staticShape(dy.type.shape);
  const inputs = e.dim(x, 1);
  const [size, taps] = [sizeOf(positions), sizeOf(window.kernel)];
  const columns = columnsOf(e, x, window, positions, group);
  const grads = e.reshape(dy, [batch, group, outputs / group, size]);
  const products = fused
    ? e.op('FusedMatMul', [columns, grads], { transB: int(1) }, { domain: 'com.microsoft' })
    : e.matmul(columns, e.transpose(grads, [0, 1, 3, 2]));
  const summed = batch === 1 ? products : e.reduceSum(products, [0], false);
  const byTap = e.reshape(summed, [group, taps, inputs / group, outputs / group]);
  return e.reshape(e.transpose(byTap, [0, 3, 2, 1]), [outputs, inputs / group, ...window.kernel]);
}

/** The same with dY in blocks, [N, M/b, positions, b], which needs no turning: columns [N, 1, K·C, positions] times dY. */
function columnsByBlocks(e: Emitter, x: Value, blockedDy: Value, window: Window, block: number): Value {
  const [batch, outputs, ...positions] = staticShape(blockedDy.type.shape);
  const inputs = e.dim(x, 1);
  const grads = e.reshape(blockedDy, [batch, outputs / block, sizeOf(positions), block]);
  const products = e.reduceSum(e.matmul(columnsOf(e, x, window, positions, 1), grads), [0], false); // [M/b, K·C, b]
  const byTap = e.reshape(products, [outputs / block, sizeOf(window.kernel), inputs, block]);
  return e.reshape(e.transpose(byTap, [0, 3, 2, 1]), [outputs, inputs, ...window.kernel]);
}

/** What each tap sees at every position: [N, G, K·C/G, positions], taps before channels. */
function columnsOf(e: Emitter, x: Value, window: Window, positions: readonly number[], group: number): Value {
  const [batch, inputs] = staticShape(x.type.shape);
  const axes = positions.map((_, axis) => axis + 2);
  const padded = e.pad(x, [0, 0, ...window.padBegin, 0, 0, ...window.padEnd]);
  const slices: Value[] = [];
  forEachIndex(window.kernel, (_, tap) => {
    const starts = tap.map((offset, axis) => offset * window.dilations[axis]);
    const ends = starts.map((start, axis) => start + (positions[axis] - 1) * window.strides[axis] + 1);
    const slice = e.slice(padded, starts, ends, axes, window.strides);
    slices.push(group === 1 ? slice : e.reshape(slice, [batch, group, inputs / group, ...positions]));
  });
  return e.reshape(e.concat(slices, group === 1 ? 1 : 2), [batch, group, (slices.length * inputs) / group, sizeOf(positions)]);
}
