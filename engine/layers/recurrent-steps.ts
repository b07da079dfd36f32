import { float } from '../graph/attributes.ts';
import { isStatic, tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { recurrence } from '../ops/recurrence-emit.ts';
import { zerosLike } from '../ops/shape-like.ts';
import type { LowerContext } from './definition.ts';
import type { CellWeights, LayerStates, RecurrentCell, StackedLayer } from './recurrent-cell.ts';
import type { RecurrentParameters } from './recurrent-parameters.ts';

/** What one direction of a layer reads. */
interface Reading {
  readonly x: Value;
  readonly weights: CellWeights;
  readonly reverse: boolean;
  /** First states [N, H]. */
  readonly first: readonly (Value | undefined)[];
  /** True for the steps that count [T, N, 1]. */
  readonly mask: Value | undefined;
  readonly name: string;
}

/** One layer with its steps written out: x·W + b for all steps at once, then a recurrence for each direction. */
export function emitSteps<P extends RecurrentParameters>(
  cell: RecurrentCell,
  { units }: RecurrentParameters,
  context: LowerContext<P>,
  { x, weights, reversed, first, names }: StackedLayer,
  mask: Value | undefined,
): LayerStates {
  const { e } = context;
  const firsts = first.map(
    (states) =>
      states &&
      (reversed.length === 1
        ? [states]
        : e.split(
            states,
            reversed.map(() => units),
            1,
          )),
  );
  const readings = reversed.map((reverse, d) =>
    emitReading(cell, context, { x, weights: weights[d], reverse, first: firsts.map((states) => states?.[d]), mask, name: names[d] }),
  );
  return {
    sequence: e.concat(
      readings.map(({ sequence }) => sequence),
      2,
    ),
    last: first.map((_, k) =>
      e.concat(
        readings.map(({ last }) => last[k]),
        1,
      ),
    ),
  };
}

function emitReading<P extends RecurrentParameters>(
  cell: RecurrentCell,
  { e, parameters: { units, truncate, clip }, mode, probe }: LowerContext<P>,
  { x, weights, reverse, first, mask, name }: Reading,
): LayerStates {
  const product = inputProduct(e, x, weights);
  const start = firstStates(e, product, units, first);
  const steps = e.dim(x, 0);
  const shared = cell.shared(e, weights);
  const uncut = mode === 'train' && truncate > 0 && truncate < steps ? uncutSteps(e, steps, truncate, reverse) : undefined;
  const limit = mode === 'train' && clip > 0 ? clip / e.dim(x, 1) : undefined;
  const watched = mode === 'train' ? probe?.(name, [steps, ...start[0].type.shape.map(Number)]) : undefined;
  const sequences = { product, mask, uncut, watched };
  const names = (Object.keys(sequences) as (keyof typeof sequences)[]).filter((key) => sequences[key] !== undefined);
  const result = recurrence(
    e,
    { shared, states: start, sequences: names.flatMap((key) => sequences[key] ?? []), reverse },
    (inner, { shared: read, states, inputs }) => {
      const at = (key: keyof typeof sequences): Value | undefined => inputs.at(names.indexOf(key) < 0 ? inputs.length : names.indexOf(key));
      const [goesOn, counts, offset] = [at('uncut'), at('mask'), at('watched')];
      const before = states
        .map((state) => (limit === undefined ? state : clipped(inner, state, limit)))
        .map((state) => (goesOn === undefined ? state : inner.where(goesOn, state, stopped(inner, state))));
      const next = cell
        .step(inner, { product: inputs[0], states: before, shared: read })
        .map((state, k) => (counts === undefined ? state : inner.where(counts, state, before[k])));
      const [h, ...others] = next;
      const hidden = offset === undefined ? h : inner.add(h, offset);
      return { states: [hidden, ...others], outputs: [hidden] };
    },
  );
  const [states] = result.outputs;
  return { sequence: mask === undefined ? states : e.where(mask, states, e.scalar(0, states)), last: result.states };
}

/** The loss is the mean over the batch of the samples' own: so is the limit. */
const clipped = (e: Emitter, state: Value, limit: number): Value =>
  e.op('ClipGradient', [state], { limit: float(limit) }, { domain: 'netloom' });

const stopped = (e: Emitter, x: Value): Value => e.op('StopGradient', [x], {}, { domain: 'netloom' });

/** x·W + b for all steps [T, N, gates · H]: one product of T · N rows. */
function inputProduct(e: Emitter, x: Value, { kernel, bias }: CellWeights): Value {
  const [steps, batch, features] = x.type.shape;
  if (!isStatic(x.type.shape)) {
    const product = e.matmul(x, kernel);
    return bias === undefined ? product : e.add(product, bias);
  }
  const rows = e.reshape(x, [Number(steps) * Number(batch), Number(features)]);
  return e.reshape(e.gemm(rows, kernel, bias), [Number(steps), Number(batch), e.dim(kernel, 1)]);
}

/** What the first step begins with [N, H]: zeros unless given. */
function firstStates(e: Emitter, product: Value, units: number, given: readonly (Value | undefined)[]): readonly Value[] {
  const like = e.squeeze(e.slice(product, [0, 0], [1, units], [0, 2]), [0]);
  return given.map((state) => state ?? zerosLike(e, like));
}

/** False for the steps before which the gradient is cut off [T, 1, 1]: every `truncate`-th in the order of reading, but for the first. */
function uncutSteps(e: Emitter, steps: number, truncate: number, reverse: boolean): Value {
  const isUncut = Array.from({ length: steps }, (_, i) => (i > 0 && i % truncate === 0 ? 0 : 1));
  return e.constant(tensorOf('bool', [steps, 1, 1], reverse ? isUncut.toReversed() : isUncut), 'uncut');
}
