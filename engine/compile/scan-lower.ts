import { int } from '../graph/attributes.ts';
import { invariant } from '../graph/errors.ts';
import { isFloat, isStatic, tensorOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { LowerContext, RandomRequest } from '../layers/definition.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import { MASK_PORT } from '../modules/instance-layer.ts';
import type { Emitter } from '../ops/emitter.ts';
import { recurrence } from '../ops/recurrence-emit.ts';
import { innerWeight, neededLayers, type ScanCell, type SettledCell } from './scan-cell.ts';
import { byPort } from './wiring.ts';

type Context = LowerContext<ParameterValues>;

/** What one step of a cell reads, by port or name. */
interface StepValues {
  readonly ports: ReadonlyMap<string, Value>;
  readonly weights: Readonly<Record<string, Value>>;
  random(request: RandomRequest): Value;
}

/**
 * A scan as one recurrence, whose body is the cell: weights and constants are read alike in every step, sequences step by step. Random
 * numbers are drawn for all steps at once. Padded steps keep the states and give 0.
 */
export function lowerScan(cell: ScanCell, settled: SettledCell, context: Context): readonly Value[] {
  const { e, parameters, inputs, optional = {}, weights, mode, probe } = context;
  const { sequences, constants, states } = cell.ports;
  const read = sequences.map((_, i) => stepsFirst(e, inputs[i]));
  const whole = inputs.slice(sequences.length, sequences.length + constants.length);
  const start = firstStates(cell, settled, context, read[0]);
  const steps = e.dim(read[0], 0);
  const weightNames = Object.keys(weights);
  const requests = mode === 'train' ? randomRequests(cell, settled, context, { read, whole, start }) : [];
  const drawn = requests.map(({ distribution, shape }) => context.random({ distribution, shape: [steps, ...shape] }));
  const reverse = parameters.direction === 'backward';
  const mask = optional[MASK_PORT] && e.transpose(optional[MASK_PORT], [1, 0]);
  const truncate = Number(parameters.truncate);
  const uncut = mode === 'train' && truncate > 0 && truncate < steps ? uncutSteps(e, steps, truncate, reverse) : undefined;
  const watched = start.map((state, k) =>
    mode === 'train' && isFloat(state.type.dtype) && isStatic(state.type.shape)
      ? probe?.(states.length === 1 ? '' : states[k].input.label, [steps, ...state.type.shape])
      : undefined,
  );
  const extra = [mask, uncut, ...watched].filter((value) => value !== undefined);
  const result = recurrence(
    e,
    { shared: [...weightNames.map((name) => weights[name]), ...whole], states: start, sequences: [...read, ...drawn, ...extra], reverse },
    (inner, step) => {
      const rest = step.inputs.slice(read.length + drawn.length);
      const next = (given: Value | undefined): Value | undefined => (given === undefined ? undefined : rest.shift());
      const [counts, goesOn] = [next(mask), next(uncut)];
      const offsets = watched.map(next);
      const before = step.states.map((state) => (goesOn === undefined || !isFloat(state.type.dtype) ? state : cut(inner, goesOn, state)));
      let random = 0;
      const values = lowerCell(cell, settled, context, inner, {
        weights: Object.fromEntries(weightNames.map((name, i) => [name, step.shared[i]])),
        ports: new Map([
          ...sequences.map(({ name }, i) => [name, step.inputs[i]] as const),
          ...constants.map(({ name }, i) => [name, step.shared[weightNames.length + i]] as const),
          ...states.map(({ input: { name } }, i) => [name, before[i]] as const),
        ]),
        random: () => step.inputs[read.length + random++],
      });
      const after = states.map(({ output }, k) => {
        const state = valueOf(values, output.name);
        const kept = counts === undefined ? state : inner.where(alongRows(inner, counts, state), state, before[k]);
        const offset = offsets[k];
        return offset === undefined ? kept : inner.add(kept, offset);
      });
      const outputs = cell.ports.outputs.map(({ name }) => {
        const k = states.findIndex(({ output }) => output.name === name);
        const value = k < 0 ? valueOf(values, name) : after[k];
        return counts === undefined ? value : inner.where(alongRows(inner, counts, value), value, inner.scalar(0, value));
      });
      return { states: after, outputs };
    },
  );
  return [...result.outputs.map((value) => stepsFirst(e, value)), ...result.states];
}

/** The cell's operators; gives what its outputs are wired to, by their ids. */
function lowerCell(cell: ScanCell, { layers }: SettledCell, { mode }: Context, e: Emitter, given: StepValues): ReadonlyMap<string, Value> {
  const values = new Map<string, readonly Value[]>();
  const results = new Map<string, Value>();
  for (const id of neededLayers(cell)) {
    const resolved = cell.nodes.get(id);
    if (resolved === undefined) continue;
    const port = given.ports.get(id);
    if (port !== undefined) {
      values.set(id, [port]);
      continue;
    }
    const wires = cell.drawing.wiring.incoming.get(id) ?? [];
    const sources = wires.map(({ from }) => {
      const rank = cell.nodes.get(from.node)?.outputs.findIndex(({ name }) => name === from.port) ?? -1;
      const value = values.get(from.node)?.[rank];
      invariant(value !== undefined, `${from.node}.${from.port} is emitted before it is used`);
      return value;
    });
    if (cell.ports.outputs.some(({ name }) => name === id)) results.set(id, sources[0]);
    const own = (layers.get(id)?.weights ?? []).map(({ name }) => [name, given.weights[innerWeight(cell, id, name)]] as const);
    const lowered = resolved.layer.lower({
      e,
      parameters: resolved.parameters,
      ...byPort(resolved.layer, wires, sources),
      weights: Object.fromEntries(own),
      mode,
      random: given.random,
      updateState: () => invariant(false, 'layers of a scan keep no running statistics'),
    });
    values.set(id, lowered);
  }
  return results;
}

/** What a step asks of random numbers, in order: it is written once on a graph that is thrown away. */
function randomRequests(
  cell: ScanCell,
  settled: SettledCell,
  context: Context,
  { read, whole, start }: { readonly read: readonly Value[]; readonly whole: readonly Value[]; readonly start: readonly Value[] },
): readonly RandomRequest[] {
  const e = context.e.inner('requests');
  const declared = (type: TensorType): Value => e.builder.input('value', type);
  const { sequences, constants, states } = cell.ports;
  const requests: RandomRequest[] = [];
  lowerCell(cell, settled, context, e, {
    weights: Object.fromEntries(Object.entries(context.weights).map(([name, { type }]) => [name, declared(type)])),
    ports: new Map([
      ...sequences.map(({ name }, i) => [name, declared({ ...read[i].type, shape: read[i].type.shape.slice(1) })] as const),
      ...constants.map(({ name }, i) => [name, declared(whole[i].type)] as const),
      ...states.map(({ input: { name } }, i) => [name, declared(start[i].type)] as const),
    ]),
    random(request) {
      requests.push(request);
      return declared({ dtype: 'float32', shape: request.shape });
    },
  });
  return requests;
}

/** What the first step begins with: zeros unless given. */
function firstStates(cell: ScanCell, { types }: SettledCell, { e, inputs, optional = {} }: Context, x: Value): readonly Value[] {
  const [batch] = inputs[0].type.shape;
  return cell.ports.states.map(({ input }) => {
    const given = optional[input.name];
    if (given !== undefined) return given;
    const sizes = (types.get(input.name)?.shape ?? []).slice(1).map(Number);
    if (typeof batch === 'number') return e.expand(e.scalar(0), [batch, ...sizes]);
    const shape = e.concat([e.op('Shape', [x], { start: int(1), end: int(2) }), e.int64s(sizes)], 0);
    return e.op('Expand', [e.scalar(0), shape]);
  });
}

/** [N, T, …] ↔ [T, N, …] */
function stepsFirst(e: Emitter, x: Value): Value {
  return e.transpose(x, [1, 0, ...x.type.shape.slice(2).map((_, axis) => axis + 2)]);
}

/** A truth for each sample [N] beside a value [N, …]. */
function alongRows(e: Emitter, truths: Value, { type: { shape } }: Value): Value {
  return shape.length === 1
    ? truths
    : e.unsqueeze(
        truths,
        shape.slice(1).map((_, axis) => axis + 1),
      );
}

function cut(e: Emitter, goesOn: Value, state: Value): Value {
  return e.where(goesOn, state, e.op('StopGradient', [state], {}, { domain: 'netloom' }));
}

/** False for the steps before which the gradient is cut off [T, 1]: every `truncate`-th in the order of reading, but for the first. */
function uncutSteps(e: Emitter, steps: number, truncate: number, reverse: boolean): Value {
  const isUncut = Array.from({ length: steps }, (_, i) => (i > 0 && i % truncate === 0 ? 0 : 1));
  return e.constant(tensorOf('bool', [steps, 1], reverse ? isUncut.toReversed() : isUncut), 'uncut');
}

function valueOf(values: ReadonlyMap<string, Value>, name: string): Value {
  const value = values.get(name);
  invariant(value !== undefined, `output ${name} of the cell is emitted`);
  return value;
}
