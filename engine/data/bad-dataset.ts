import { EngineError } from '../graph/errors.ts';

/** A dataset's files that are missing, damaged or contradict one another. */
export function badDataset(message: string): EngineError {
  return new EngineError('bad-dataset', message);
}
