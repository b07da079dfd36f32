import { staticShape } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { TrainingSettings } from '../project/schema.ts';
import { emitClipping } from './clipping.ts';
import type { ForwardPass } from './forward.ts';
import type { StateSlot } from './program.ts';
import { type ChosenOptimizer, DECAY_RATE } from './training-settings.ts';

type StateValue = ForwardPass['state'][number];

/** What the update of a step works with. */
export interface UpdateContext {
  readonly e: Emitter;
  readonly training: TrainingSettings;
  readonly optimizer: ChosenOptimizer;
  /** The optimiser's numbers as graph inputs, by name. */
  readonly scalars: Readonly<Record<string, Value>>;
}

/**
 * The next value of every state tensor, as graph outputs `<slot>:next`. `gradients` are those of the trained entries of
 * `forward.state`, in order. Gradients are clipped, then for each parameter: weight decay, the optimiser's step, max-norm,
 * pruning mask.
 */
export function emitUpdates(
  context: UpdateContext,
  forward: Pick<ForwardPass, 'state' | 'updates'>,
  gradients: readonly (Value | undefined)[],
): StateSlot[] {
  const { e, training } = context;
  const limited = emitClipping(e, gradients, training);
  const trained = forward.state.filter(({ trainable }) => trainable);
  const slots: StateSlot[] = [];
  const keep = (slot: Omit<StateSlot, 'output'>, next: Value): void => {
    slots.push({ ...slot, output: e.builder.output(`${slot.name}:next`, next).name });
  };
  for (const entry of forward.state) {
    const { slot, value, trainable } = entry;
    if (!trainable) {
      keep(slot, forward.updates.get(slot.name) ?? value);
      continue;
    }
    e.builder.withOrigin({ nodeId: slot.nodeId, phase: 'optimizer' }, () => {
      const gradient = limited[trained.indexOf(entry)];
      const stepped = gradient === undefined ? { parameter: value, owned: [] } : emitStep(context, entry, gradient);
      const bounded = withMaxNorm(e, stepped.parameter, entry);
      const mask = training.pruning !== undefined && isKernel(entry) ? maskOf(e, entry) : undefined;
      keep(slot, mask === undefined ? bounded : e.mul(bounded, mask.value));
      for (const own of stepped.owned) keep(own.slot, own.next);
      if (mask !== undefined) keep(mask.slot, mask.value);
    });
  }
  return slots;
}

/** Matrices and higher: what weight decay shrinks and pruning thins out, in contrast to biases and the scales of norms. */
function isKernel({ trainable, kernel, slot }: StateValue): boolean {
  return trainable && kernel !== false && slot.type.shape.length >= 2;
}

interface OwnedSlot {
  readonly slot: Omit<StateSlot, 'output'>;
  readonly next: Value;
}

/** Weight decay and the optimiser's step of one parameter. */
function emitStep(
  { e, training: { weightDecay }, optimizer, scalars }: UpdateContext,
  entry: StateValue,
  gradient: Value,
): { readonly parameter: Value; readonly owned: readonly OwnedSlot[] } {
  const { slot, value } = entry;
  const { definition, parameters } = optimizer;
  const decays = weightDecay > 0 && isKernel(entry);
  const coupled = decays && definition.weightDecay === 'coupled';
  const owned = Object.entries(definition.state(parameters)).map(([name, initializer]) => {
    const input = e.builder.input(`${slot.name}:${name}`, slot.type);
    return { name, value: input, slot: { ...slot, name: input.name, kind: 'optimizer', initializer, input: input.name } as const };
  });
  const next = definition.step({
    e,
    parameters,
    parameter: decays && !coupled ? e.sub(value, e.mul(scalars[DECAY_RATE], value)) : value,
    gradient: coupled ? e.add(gradient, e.mulScalar(value, weightDecay)) : gradient,
    state: Object.fromEntries(owned.map((entry) => [entry.name, entry.value])),
    scalars,
  });
  return { parameter: next.parameter, owned: owned.map((own) => ({ slot: own.slot, next: next.state[own.name] })) };
}

/** w ← w · limit / max(‖w‖, limit), the norm of one unit's weights: exactly w where the norm is within its limit. */
function withMaxNorm(e: Emitter, value: Value, { maxNorm }: StateValue): Value {
  if (maxNorm === undefined) return value;
  const units = maxNorm.view === undefined ? value : e.reshape(value, maxNorm.view);
  const norm = e.sqrt(e.reduceSum(e.square(units), maxNorm.axes));
  const limit = e.scalar(maxNorm.limit, value);
  const bounded = e.mul(units, e.div(limit, e.max(norm, limit)));
  return maxNorm.view === undefined ? bounded : e.reshape(bounded, staticShape(value.type.shape));
}

/** The slot that says which weights may live. A step passes it on; between steps others may write it. */
function maskOf(e: Emitter, { slot }: StateValue): { readonly slot: Omit<StateSlot, 'output'>; readonly value: Value } {
  const value = e.builder.input(`${slot.name}:mask`, slot.type);
  return { value, slot: { ...slot, name: value.name, kind: 'mask', initializer: { kind: 'ones' }, input: value.name } };
}
