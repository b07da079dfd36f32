import type { StateTensors } from '../training/state.ts';
import type { Project } from '../project/schema.ts';
import { type CheckpointKind, hasCheckpoint, requireCheckpoint } from './checkpoint.ts';
import { checkpointsFolder, readRun } from './run-directory.ts';

/** What a run learned: its project as trained and the tensors of a checkpoint. */
export interface Trained {
  readonly project: Project;
  readonly tensors: StateTensors;
  /** That the weights are of: the running one where they were written in its middle. */
  readonly epoch?: number;
}

/** What a run is judged by and exported from where nothing else is asked for: its best epoch, its last step where that was wished. */
export async function defaultCheckpoint(runDirectory: string): Promise<CheckpointKind> {
  const { project, summary } = await readRun(runDirectory);
  if (summary?.checkpoint !== undefined) return summary.checkpoint;
  return project.training.restoreBest && (await hasCheckpoint(checkpointsFolder(runDirectory), 'best')) ? 'best' : 'last';
}

export async function readTrained(runDirectory: string, kind: CheckpointKind): Promise<Trained> {
  const { project } = await readRun(runDirectory);
  const { tensors, position } = await requireCheckpoint(checkpointsFolder(runDirectory), kind);
  const epoch = kind === 'best' ? position.bestEpoch?.epoch : position.epochs + Number(position.batches > 0);
  return { project, tensors, ...(epoch !== undefined && { epoch }) };
}
