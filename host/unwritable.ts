import { EngineError } from '../engine/graph/errors.ts';

/** Why a file or folder can't be written, and what to do about it. */
export function unwritable(path: string, cause: unknown): EngineError {
  return new EngineError('project-unwritable', messageFor(path, cause instanceof Error && 'code' in cause ? cause.code : undefined), {
    cause,
  });
}

function messageFor(path: string, code: unknown): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `${path} can't be written: its disk is full. Free some space.`;
    case 'EROFS':
      return `${path} can't be written: its disk can only be read. Make it writable, or work with a copy elsewhere.`;
    case 'EACCES':
    case 'EPERM':
      return `${path} can't be written: its permissions, or those of its folder, do not allow it. Change them.`;
    default:
      return `${path} can't be written. Look at its permissions and the free space.`;
  }
}
