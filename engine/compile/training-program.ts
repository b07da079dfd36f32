import { differentiate } from '../autodiff/differentiate.ts';
import { createEmitter } from '../ops/registry.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetLookup } from './analyze.ts';
import { compileForTraining, emitForward } from './forward.ts';
import { emitLoss, emitPredictions } from './outputs.ts';
import { withPenalties } from './penalties.ts';
import type { GraphSize, TrainingProgram } from './program.ts';
import { emitStateGradients } from './state-gradients.ts';
import { resolveOptimizer, stepScalars } from './training-settings.ts';
import { emitUpdates } from './updates.ts';

/**
 * Forward pass, loss, gradients (eq. 2.17–2.20 of the notes) and optimiser update as one graph. The gradients are those of
 * the loss with the weights' penalties; the loss that leaves is the data's alone.
 * `graph` says how many nodes and edges a batch of graphs has. A project with problems throws `EngineError('project-problems')`.
 */
export function trainingProgram(project: Project, datasets: DatasetLookup, batchSize: number, graph?: GraphSize): TrainingProgram {
  const e = createEmitter(`${project.name} training`);
  const compiled = compileForTraining(project, datasets);
  const { training } = project;
  // The optimiser's numbers are fed by their own names: they take them before a field of that name can.
  const names = Object.keys(stepScalars(training)(0, 1));
  const scalars = Object.fromEntries(names.map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: [] })]));
  const forward = emitForward(e, compiled, 'train', batchSize, graph && { graph });
  const loss = emitLoss(e, forward.outputs, forward.mixing);
  const trained = forward.state.flatMap(({ trainable, value }) => (trainable ? [value] : []));
  const wanted = [...trained, ...forward.probes.map(({ zeros }) => zeros)];
  const gradients = differentiate(e, withPenalties(e, loss.total, forward), wanted);
  const state = emitUpdates({ e, training, optimizer: resolveOptimizer(training), scalars }, forward, gradients.slice(0, trained.length));
  const lossOutput = e.builder.output('loss', loss.total).name;
  const predictions = emitPredictions(e, forward.outputs, { activated: false, losses: loss.each });
  const stateGradients = emitStateGradients(e, forward.probes, gradients.slice(trained.length));
  return {
    graph: e.builder.build(),
    batchSize,
    dataInputs: forward.dataInputs,
    randomInputs: forward.randomInputs,
    ...(forward.mixing !== undefined && { mixing: forward.mixing }),
    scalarInputs: names,
    state,
    lossOutput,
    predictions,
    stateGradients,
  };
}
