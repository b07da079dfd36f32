import { EngineError } from '../graph/errors.ts';

/** Why a file isn't read. */
export type FileFault =
  /** Its content is damaged, cut short or not what its header says. */
  | 'bad-file'
  /** It is sound, but of a kind that isn't read. */
  | 'unsupported-file'
  /** It asks for more memory or work than an import may take. */
  | 'file-limit'
  /** It names a path outside of its folder. */
  | 'unsafe-path'
  /** Its bytes are not text in the encoding it is read with. */
  | 'bad-encoding';

/** Where in a file. Lines and rows count from 1, bytes from 0. */
export interface Place {
  readonly line?: number;
  readonly row?: number;
  readonly byte?: number;
}

/** The error for a file: "name, line 3: message". The message says what was expected, what came and what to do. */
export function fileError(code: FileFault, file: string, place: Place, message: string, cause?: unknown): EngineError {
  const parts = Object.entries(place).map(([unit, at]) => `${unit} ${at}`);
  return new EngineError(code, `${[file, ...parts].join(', ')}: ${message}`, cause === undefined ? {} : { cause });
}

/** Passes errors of the engine on and turns what a library throws at a damaged file into `bad-file`. */
export function asFileError(error: unknown, file: string, doing: string): EngineError {
  if (error instanceof EngineError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return fileError('bad-file', file, {}, `${doing} failed (${reason}). The file is damaged or cut short: get it again.`, error);
}
