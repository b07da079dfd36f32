import type { StateTensors } from '../training/state.ts';
import type { Project } from '../project/schema.ts';
import { type CheckpointKind, requireCheckpoint } from './checkpoint.ts';
import { checkpointsFolder, readRun } from './run-directory.ts';

/** What a run learned: its project as trained and the tensors of a checkpoint. */
export interface Trained {
  readonly project: Project;
  readonly tensors: StateTensors;
}

export async function readTrained(runDirectory: string, kind: CheckpointKind): Promise<Trained> {
  const { project } = await readRun(runDirectory);
  const { tensors } = await requireCheckpoint(checkpointsFolder(runDirectory), kind);
  return { project, tensors };
}
