import { toWidth } from './agreeing.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { InferLayerContext, LayerInference, LayerProblem, LowerContext, WeightSpec } from './definition.ts';
import { describeType } from './expectations.ts';
import { kernelInitializer } from './initializer-field.ts';
import { lengthsOf, maskOf } from './recurrent-mask.ts';
import { emitNative } from './recurrent-native.ts';
import type { RecurrentParameters } from './recurrent-parameters.ts';
import type { CellWeights, LayerStates, RecurrentCell, StackedLayer } from './recurrent-cell.ts';
import { emitSteps } from './recurrent-steps.ts';

const reversedOf = ({ direction }: RecurrentParameters): readonly boolean[] =>
  direction === 'both' ? [false, true] : [direction === 'backward'];

/** `layer2.backward.`; nothing for the first layer forward, or for a single direction. */
const prefixOf = (layer: number, direction: number): string =>
  `${layer === 0 ? '' : `layer${layer + 1}.`}${direction === 0 ? '' : 'backward.'}`;

export function inferRecurrent<P extends RecurrentParameters>(
  cell: RecurrentCell,
  { parameters, inputs: [x], optional = {} }: InferLayerContext<P>,
): LayerInference | { readonly problem: LayerProblem } {
  const { units, layers, returns } = parameters;
  const directions = reversedOf(parameters).length;
  const problem =
    sequenceProblem(x) ??
    maskProblem(x, optional.mask) ??
    stateProblem('state', optional.state, layers * directions * units) ??
    stateProblem('cell', optional.cell, layers * directions * units);
  if (problem !== undefined) return { problem };
  const [batch, steps, features] = x.shape;
  const width = directions * units;
  const last: TensorType = { dtype: x.dtype, shape: [batch, layers * width] };
  const out: TensorType = { dtype: x.dtype, shape: returns === 'sequence' ? [batch, steps, width] : [batch, width] };
  const widths = Array.from({ length: layers }, (_, layer) => (layer === 0 ? Number(features) : width));
  const products = widths.reduce((sum, inputWidth) => sum + directions * 2 * (inputWidth + units) * cell.gates * units, 0);
  return {
    outputs: [out, ...new Array<TensorType>(cell.states).fill(last)],
    weights: widths.flatMap((inputWidth, layer) =>
      Array.from({ length: directions }, (_, d) => weightsOf(cell, parameters, inputWidth, prefixOf(layer, d))).flat(),
    ),
    flops: Number(steps) * (products + layers * width * (cell.gates + cell.flops)),
  };
}

/** Kernel [F, gates · H] and recurrent kernel [H, gates · H], whose gates lie side by side, bias [gates · H] and the cell's own. */
export function weightsOf(
  cell: RecurrentCell,
  { units, initializer }: Pick<RecurrentParameters, 'units' | 'initializer'>,
  features: number,
  prefix: string,
): readonly WeightSpec[] {
  const width = cell.gates * units;
  return [
    { name: 'kernel', shape: [features, width], initializer: kernelInitializer(initializer, features, units) },
    { name: 'recurrentKernel', shape: [units, width], initializer: { kind: 'orthogonal', size: units } as const },
    ...(cell.bias === undefined ? [] : [{ name: 'bias', shape: [width], initializer: { kind: 'stretches', values: cell.bias } as const }]),
    ...cell.vectors.map(({ name, length, initializer: first }) => ({ name, shape: [length], initializer: first })),
  ].map((weight) => ({ ...weight, name: `${prefix}${weight.name}`, trainable: true }));
}

function sequenceProblem(x: TensorType): LayerProblem | undefined {
  if (x.shape.length === 3 && x.dtype === 'float32' && sizeOf(x.shape.slice(1).map(Number)) > 0) return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `A recurrent layer expects a sequence: numbers with at least one step and one feature.${x.dtype === 'int64' ? ' Tokens become such by an Embedding.' : ''}`,
    expected: 'N×T×F, sequence',
    actual: describeType(x),
    ...(x.shape.length === 2 && x.dtype === 'int64' && { fixes: [{ label: 'Insert Embedding', insert: 'Embedding' }] }),
    ...(x.shape.length === 2 &&
      x.dtype === 'float32' && { fixes: [{ label: 'Insert Unsqueeze', insert: 'Unsqueeze', parameters: { axes: [2] } }] }),
  };
}

function maskProblem(x: TensorType, mask: TensorType | undefined): LayerProblem | undefined {
  if (mask === undefined) return undefined;
  const isLengths = mask.shape.length === 1 && (mask.dtype === 'int64' || mask.dtype === 'int32');
  if (isLengths || (mask.shape.length === 2 && mask.shape[1] === x.shape[1])) return undefined;
  return {
    code: 'shape-mismatch',
    port: 'mask',
    message: 'A mask has a number for each step, 0 for padded ones; lengths are one whole number for each sample.',
    expected: `${formatShape(x.shape.slice(0, 2))}, or N whole numbers`,
    actual: describeType(mask),
  };
}

function stateProblem(port: string, state: TensorType | undefined, width: number): LayerProblem | undefined {
  if (state === undefined || (state.dtype === 'float32' && formatShape(state.shape) === formatShape(['N', width]))) return undefined;
  return {
    code: 'shape-mismatch',
    port,
    message: `The first ${port} has ${width} numbers: those of each layer and direction behind each other.`,
    expected: `N×${width}, features`,
    actual: describeType(state),
    ...(state.dtype === 'float32' && state.shape.length === 2 && { fixes: toWidth(width) }),
  };
}

/**
 * Padded steps keep the state and give 0. In training, and where a mask of any form is given, the steps are written out as a `recurrence`;
 * else they are ONNX's own operator, with the lengths.
 */
export function lowerRecurrent<P extends RecurrentParameters>(cell: RecurrentCell, context: LowerContext<P>): readonly Value[] {
  const { e, parameters, inputs, optional = {}, mode } = context;
  const { layers, units, returns } = parameters;
  const reversed = reversedOf(parameters);
  const width = reversed.length * units;
  const masked = optional.mask;
  const isNative = mode === 'inference' && masked?.type.shape.length !== 2;
  const mask = isNative || masked === undefined ? undefined : maskOf(e, masked, e.dim(inputs[0], 1));
  const lengths = isNative && masked !== undefined ? lengthsOf(e, masked, e.dim(inputs[0], 1)) : undefined;
  const first = [optional.state, optional.cell]
    .slice(0, cell.states)
    .map((state) => state && e.split(state, new Array<number>(layers).fill(width), 1));
  const drop = dropouts(context, width);
  let x = e.transpose(inputs[0], [1, 0, 2]);
  const done: LayerStates[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const stacked: StackedLayer = {
      x: layer === 0 ? x : drop(x, layer - 1),
      weights: reversed.map((_, d) => weightsUnder(context.weights, prefixOf(layer, d))),
      reversed,
      first: first.map((states) => states?.[layer]),
      names: reversed.map((back) =>
        [layers > 1 && `layer ${layer + 1}`, reversed.length > 1 && (back ? 'backward' : 'forward')].filter(Boolean).join(', '),
      ),
    };
    const states = isNative ? emitNative(cell, parameters, e, stacked, lengths) : emitSteps(cell, parameters, context, stacked, mask);
    done.push(states);
    x = states.sequence;
  }
  const last = Array.from({ length: cell.states }, (_, k) =>
    e.concat(
      done.map((states) => states.last[k]),
      1,
    ),
  );
  return [returns === 'sequence' ? e.transpose(x, [1, 0, 2]) : done[layers - 1].last[0], ...last];
}

/** Weights by their names without the prefix of their layer and direction. */
function weightsUnder(weights: CellWeights, prefix: string): CellWeights {
  const own = Object.entries(weights).filter(([name]) => name.startsWith(prefix) && !name.slice(prefix.length).includes('.'));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** Dropout between layers, of one random input for all of them: what is above layer `below` sees. */
function dropouts<P extends RecurrentParameters>(
  { e, parameters: { dropout, layers }, inputs: [x], mode, random }: LowerContext<P>,
  width: number,
): (states: Value, below: number) => Value {
  if (mode === 'inference' || dropout === 0 || layers === 1) return (states) => states;
  const shape = [layers - 1, e.dim(x, 1), e.dim(x, 0), width];
  const mask = e.mulScalar(random({ distribution: { kind: 'bernoulli', probability: 1 - dropout }, shape }), 1 / (1 - dropout));
  return (states, below) => e.mul(states, e.squeeze(e.slice(mask, [below], [below + 1], [0]), [0]));
}
