import { differentiate } from '../autodiff/differentiate.ts';
import type { Value } from '../graph/types.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import type { Emitter } from '../ops/emitter.ts';
import { createEmitter } from '../ops/registry.ts';
import type { OptimizerDefinition } from '../optimizers/definition.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetLookup } from './analyze.ts';
import { compileForTraining, emitForward, emitLoss, emitPredictions, type ForwardPass } from './forward.ts';
import type { StateSlot, TrainingProgram } from './program.ts';
import { resolveOptimizer } from './training-settings.ts';

/**
 * Forward pass, loss, gradients (eq. 2.17–2.20 of the notes) and optimiser update as one graph.
 * A project with problems throws `EngineError('project-problems')`.
 */
export function trainingProgram(project: Project, datasets: DatasetLookup, batchSize: number): TrainingProgram {
  const e = createEmitter(`${project.name} training`);
  const compiled = compileForTraining(project, datasets);
  const optimizer = resolveOptimizer(project);
  const forward = emitForward(e, compiled, 'train', batchSize);
  const loss = emitLoss(e, forward.outputs);
  const names = Object.keys(optimizer.definition.scalars(optimizer.parameters, 0, 1));
  const scalars = Object.fromEntries(names.map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: [] })]));
  const state = emitUpdates(e, forward, loss, optimizer, scalars);
  const lossOutput = e.builder.output('loss', loss).name;
  const predictions = emitPredictions(e, forward.outputs, false);
  return {
    graph: e.builder.build(),
    batchSize,
    dataInputs: forward.dataInputs,
    randomInputs: forward.randomInputs,
    scalarInputs: names,
    state,
    lossOutput,
    predictions,
  };
}

interface ChosenOptimizer {
  readonly definition: OptimizerDefinition;
  readonly parameters: ParameterValues;
}

/** The next value of every state tensor, as graph outputs `<slot>:next`. */
function emitUpdates(
  e: Emitter,
  forward: ForwardPass,
  loss: Value,
  optimizer: ChosenOptimizer,
  scalars: Readonly<Record<string, Value>>,
): StateSlot[] {
  const trained = forward.state.filter(({ trainable }) => trainable);
  const gradients = differentiate(
    e,
    loss,
    trained.map(({ value }) => value),
  );
  const slots: StateSlot[] = [];
  const keep = (slot: Omit<StateSlot, 'output'>, next: Value): void => {
    slots.push({ ...slot, output: e.builder.output(`${slot.name}:next`, next).name });
  };
  for (const { slot, value, trainable } of forward.state) {
    const gradient = trainable ? gradients[trained.findIndex((entry) => entry.value === value)] : undefined;
    if (gradient === undefined) {
      keep(slot, forward.updates.get(slot.name) ?? value);
      continue;
    }
    e.builder.withOrigin({ nodeId: slot.nodeId, phase: 'optimizer' }, () => {
      const owned = Object.entries(optimizer.definition.state(optimizer.parameters)).map(([name, initializer]) => {
        const input = e.builder.input(`${slot.name}:${name}`, slot.type);
        return { name, value: input, slot: { ...slot, name: input.name, kind: 'optimizer', initializer, input: input.name } as const };
      });
      const state = Object.fromEntries(owned.map((entry) => [entry.name, entry.value]));
      const next = optimizer.definition.step({ e, parameters: optimizer.parameters, parameter: value, gradient, state, scalars });
      keep(slot, next.parameter);
      for (const entry of owned) keep(entry.slot, next.state[entry.name]);
    });
  }
  return slots;
}
