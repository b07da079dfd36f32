import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '../export/safetensors.ts';
import { EngineError } from '../graph/errors.ts';
import type { Checkpoint, TrainingPosition } from '../training/checkpoint.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { parseNumbers } from './json-numbers.ts';

export type CheckpointKind = 'best' | 'last';

const POSITION = 'position';

/**
 * Writes `<kind>.safetensors` into the folder, whole or not at all, and `<kind>.json` beside it for people and tools.
 * The safetensors file holds the position too, so that tensors and position can never come from two writes.
 */
export async function writeCheckpoint(folder: string, kind: CheckpointKind, { tensors, position }: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true });
  const bytes = encodeSafetensors({ tensors, metadata: { [POSITION]: JSON.stringify(position) } });
  writeFileAtomic(join(folder, `${kind}.safetensors`), bytes);
  writeFileAtomic(join(folder, `${kind}.json`), `${JSON.stringify(position, undefined, 2)}\n`);
}

/** The checkpoint of that kind; `undefined` where none was written. A damaged file throws `EngineError('bad-checkpoint')`. */
export async function readCheckpoint(folder: string, kind: CheckpointKind): Promise<Checkpoint | undefined> {
  const path = join(folder, `${kind}.safetensors`);
  const bytes = await readIfThere(path);
  if (bytes === undefined) return undefined;
  try {
    const { tensors, metadata } = decodeSafetensors(bytes);
    return { tensors, position: parseNumbers(metadata[POSITION]) as TrainingPosition };
  } catch (cause) {
    throw new EngineError('bad-checkpoint', `${path} is damaged. Train again, or use the other checkpoint.`, { cause });
  }
}

export async function hasCheckpoint(folder: string, kind: CheckpointKind): Promise<boolean> {
  return access(join(folder, `${kind}.safetensors`)).then(
    () => true,
    () => false,
  );
}

/** As `readCheckpoint`, for a checkpoint that must be there: else `EngineError('checkpoint-missing')`. */
export async function requireCheckpoint(folder: string, kind: CheckpointKind): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(folder, kind);
  if (checkpoint !== undefined) return checkpoint;
  const reason =
    kind === 'best'
      ? 'it is written after the first epoch, in a run that prunes after the last pruning epoch'
      : 'it is written after the first epoch, or when the run is stopped';
  throw new EngineError('checkpoint-missing', `The run has no ${kind} checkpoint yet: ${reason}.`);
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
