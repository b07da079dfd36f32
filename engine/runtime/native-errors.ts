import { EngineError } from '../graph/errors.ts';
import type { Graph } from '../graph/types.ts';

/** Places in onnxruntime's messages where a node is named. */
const nodeNames = [/Name:'([^']+)'/, /Node ?\(([^)]+)\)/, /Node:\s*([^\s,]+)/i, /node '([^']+)'/i];

const noSpace = /ENOSPC|EDQUOT|no space left on device/i;

const noMemory = /failed to allocate memory|bad_alloc|bad allocation|Array buffer allocation failed|Invalid array length|out of memory/i;

/**
 * An `EngineError` for whatever was thrown: a shortage of memory or disk space is told in plain words, a message of onnxruntime is traced to
 * the layer whose operator it names.
 */
export function toEngineError(error: unknown, graph?: Graph): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const nodeId = graph === undefined ? undefined : originOf(message, graph);
  const options = { cause: error, ...(nodeId !== undefined && { nodeId }) };
  if (noMemory.test(message)) {
    return new EngineError(
      'out-of-memory',
      'There is not enough memory for this network. Choose a smaller batch size or smaller layers.',
      options,
    );
  }
  if (noSpace.test(message)) {
    return new EngineError('disk-full', 'There is no space left on the disk. Make room, then resume from the last checkpoint.', options);
  }
  if (graph === undefined) return new EngineError('internal', message, options);
  return new EngineError('executor-failed', `onnxruntime could not run the network: ${message}`, options);
}

/** The canvas node behind the operator that a message names; fusions keep the names of their parts. */
function originOf(message: string, graph: Graph): string | undefined {
  const named = nodeNames.flatMap((pattern) => pattern.exec(message)?.[1] ?? []);
  const matches = graph.nodes.filter(({ name, origin }) => origin !== undefined && named.some((text) => text.includes(name)));
  return matches.toSorted((a, b) => b.name.length - a.name.length)[0]?.origin?.nodeId;
}
