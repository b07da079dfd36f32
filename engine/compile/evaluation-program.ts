import { createEmitter } from '../ops/registry.ts';
import type { Project } from '../project/schema.ts';
import type { DatasetLookup } from './analyze.ts';
import { compileForTraining, emitForward, type ForwardPass, type InputSource } from './forward.ts';
import { emitLoss, emitPredictions, type OutputTold } from './outputs.ts';
import type { EvaluationProgram, GraphSize, InferenceProgram, StateSlot } from './program.ts';

/** Forward pass and loss in inference mode over `batchSize` samples, with so many nodes and edges of a `graph`. Problems throw `EngineError('project-problems')`. */
export function evaluationProgram(project: Project, datasets: DatasetLookup, batchSize: number, graph?: GraphSize): EvaluationProgram {
  const e = createEmitter(`${project.name} evaluation`);
  const forward = emitForward(e, compileForTraining(project, datasets), 'inference', batchSize, graph && { graph });
  const loss = emitLoss(e, forward.outputs);
  const lossOutput = e.builder.output('loss', loss.total).name;
  const predictions = emitPredictions(e, forward.outputs, { activated: true, losses: loss.each });
  return { graph: e.builder.build(), batchSize, dataInputs: forward.dataInputs, state: readOnly(forward), lossOutput, predictions };
}

/**
 * What is exported, with a batch of free size and without targets and loss; its fields come from `source` where that has them, and
 * its numbers are brought to their target's own unit by `told`. Problems throw `EngineError('project-problems')`.
 */
export function inferenceProgram(project: Project, datasets: DatasetLookup, source?: InputSource, told?: OutputTold): InferenceProgram {
  const e = createEmitter(project.name);
  const forward = emitForward(e, compileForTraining(project, datasets), 'inference', 'N', source && { source });
  const predictions = emitPredictions(e, forward.outputs, { activated: true, ...(told && { told }) });
  return { graph: e.builder.build(), dataInputs: forward.dataInputs, state: readOnly(forward), predictions };
}

function readOnly(forward: ForwardPass): StateSlot[] {
  return forward.state.map(({ slot }) => ({ ...slot, output: slot.input }));
}
