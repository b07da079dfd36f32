/** An expected failure with a stable code; it crosses worker and process boundaries intact. */
export class EngineError extends Error {
  readonly code: string;
  readonly nodeId: string | undefined;

  constructor(code: string, message: string, options: { nodeId?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EngineError';
    this.code = code;
    this.nodeId = options.nodeId;
  }
}

/** Plain form of an error for a message channel. */
export interface ErrorData {
  readonly code: string;
  readonly message: string;
  readonly nodeId?: string;
}

/** Unknown failures keep their message under the code `internal`. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof EngineError) {
    return { code: error.code, message: error.message, ...(error.nodeId !== undefined && { nodeId: error.nodeId }) };
  }
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

export function fromErrorData(data: ErrorData): EngineError {
  return new EngineError(data.code, data.message, data.nodeId === undefined ? {} : { nodeId: data.nodeId });
}

/** States what must hold; a failure is a bug in Netloom, not a mistake of the user. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Broken assumption: ${message}`);
}
