import { formatShape } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LayerProblem, PortDefinition } from './definition.ts';
import { describeType, expectFloats } from './expectations.ts';

/** A problem unless the input is a batch of sequences of vectors, the features last. */
export function expectSequence(type: TensorType, layer: string, port = 'in'): LayerProblem | undefined {
  const problem = expectFloats(type, layer);
  if (problem !== undefined) return { ...problem, port };
  if (type.shape.length === 3 && type.shape[1] !== 0 && type.shape[2] !== 0) return undefined;
  return {
    code: 'shape-mismatch',
    port,
    message: `${layer} expects a sequence: the features of each step, one step after another, at least one of each.`,
    expected: 'N×T×F, sequence',
    actual: describeType(type),
    ...sequenceFixes(type),
  };
}

/** The values of a vector one after another, or the rows of an image of one channel. */
function sequenceFixes({ shape }: TensorType): Pick<LayerProblem, 'fixes'> {
  if (shape.length === 2)
    return { fixes: [{ label: 'Take the values as steps of one feature', insert: 'Unsqueeze', parameters: { axes: [2] } }] };
  const [, channels, height, width] = shape;
  if (shape.length !== 4 || channels !== 1 || typeof height !== 'number' || typeof width !== 'number') return {};
  return { fixes: [{ label: 'Take the rows as steps', insert: 'Reshape', parameters: { shape: [height, width] } }] };
}

/** An optional input that says which steps are there: true for a token, false for padding. */
export const maskPort = (label: string, name = 'mask'): PortDefinition => ({ name, label, accepts: ['mask'], optional: true });

/** A problem unless a mask has one truth for each step. */
export function expectMask(mask: TensorType | undefined, steps: number, layer: string, port = 'mask'): LayerProblem | undefined {
  if (mask === undefined || (mask.dtype === 'bool' && mask.shape.length === 2 && mask.shape[1] === steps)) return undefined;
  return {
    code: mask.dtype === 'bool' ? 'shape-mismatch' : 'type-mismatch',
    port,
    message: `${layer} expects a mask that says of each of the ${steps} steps whether it is there. PaddingMask makes one from tokens.`,
    expected: `bool ${formatShape(['N', steps])}`,
    actual: `${mask.dtype} ${formatShape(mask.shape)}`,
  };
}

/** 0 where the mask holds, else a number that no score reaches: added to scores it leaves those out of a maximum or a softmax. */
export function emitExclusion(e: Emitter, mask: Value): Value {
  return e.mulScalar(e.cast(e.op('Not', [mask]), 'float32'), EXCLUDED);
}

/** Finite, so that a row of nothing else has differences of 0 and not of ∞ − ∞. */
export const EXCLUDED = -1e30;
