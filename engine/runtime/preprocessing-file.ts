import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FittedPreprocessing, parsePreprocessing } from '../preprocessing/fitted.ts';
import { writeFileAtomic } from './atomic-file.ts';

const FILE = 'preprocessing.json';

/** What a run's data were prepared with; `undefined` for runs of versions that kept no such file. A damaged one throws `bad-preprocessing`. */
export async function readPreprocessing(runDirectory: string): Promise<FittedPreprocessing | undefined> {
  try {
    return parsePreprocessing(await readFile(join(runDirectory, FILE), 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writePreprocessing(runDirectory: string, fitted: FittedPreprocessing): void {
  mkdirSync(runDirectory, { recursive: true });
  writeFileAtomic(join(runDirectory, FILE), `${JSON.stringify(fitted)}\n`);
}
