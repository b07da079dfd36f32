import { toShape } from './agreeing.ts';
import { broadcastShapes, sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import {
  defineLayer,
  type LayerDefinition,
  type LayerExample,
  type LayerFix,
  type LayerProblem,
  type PortDefinition,
} from './definition.ts';
import { describeType, expectFloats, sampleShape } from './expectations.ts';
import type { ParametersOf } from './parameters.ts';
import { outputPort, variadicPort } from './ports.ts';

/** The type of inputs that are joined element by element: as many axes each, of one size or of size 1, which is stretched. */
function mergedType(
  layer: string,
  ports: readonly PortDefinition[],
  inputs: readonly TensorType[],
): TensorType | { readonly problem: LayerProblem } {
  const portAt = (index: number): string => ports[Math.min(index, ports.length - 1)].name;
  for (const [index, type] of inputs.entries()) {
    const odd = expectFloats(type, layer);
    if (odd !== undefined) return { problem: { ...odd, port: portAt(index) } };
  }
  const widest = inputs.reduce((a, b) => (b.shape.length > a.shape.length ? b : a));
  let merged = widest;
  for (const [index, type] of inputs.entries()) {
    const shape = type.shape.length === merged.shape.length ? broadcastShapes(merged.shape, type.shape) : undefined;
    if (shape === undefined) return { problem: { ...mismatch(layer, merged, type), port: portAt(index) } };
    merged = { dtype: merged.dtype, shape };
  }
  return merged;
}

function mismatch(layer: string, expected: TensorType, actual: TensorType): LayerProblem {
  const stretched = withTrailingAxes(expected, actual);
  const fixes = stretched === undefined ? toShape(expected.shape, actual) : [stretched];
  return {
    code: 'shape-mismatch',
    message: `${layer} needs inputs of one shape; an axis of size 1 is stretched to fit. Make the branches agree, with a 1×1 convolution, a Dense layer or a Reshape.`,
    expected: describeType(expected),
    actual: describeType(actual),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** N×C becomes N×C×1×1 where the others are N×C×H×W: one number for each channel. */
function withTrailingAxes({ shape: expected }: TensorType, { shape }: TensorType): LayerFix | undefined {
  const isPrefix = shape.length < expected.length && shape.every((dim, axis) => dim === expected[axis] || dim === 1);
  if (!isPrefix) return undefined;
  const axes = Array.from({ length: expected.length - shape.length }, (_, i) => shape.length + i);
  return { label: `Insert Unsqueeze to ${[...shape, ...axes.map(() => 1)].join('×')}`, insert: 'Unsqueeze', parameters: { axes } };
}

interface Merging {
  readonly type: string;
  readonly summary: string;
  readonly synonyms: readonly string[];
  readonly formula: string;
  readonly explanation: string;
  /** Any number of wires where none are said. */
  readonly inputs?: readonly PortDefinition[];
  readonly emit: (e: Emitter, inputs: readonly Value[]) => Value;
}

const images: LayerExample<ParametersOf<Record<string, never>>>['inputs'] = [{ shape: [2, 3, 4] }, { shape: [2, 3, 4] }];

function merging({ emit, inputs = variadicPort, ...texts }: Merging): LayerDefinition {
  const isVariadic = inputs === variadicPort;
  return defineLayer({
    ...texts,
    title: texts.type,
    version: 1,
    category: 'shape',
    parameters: {},
    inputs,
    outputs: outputPort,
    infer(context) {
      const merged = mergedType(texts.type, inputs, context.inputs);
      if ('problem' in merged) return merged;
      return { outputs: [merged], flops: Math.max(1, context.inputs.length - 1) * sizeOf(sampleShape(merged)) };
    },
    lower: (context) => [emit(context.e, context.inputs)],
    display: [],
    examples: [
      { name: 'two images', inputs: images },
      { name: 'an image and one number a channel', inputs: [{ shape: [2, 3, 4] }, { shape: [2, 1, 1] }] },
      { name: 'both stretched', inputs: [{ shape: [2, 1, 5] }, { shape: [1, 3, 5] }] },
      { name: 'one element', inputs: [{ shape: [1] }, { shape: [1] }] },
      ...(isVariadic
        ? [
            { name: 'three vectors', inputs: [{ shape: [5] }, { shape: [5] }, { shape: [5] }] },
            { name: 'four, the first one stretched', inputs: [{ shape: [1, 2] }, { shape: [3, 2] }, { shape: [3, 1] }, { shape: [3, 2] }] },
            { name: 'one wire', inputs: [{ shape: [3] }] },
          ]
        : []),
    ],
  });
}

const stretched = 'An axis of size 1 is stretched to the others’ size.';

const sumOf = (e: Emitter, inputs: readonly Value[]): Value => (inputs.length === 1 ? e.identity(inputs[0]) : inputs.reduce(e.add));

/** Sum of its inputs: the shortcut of a residual block. */
export const Add = merging({
  type: 'Add',
  summary: 'sum of its inputs',
  synonyms: ['sum', 'plus', 'residual', 'skip', 'shortcut', 'merge', '残差', '相加'],
  formula: 'y = \\sum_i x_i',
  explanation: `Adds its inputs. The gradient flows unchanged into each of them, which is what lets residual networks grow deep. ${stretched}`,
  emit: sumOf,
});

export const Subtract = merging({
  type: 'Subtract',
  summary: 'difference of two inputs',
  synonyms: ['minus', 'difference', 'merge'],
  formula: 'y = a - b',
  explanation: `Subtracts the second input from the first. The gradient flows unchanged into the first, negated into the second. ${stretched}`,
  inputs: [
    { name: 'in', label: 'a' },
    { name: 'subtracted', label: 'b' },
  ],
  emit: (e, [a, b]) => e.sub(a, b),
});

export const Multiply = merging({
  type: 'Multiply',
  summary: 'product of its inputs',
  synonyms: ['times', 'product', 'gate', 'mask', 'scale', 'squeeze and excitation', 'merge'],
  formula: 'y = \\prod_i x_i',
  explanation: `Multiplies its inputs element by element: one branch opens or closes the other like a gate. ${stretched} So N×C×1×1 weighs the channels of N×C×H×W.`,
  emit: (e, inputs) => (inputs.length === 1 ? e.identity(inputs[0]) : inputs.reduce(e.mul)),
});

export const Average = merging({
  type: 'Average',
  summary: 'mean of its inputs',
  synonyms: ['mean', 'ensemble', 'merge'],
  formula: 'y = \\frac{1}{n}\\sum_{i=1}^{n} x_i',
  explanation: `Averages its inputs, as an ensemble averages its members. Each gets 1/n of the gradient. ${stretched}`,
  emit: (e, inputs) => (inputs.length === 1 ? e.identity(inputs[0]) : e.mulScalar(sumOf(e, inputs), 1 / inputs.length)),
});

export const Maximum = merging({
  type: 'Maximum',
  summary: 'largest of its inputs',
  synonyms: ['max', 'maxout', 'merge'],
  formula: 'y = \\max_i x_i',
  explanation: `Keeps the largest of its inputs, element by element. The gradient flows to that input alone; inputs that tie share it evenly. ${stretched}`,
  emit: (e, inputs) => e.op('Max', inputs),
});

/** Layers that join several inputs element by element. */
export const mergingLayers: readonly LayerDefinition[] = [Add, Subtract, Multiply, Average, Maximum];
