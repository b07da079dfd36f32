import { int, string } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { CellWeights, LayerStates, RecurrentCell, StackedLayer } from './recurrent-cell.ts';
import type { RecurrentParameters } from './recurrent-parameters.ts';

/** One layer as ONNX's RNN, GRU or LSTM. */
export function emitNative(
  cell: RecurrentCell,
  { units }: RecurrentParameters,
  e: Emitter,
  { x, weights, reversed, first }: StackedLayer,
  lengths: Value | undefined,
): LayerStates {
  const directions = reversed.length;
  const stacked = (valueOf: (own: CellWeights) => Value | undefined): Value | undefined => {
    const values = weights.flatMap((own) => valueOf(own) ?? []);
    return values.length === 0
      ? undefined
      : e.concat(
          values.map((value) => e.unsqueeze(value, [0])),
          0,
        );
  };
  const direction = directions === 2 ? 'bidirectional' : reversed[0] ? 'reverse' : 'forward';
  const [y, ...last] = e.ops(
    cell.opType,
    withoutTrailing([
      x,
      stacked(({ kernel }) => e.transpose(kernel)),
      stacked(({ recurrentKernel }) => e.transpose(recurrentKernel)),
      stacked((own) => biasesOf(cell, units, e, own)),
      lengths,
      ...first.map((state) => state && byDirection(e, state, directions, units)),
      ...(cell.peepholes === undefined ? [] : [stacked((own) => cell.peepholes?.(own))]),
    ]),
    1 + cell.states,
    { hidden_size: int(units), direction: string(direction), ...cell.attributes(directions) },
  );
  return {
    sequence: directions === 1 ? e.squeeze(y, [1]) : e.reshape(e.transpose(y, [0, 2, 1, 3]), [0, 0, directions * units]),
    last: last.map((state) =>
      directions === 1 ? e.squeeze(state, [0]) : e.reshape(e.transpose(state, [1, 0, 2]), [0, directions * units]),
    ),
  };
}

/** Input biases, then recurrent ones [2 · gates · H]. */
function biasesOf(cell: RecurrentCell, units: number, e: Emitter, own: CellWeights): Value | undefined {
  if (own.bias === undefined) return undefined;
  const width = cell.gates * units;
  const second = cell.recurrentBias?.(e, own) ?? e.constant(tensorOf('float32', [width], new Array<number>(width).fill(0)), 'zeros');
  return e.concat([own.bias, second], 0);
}

/** [N, D · H] → [D, N, H]. */
function byDirection(e: Emitter, state: Value, directions: number, units: number): Value {
  return directions === 1 ? e.unsqueeze(state, [0]) : e.transpose(e.reshape(state, [0, directions, units]), [1, 0, 2]);
}

function withoutTrailing(inputs: readonly (Value | undefined)[]): readonly (Value | undefined)[] {
  return inputs.slice(0, inputs.findLastIndex((input) => input !== undefined) + 1);
}
