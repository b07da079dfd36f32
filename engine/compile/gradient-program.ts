import { differentiate } from '../autodiff/differentiate.ts';
import type { Graph } from '../graph/types.ts';
import { createEmitter } from '../ops/registry.ts';
import { zerosLike } from '../ops/shape-like.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetLookup } from './analyze.ts';
import { compileForTraining, emitForward, type ForwardPass } from './forward.ts';
import { emitLoss } from './outputs.ts';
import { withPenalties } from './penalties.ts';
import type { DataInput, GraphSize, Mixing, StateSlot, TrainingProgram } from './program.ts';

/** Loss with the weights' penalties and its gradients in training mode, without an update: what gradient checks and gradient plots run. */
export interface GradientProgram {
  readonly graph: Graph;
  /** The same loss alone. */
  readonly lossGraph: Graph;
  readonly dataInputs: readonly DataInput[];
  readonly randomInputs: TrainingProgram['randomInputs'];
  readonly mixing?: Mixing;
  readonly parameters: readonly StateSlot[];
  readonly running: readonly StateSlot[];
  readonly lossOutput: string;
}

/**
 * `output` of each parameter is the graph output with ∂loss/∂parameter, zeros where no gradient arrives. Problems throw
 * `EngineError('project-problems')`.
 */
export function gradientProgram(project: Project, datasets: DatasetLookup, batchSize: number, graph?: GraphSize): GradientProgram {
  const compiled = compileForTraining(project, datasets);
  const e = createEmitter(`${project.name} gradients`);
  const forward = emitForward(e, compiled, 'train', batchSize, graph && { graph });
  const loss = withPenalties(e, emitLoss(e, forward.outputs, forward.mixing).total, forward);
  const gradients = differentiate(
    e,
    loss,
    trained(forward).map(({ value }) => value),
  );
  const lossOutput = e.builder.output('loss', loss).name;
  const parameters = trained(forward).map(({ slot, value }, index): StateSlot => {
    const gradient = gradients[index] ?? zerosLike(e, value);
    return { ...slot, output: e.builder.output(`${slot.name}:gradient`, gradient).name };
  });
  const running = forward.state.filter(({ trainable }) => !trainable).map(({ slot }) => ({ ...slot, output: slot.input }));
  return {
    graph: e.builder.build(),
    lossGraph: lossOnly(project, compiled, batchSize, graph),
    dataInputs: forward.dataInputs,
    randomInputs: forward.randomInputs,
    ...(forward.mixing !== undefined && { mixing: forward.mixing }),
    parameters,
    running,
    lossOutput,
  };
}

function trained(forward: ForwardPass): ForwardPass['state'] {
  return forward.state.filter(({ trainable }) => trainable);
}

function lossOnly(project: Project, compiled: ReturnType<typeof compileForTraining>, batchSize: number, graph?: GraphSize): Graph {
  const e = createEmitter(`${project.name} loss`);
  const forward = emitForward(e, compiled, 'train', batchSize, graph && { graph });
  e.builder.output('loss', withPenalties(e, emitLoss(e, forward.outputs, forward.mixing).total, forward));
  return e.builder.build();
}
