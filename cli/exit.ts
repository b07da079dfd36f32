import { CommanderError } from 'commander';
import { EngineError } from '../engine/graph/errors.ts';

/** What a command ends with. */
export const exitCodes = { fine: 0, failed: 1, badInput: 2 } as const;

/** A mistake in what was given on the command line or in a file that it names. */
export class InputError extends EngineError {}

/** Codes of the engine and the host that say the same. */
const inputCodes: ReadonlySet<string> = new Set([
  'bad-checkpoint',
  'bad-input',
  'bad-model',
  'bad-opset',
  'bad-run',
  'bad-workspace',
  'checkpoint-missing',
  'no-language-model',
  'no-samples',
  'not-loopback',
  'port-unavailable',
  'project-problems',
  'several-datasets',
  'unknown-dataset',
]);

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
  const isInput = error instanceof InputError || (error instanceof EngineError && inputCodes.has(error.code));
  return isInput ? exitCodes.badInput : exitCodes.failed;
}

/** Failures of `read` are mistakes of the input. */
export async function readingInput<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new InputError(error.code, error.message, { cause: error, ...(error.nodeId !== undefined && { nodeId: error.nodeId }) });
  }
}
