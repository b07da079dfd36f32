import { resolve } from 'node:path';
import { readRun } from '../engine/runtime/run-directory.ts';
import { readingInput } from './exit.ts';

/** The absolute path of the run directory that RUN names; throws `InputError` where it is none. */
export async function runArgument(argument: string): Promise<string> {
  const directory = resolve(argument);
  await readingInput(() => readRun(directory));
  return directory;
}
