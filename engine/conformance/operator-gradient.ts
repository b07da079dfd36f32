import { checkDerivative } from '../autodiff/derivative-check.ts';
import { pullBack, ruleOf } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import { isFloat } from '../graph/shape.ts';
import type { Graph, Shape } from '../graph/types.ts';
import type { OpDefinition, OpSample } from '../ops/definition.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { sampleStream } from '../random/stream.ts';
import { drawCase, drawWeights, emitCase, feedsOf, type OperatorCase, runKernel } from './operator-case.ts';

/** What the comparison of an operator's gradient with central differences found. */
export interface GradientReport {
  readonly points: number;
  readonly kinks: number;
  readonly maxRelativeError: number;
  /** The points that disagree, in words. */
  readonly mistakes: readonly string[];
}

const tolerance = 1e-6;
/** Derivatives below this count as this large: differences carry about 1e-10 of rounding. */
const floor = 1e-3;

/**
 * Checks the gradient rule of an operator on one sample: for loss = Σ w·y with random w, each ∂loss/∂x against central
 * differences of the operator's kernel in float64. The rule is taken from `op`, whether or not it is the registered one.
 */
export function checkGradient(op: OpDefinition, sample: OpSample, seed: number): GradientReport {
  const operatorCase = drawCase(op, sample, 'float64', seed);
  const outputs = runKernel(operatorCase);
  const stream = sampleStream(seed, `weights of ${op.opType} ${sample.name}`, 'train');
  const weights = outputs.map((output) => (isFloat(output.dtype) ? drawWeights(output.dims, stream) : undefined));
  const wanted = differentiated(operatorCase);
  const gradients = evaluateGraph(gradientGraph(operatorCase), gradientFeeds(operatorCase, outputs, weights));
  const mistakes: string[] = [];
  let [points, kinks, maxRelativeError] = [0, 0, 0];
  for (const index of wanted) {
    const x = operatorCase.inputs[index];
    const gradient = gradients.get(`dx${index}`);
    invariant(x !== undefined, `input ${index} of ${op.opType} is given`);
    for (let i = 0; i < x.data.length; i += 1) {
      const f = (offset: number): number => withMoved(x, i, offset, () => weightedSum(runKernel(operatorCase), weights));
      const check = checkDerivative(f, gradient?.data[i] ?? 0, { tolerance, floor });
      points += 1;
      if (check.verdict === 'kink') kinks += 1;
      else maxRelativeError = Math.max(maxRelativeError, check.relativeError);
      if (check.verdict === 'wrong') mistakes.push(`input ${index}[${i}]: rule ${gradient?.data[i]}, differences ${check.numeric}`);
    }
  }
  return { points, kinks, maxRelativeError, mistakes };
}

/** The inputs whose gradient the sample asks for: the floating-point ones that are no constants unless it says. */
export function differentiated({ op, sample, inputs }: OperatorCase): readonly number[] {
  if (typeof op.gradient !== 'function') return [];
  const all = inputs.flatMap((input, index) => (input && isFloat(input.dtype) && !sample.inputs[index]?.constant ? [index] : []));
  return sample.differentiate ?? all;
}

/** Numbers for a gradient graph: the case's inputs, and as g0, g1, … the gradient that arrives at each output. */
export function gradientFeeds(
  operatorCase: OperatorCase,
  outputs: readonly NdArray[],
  gradients: readonly (Float64Array | undefined)[],
): Map<string, NdArray> {
  const feeds = feedsOf(operatorCase);
  for (const [index, gradient] of gradients.entries()) {
    if (gradient !== undefined) feeds.set(`g${index}`, ndarray(outputs[index].dtype, outputs[index].dims, gradient));
  }
  return feeds;
}

/** The operator and what its gradient rule emits: inputs x… and g… (∂loss/∂y…), outputs dx…; `shapeOf` as for `emitCase`. */
export function gradientGraph(operatorCase: OperatorCase, shapeOf?: (array: NdArray) => Shape): Graph {
  const { op, sample } = operatorCase;
  const wanted = differentiated(operatorCase);
  const { e, inputs, outputs } = emitCase(operatorCase, shapeOf);
  invariant(typeof op.gradient === 'function', `${op.opType} has a gradient rule`);
  const gradients = outputs.map((output, index) => (isFloat(output.type.dtype) ? e.builder.input(`g${index}`, output.type) : undefined));
  const results = op.gradient({
    e,
    inputs,
    outputs,
    attributes: sample.attributes ?? {},
    gradients,
    constant: (index) => e.builder.constantNumbers(inputs[index]),
    wants: (index) => wanted.includes(index),
    ruleOf,
    pullBack,
  });
  for (const index of wanted) {
    const [result, input] = [results[index], inputs[index]];
    if (result !== undefined && input !== undefined) e.builder.output(`dx${index}`, e.sumTo(result, input.type.shape));
  }
  return e.builder.build();
}

/** What `read` gives while one number of x is moved. */
function withMoved<T>(x: NdArray, index: number, offset: number, read: () => T): T {
  const before = x.data[index];
  x.data[index] = before + offset;
  try {
    return read();
  } finally {
    x.data[index] = before;
  }
}

function weightedSum(outputs: readonly NdArray[], weights: readonly (Float64Array | undefined)[]): number {
  let sum = 0;
  for (const [index, { data }] of outputs.entries()) {
    const weight = weights[index];
    if (weight !== undefined) for (let i = 0; i < data.length; i += 1) sum += data[i] * weight[i];
  }
  return sum;
}
