import { resolve } from 'node:path';
import { readRun } from '../engine/runtime/run-directory.ts';
import { defaultCheckpoint } from '../engine/runtime/run-state.ts';
import type { Checkpoint } from '../host/api.ts';
import { readingInput } from './exit.ts';

/** The absolute path of the run directory that RUN names; throws `InputError` where it is none. */
export async function runArgument(argument: string): Promise<string> {
  const directory = resolve(argument);
  await readingInput(() => readRun(directory));
  return directory;
}

/** The checkpoint that was asked for; else the one that the run was to keep. */
export async function checkpointArgument(runDirectory: string, given: Checkpoint | undefined): Promise<Checkpoint> {
  return given ?? readingInput(() => defaultCheckpoint(runDirectory));
}
