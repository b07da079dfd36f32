import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { filledRows } from '../ops/segment-sum.ts';
import { expandLike } from '../ops/shape-like.ts';
import type { Optional } from './definition.ts';

const netloom = { domain: 'netloom' } as const;

/** The ends of edges, each [E], and their weights. */
export interface Edges {
  readonly source: Value;
  readonly target: Value;
  readonly weight?: Value;
}

/** Reads edges [2, E] and weights [E]; where both ways are asked for, there are 2·E. */
export function emitEdges(e: Emitter, edges: Value, optional: Optional<Value> | undefined, bothWays: boolean): Edges {
  const weight = optional?.weight;
  if (!bothWays) {
    const end = (row: number): Value => e.gather(edges, e.scalar(row, edges), 0);
    return { source: end(0), target: end(1), ...(weight !== undefined && { weight }) };
  }
  const flat = (x: Value): Value => e.reshape(x, [-1]);
  return {
    source: flat(edges),
    target: flat(e.gather(edges, e.int64s([1, 0]), 0)),
    ...(weight !== undefined && { weight: flat(expandLike(e, e.unsqueeze(weight, [0]), edges)) }),
  };
}

/** Σ values of each segment: values [E, …], index [E], as many segments as `rows` has rows. */
export const segmentSum = (e: Emitter, values: Value, index: Value, rows: Value): Value =>
  e.op('SegmentSum', [values, index, rows], {}, netloom);

/** Σ w·x_j over the edges that end in each node: x [N, F]. */
export const neighbourSum = (e: Emitter, x: Value, { source, target, weight }: Edges): Value =>
  e.op('NeighbourSum', [x, source, target, ...(weight === undefined ? [] : [weight])], {}, netloom);

/** The weights of edges, 1 where they have none. */
export const weightsOf = (e: Emitter, { source, weight }: Edges, x: Value): Value => weight ?? expandLike(e, e.scalar(1, x), source);

/** Σ of the weights of the edges that end in each node [N]. */
export const degrees = (e: Emitter, edges: Edges, x: Value): Value => segmentSum(e, weightsOf(e, edges, x), edges.target, x);

/** What a sum is divided by: itself, but 1 where it is 0. */
export const divisorOf = (e: Emitter, total: Value): Value => e.where(e.equal(total, e.scalar(0, total)), e.scalar(1, total), total);

/** 1/√degree, and 0 for a node whose degree is not above 0. */
export function inverseRoots(e: Emitter, degree: Value): Value {
  const positive = e.greater(degree, e.scalar(0, degree));
  const root = e.sqrt(e.where(positive, degree, e.scalar(1, degree)));
  return e.where(positive, e.op('Reciprocal', [root]), e.scalar(0, degree));
}

/** y + b, where there is a b. */
export const addBias = (e: Emitter, y: Value, bias: Value | undefined): Value => (bias === undefined ? y : e.add(y, bias));

/** Whether an edge leads from a node to itself [E]. */
export const loops = (e: Emitter, { source, target }: Edges): Value => e.equal(source, target);

/** Stands where there is nothing to compare: below any number that a network computes with. */
const lowest = -3e38;

/** The largest of values [E, …] in each segment, and 0 where it has none of those that `takes` [E] lets through. */
export function segmentMax(e: Emitter, values: Value, index: Value, rows: Value, takes?: Value): Value {
  const taken = takes === undefined ? values : onlyWhere(e, takes, values);
  const initial = filledRows(e, rows, sizesAfterFirst(values), e.scalar(lowest, values));
  const largest = e.op('SegmentMax', [taken, index, initial], {}, netloom);
  return e.where(e.greater(largest, e.scalar(lowest / 2, values)), largest, e.scalar(0, values));
}

/** Which edges count: those whose weight is not 0. */
export const counted = (e: Emitter, { weight }: Edges): Value | undefined => weight && e.op('Not', [e.equal(weight, e.scalar(0, weight))]);

/** x [E] with axes of size 1 after it, to be stretched over `like` [E, …]. */
export function column(e: Emitter, x: Value, like: Value): Value {
  const further = like.type.shape.slice(1);
  return further.length === 0
    ? x
    : e.unsqueeze(
        x,
        further.map((_, axis) => axis + 1),
      );
}

const onlyWhere = (e: Emitter, takes: Value, values: Value): Value => e.where(column(e, takes, values), values, e.scalar(lowest, values));

const sizesAfterFirst = ({ type: { shape } }: Value): number[] => shape.slice(1).map(Number);

/** Scores [E, …] to be compared within segments. */
export interface Scores {
  readonly scores: Value;
  readonly index: Value;
  /** Tells the number of segments. */
  readonly rows: Value;
  /** A score [segments, …] that each segment has besides. */
  readonly own?: Value;
  /** Factors [E] of the exponentials, not negative. */
  readonly factor?: Value;
  /** Whether a score counts at all [E]; those that don't have factor 0. */
  readonly takes?: Value;
}

/** The exponentials of a softmax within segments, and their sums [segments, …]; a sum of nothing is given as 1. */
export interface Exponentials {
  readonly parts: Value;
  readonly own: Value | undefined;
  readonly total: Value;
}

/** exp(score − the largest score of its segment): nothing overflows, and the shift cancels in the quotient. */
export function segmentExponentials(e: Emitter, { scores, index, rows, own, factor, takes }: Scores): Exponentials {
  const taken = takes === undefined ? scores : onlyWhere(e, takes, scores);
  const initial = own ?? filledRows(e, rows, sizesAfterFirst(scores), e.scalar(lowest, scores));
  const shift = e.op('SegmentMax', [taken, index, initial], { constant: int(1) }, netloom);
  const plain = e.exp(e.sub(taken, e.gather(shift, index, 0)));
  const parts = factor === undefined ? plain : e.mul(plain, column(e, factor, plain));
  const sum = segmentSum(e, parts, index, rows);
  if (own === undefined) return { parts, own, total: divisorOf(e, sum) };
  const first = e.exp(e.sub(own, shift));
  return { parts, own: first, total: e.add(sum, first) };
}

/** Sums of rows by the graphs that they belong to. */
export interface GraphSlots {
  /**
   * A tensor of which only the number of rows counts: one for each graph, and where their number is known one more, in which nodes
   * that only fill up a batch come together.
   */
  readonly rows: Value;
  /** The rows of the graphs themselves, of values that have a row for each slot. */
  graphsOf(values: Value): Value;
}

/** Slots for `graphs` graphs; where only the run tells, for one more than the largest number of a graph. */
export function graphSlots(e: Emitter, membership: Value, graphs: number | undefined): GraphSlots {
  if (graphs !== undefined) {
    const rows = e.int64s(Array.from({ length: graphs + 1 }, () => 0));
    return { rows, graphsOf: (values) => e.slice(values, [0], [graphs], [0]) };
  }
  const last = e.reduceMax(membership, undefined, false);
  const one = e.scalar(1, membership);
  return { rows: e.op('Range', [e.scalar(0, membership), e.add(last, one), one]), graphsOf: (values) => values };
}

/** The largest w·x_j over the edges that end in each node, feature by feature; edges of weight 0 don't count, and of none it is 0. */
export function neighbourMax(e: Emitter, x: Value, edges: Edges): Value {
  const rows = e.gather(x, edges.source, 0);
  const weighted = edges.weight === undefined ? rows : e.mul(rows, column(e, edges.weight, rows));
  return segmentMax(e, weighted, edges.target, x, counted(e, edges));
}
