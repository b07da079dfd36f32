import { int } from '../graph/attributes.ts';
import { isStatic, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { expandLike, zerosLike } from '../ops/shape-like.ts';
import { orderOf } from '../ops/top-k.ts';
import { type GraphSlots, graphSlots, segmentSum } from './message-passing.ts';

/** Keeps products that should be whole from being rounded up: ⌈0.6 · 5⌉ is 3 in any precision. */
const leastPart = 1e-6;

const shareOf = (ratio: number): number => (ratio === 1 ? 1 : ratio * (1 - leastPart));

/** Nodes among which some are chosen. */
export interface Candidates {
  /** The graph that each belongs to [V]. */
  readonly membership: Value;
  /** How many graphs there are, where that is known. */
  readonly graphs: number | undefined;
  /** What they are chosen by [V]: the highest of each graph. */
  readonly scores: Value;
  readonly ratio: number;
}

/** The nodes that are chosen, in the order of their graphs and in each by score. */
export interface Selection {
  /** The place that each node gets [V]; −1 where it isn't chosen. */
  readonly places: Value;
  /** The node at each place. */
  readonly chosen: Value;
  /**
   * There where the number of nodes is known before the run, and with it only the most that may be chosen: which of the places hold a chosen
   * node, as bools. The last one never does.
   */
  readonly held?: Value;
}

/** 1 for each graph, 0 for the slot of nodes that belong to none. */
function graphMask(e: Emitter, sizes: Value, graphs: number | undefined): Value | undefined {
  if (graphs === undefined) return undefined;
  const mask = Array.from({ length: graphs + 1 }, (_, slot) => (slot < graphs ? 1 : 0));
  return e.constant(tensorOf(sizes.type.dtype, [graphs + 1], mask), 'graphs');
}

/** ⌈ratio · size⌉ of each graph, as floats. */
function countsOf(e: Emitter, sizes: Value, ratio: number, graphs: number | undefined): Value {
  const counts = e.op('Ceil', [e.mulScalar(sizes, shareOf(ratio))]);
  const mask = graphMask(e, sizes, graphs);
  return mask === undefined ? counts : e.mul(counts, mask);
}

/** Sums of all before each, whole numbers. */
const sumsBefore = (e: Emitter, x: Value): Value => e.op('CumSum', [x, e.scalar(0, 'int64')], { exclusive: int(1) });

/** 0, 1, 2, … as many as `like` [V] has. */
const counting = (e: Emitter, like: Value): Value => sumsBefore(e, expandLike(e, e.scalar(1, 'int64'), like));

const scatter = (e: Emitter, data: Value, places: Value, values: Value): Value =>
  e.op('ScatterElements', [data, places, values], { axis: int(0) });

/** Nodes that may be chosen of `nodes` at most; the sizes of the graphs aren't known before the run. */
function mostChosen(nodes: number, { graphs, ratio }: Candidates): number {
  if (graphs === 1) return Math.ceil(nodes * shareOf(ratio));
  return graphs === undefined ? nodes : Math.min(nodes, Math.floor(nodes * ratio) + graphs);
}

/** Whether each node is chosen, in the order of graphs and scores [V]. */
function isChosen(e: Emitter, sorted: Value, { rows }: GraphSlots, { scores, membership, ratio, graphs }: Candidates): Value {
  const sizes = segmentSum(e, expandLike(e, e.scalar(1, scores), membership), membership, rows);
  const ofEach = (perGraph: Value): Value => e.gather(perGraph, sorted, 0);
  const rank = e.sub(counting(e, sorted), ofEach(sumsBefore(e, e.cast(sizes, 'int64'))));
  return e.less(rank, ofEach(e.cast(countsOf(e, sizes, ratio, graphs), 'int64')));
}

/** Chooses ⌈ratio · n⌉ nodes of each graph of n nodes, those with the highest scores; of equals the first. */
export function chooseNodes(e: Emitter, candidates: Candidates): Selection {
  const { membership, graphs, scores } = candidates;
  const byScore = orderOf(e, e.op('StopGradient', [scores], {}, { domain: 'netloom' }), 'descending');
  const order = e.gather(byScore, orderOf(e, e.gather(membership, byScore, 0), 'ascending'), 0);
  const sorted = e.gather(membership, order, 0);
  const takes = isChosen(e, sorted, graphSlots(e, membership, graphs), candidates);
  const taken = e.cast(takes, 'int64');
  const place = e.where(takes, sumsBefore(e, taken), e.scalar(-1, 'int64'));
  const places = scatter(e, zerosLike(e, place), order, place);
  const { shape } = membership.type;
  if (!isStatic(shape)) return { places, chosen: e.op('Compress', [order, takes], { axis: int(0) }) };
  const most = mostChosen(shape[0], candidates);
  const kept = e.where(takes, place, e.scalar(most, 'int64'));
  const empty = e.expand(e.scalar(0, 'int64'), [most + 1]);
  const held = e.less(counting(e, empty), e.reduceSum(taken, [0]));
  return { places, chosen: scatter(e, empty, kept, order), held };
}
