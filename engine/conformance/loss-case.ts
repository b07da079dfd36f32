import { differentiate } from '../autodiff/differentiate.ts';
import type { TargetLimits } from '../data/target-limits.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { Graph } from '../graph/types.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { limitsOf, meanLoss, type LossDefinition, type LossExample } from '../losses/definition.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { fillBernoulli, fillNormal, fillUniform } from '../random/distributions.ts';
import { RandomStream } from '../random/stream.ts';

/** Batches that every example is tried with: one sample, and enough for triplets. */
export const lossBatches = [1, 5];

/** One loss over drawn predictions `y` and targets `t`: the graph's outputs are `loss` and `gradient`. */
export interface LossCase {
  readonly graph: Graph;
  readonly feeds: ReadonlyMap<'y' | 't', NdArray>;
  readonly parameters: ParameterValues;
}

/** Large enough that some scores are sure, right or wrong, and some errors lie beyond any threshold. */
const DEVIATION = 2.5;

/** Draws predictions, and targets that the loss says that it takes. */
export function lossCase(loss: LossDefinition, example: LossExample<ParameterValues>, batch: number): LossCase {
  const parameters = withDefaults(loss.parameters, example.parameters);
  const stream = new RandomStream(3, 'samples');
  const prediction = ndarray('float32', [batch, ...example.prediction]);
  fillNormal(stream, prediction.data, DEVIATION);
  const declared = {
    dtype: example.classes === undefined ? ('float32' as const) : ('int64' as const),
    shape: example.target,
    ...(example.classes !== undefined && { classes: example.classes }),
  };
  const problem = loss.check({ dtype: 'float32', shape: ['N', ...example.prediction] }, declared, parameters);
  invariant(problem === undefined, `${loss.id} takes its example: ${JSON.stringify(problem)}`);
  const target = ndarray(declared.dtype, [batch, ...example.target]);
  drawTargets(stream, limitsOf(loss, declared, parameters), target);
  // Three decimals, so that the same numbers are short in the golden values' cases; shares keep their sum.
  for (let i = 0; i < prediction.data.length; i += 1) prediction.data[i] = Math.round(1000 * prediction.data[i]) / 1000;
  const e = createEmitter(loss.id);
  const y = e.builder.input('y', { dtype: 'float32', shape: prediction.dims });
  const { mean: value } = meanLoss(e, loss, y, e.builder.input('t', { dtype: target.dtype, shape: target.dims }), parameters);
  const [gradient] = differentiate(e, value, [y]);
  invariant(gradient !== undefined, `${loss.id} depends on its prediction`);
  e.builder.output('loss', value);
  e.builder.output('gradient', gradient);
  const feeds = new Map<'y' | 't', NdArray>([
    ['y', prediction],
    ['t', target],
  ]);
  return { graph: e.builder.build(), feeds, parameters };
}

function drawTargets(stream: RandomStream, limits: TargetLimits | undefined, { data, dims }: NdArray): void {
  switch (limits?.kind) {
    case 'classes':
      for (let i = 0; i < data.length; i += 1) data[i] = drawClass(stream, limits.count, limits.ignored);
      return;
    case 'labels':
      return fillBernoulli(stream, data, 0.5);
    case 'range':
      return fillUniform(stream, data, limits.min, limits.max);
    case 'distribution':
      return fillShares(stream, data, dims[1], sizeOf(dims.slice(2)));
    default:
      return fillUniform(stream, data, -1, 1);
  }
}

/** A quarter of the numbers is the one that is left out. */
function drawClass(stream: RandomStream, count: number, ignored: number | undefined): number {
  const drawn = stream.below(count);
  return ignored !== undefined && stream.below(4) === 0 ? ignored : drawn;
}

/** Shares along axis 1, one of them 0. */
function fillShares(stream: RandomStream, data: Float64Array, width: number, places: number): void {
  fillUniform(stream, data);
  for (let start = 0; start < data.length; start += width * places) {
    for (let place = 0; place < places; place += 1) {
      const at = Array.from({ length: width }, (_, k) => start + k * places + place);
      data[at[stream.below(width)]] = 0;
      const sum = at.reduce((total, i) => total + data[i], 0);
      for (const i of at) data[i] /= sum;
    }
  }
}
