import type { InferContext } from '../graph/builder.ts';
import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import { defineOp } from './definition.ts';
import type { Emitter } from './emitter.ts';
import { floatInput, given, indexInput, typeMistake } from './inputs.ts';
import { ndarray } from './ndarray.ts';
import { scatterAdd, zeros } from './scatter.ts';
import { segmentOf } from './segment-sum.ts';
import { expandLike } from './shape-like.ts';

function infer(context: InferContext): readonly TensorType[] {
  const [x, source, target] = [floatInput(context, 0, 'x', 2), indexInput(context, 1, 'source'), indexInput(context, 2, 'target')];
  if (x.shape.length !== 2) throw typeMistake('x of 2 dimensions', formatShape(x.shape));
  const ends = [source, target, ...(context.inputs[3] === undefined ? [] : [floatInput(context, 3, 'weight')])];
  const fits = ends.every(({ shape }) => shape.length === 1 && shape[0] === source.shape[0]);
  if (!fits) throw typeMistake('source, target and weight of every edge', ends.map(({ shape }) => formatShape(shape)).join(' and '));
  return [x];
}

const neighbourSum = (e: Emitter, inputs: readonly (Value | undefined)[]): Value => e.op('NeighbourSum', inputs, {}, { domain: 'netloom' });

/**
 * The matrix in full is taken up to so many of its places for each edge. Forward and backward, 1 thread, `bench/graph-aggregation.ts`,
 * ms with 16 and 64 features against edge by edge: 34 nodes, 156 edges 0.03 and 0.03 against 0.04 and 0.09; 1,022 nodes, 10,150 edges
 * (103 places an edge) 1.4 and 3.0 against 1.6 and 18; 512 nodes, 2,048 edges (128) 0.39 and 0.70 against 0.33 and 1.2; but 2,708
 * nodes, 10,556 edges (695) 60 and 78 against 1.8 and 20.
 */
const placesPerEdge = 128;

/** The matrix has no more rows: it would take over 16 MB. */
const mostNodes = 2048;

/** Whether A [N, N] in full costs less than a row gathered for each edge. */
function isDense(x: TensorType, edges: TensorType): boolean {
  const [[nodes], [count]] = [x.shape, edges.shape];
  if (typeof nodes !== 'number' || typeof count !== 'number') return false;
  return nodes <= mostNodes && nodes * nodes <= placesPerEdge * count;
}

/** A·x with A_ij = Σ weights of the edges from j to i, added up number by number. */
export function dense(e: Emitter, x: Value, source: Value, target: Value, weight: Value | undefined): Value {
  const nodes = e.dim(x, 0);
  const place = e.add(e.mul(target, e.scalar(nodes, target)), source);
  const weights = weight ?? expandLike(e, e.scalar(1, x), source);
  const flat = scatterAdd(e, zeros(e, [nodes * nodes], x.type.dtype), place, weights, 0);
  return e.matmul(e.reshape(flat, [nodes, nodes]), x);
}

/**
 * y_i = Σ weight_k · x_source over all edges k that end in i: x [N, F], source, target and, where given, weight [E]. It is A·x
 * with the adjacency matrix A, which is made in full only where that is faster.
 */
export const NeighbourSum = defineOp({
  opType: 'NeighbourSum',
  domain: 'netloom',
  infer,
  gradient: ({ e, inputs: [x, source, target, weight], gradients: [g], wants }) => {
    if (g === undefined) return [];
    const products = (): Value => e.mul(e.gather(g, given(target), 0), e.gather(given(x), given(source), 0));
    return [
      // Aᵀ·g: the edges turned round.
      wants(0) ? neighbourSum(e, [g, target, source, weight]) : undefined,
      undefined,
      undefined,
      wants(3) ? e.reduceSum(products(), [1], false) : undefined,
    ];
  },
  kernel: ({ inputs: [given0, given1, given2, weight] }) => {
    const [x, source, target] = [given(given0), given(given1), given(given2)];
    const result = ndarray(x.dtype, x.dims);
    const width = sizeOf(x.dims.slice(1));
    for (let k = 0; k < source.data.length; k += 1) {
      const [from, to] = [segmentOf(source, k, x.dims[0]) * width, segmentOf(target, k, x.dims[0]) * width];
      const factor = weight === undefined ? 1 : weight.data[k];
      for (let i = 0; i < width; i += 1) result.data[to + i] += factor * x.data[from + i];
    }
    return [result];
  },
  lowering: ({ e, inputs, outputs: [y] }) => {
    const [x, source, target] = [given(inputs[0]), given(inputs[1]), given(inputs[2])];
    if (isDense(y.type, source.type)) return [dense(e, x, source, target, inputs[3])];
    const rows = e.gather(x, source, 0);
    const weighted = inputs[3] === undefined ? rows : e.mul(rows, e.unsqueeze(inputs[3], [1]));
    return [e.op('SegmentSum', [weighted, target, x], {}, { domain: 'netloom' })];
  },
  samples: [
    {
      name: 'weighted, repeated edges, one to itself',
      inputs: [
        { dims: [4, 3] },
        { dims: [6], dtype: 'int64', values: [0, 1, 1, 2, 1, 3] },
        { dims: [6], dtype: 'int64', values: [1, 0, 0, 2, 0, 1] },
        { dims: [6] },
      ],
    },
    {
      name: 'few edges among many nodes',
      inputs: [
        { dims: [15, 2] },
        { dims: [3], dtype: 'int64', values: [0, 14, 14] },
        { dims: [3], dtype: 'int64', values: [14, 7, 7] },
        { dims: [3] },
      ],
    },
    {
      name: 'no weights',
      inputs: [{ dims: [2, 1] }, { dims: [2], dtype: 'int64', values: [1, 0] }, { dims: [2], dtype: 'int64', values: [0, 0] }],
    },
    {
      name: 'no edges',
      inputs: [{ dims: [3, 2] }, { dims: [0], dtype: 'int64', values: [] }, { dims: [0], dtype: 'int64', values: [] }],
    },
  ],
});
