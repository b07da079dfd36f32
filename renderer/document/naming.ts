import type { Project } from '../../engine/project/schema.ts';

/** Ids of nodes and comments: neither takes one of the other. */
export function takenIds({ nodes, comments }: Project): ReadonlySet<string> {
  return new Set([...nodes, ...(comments ?? [])].map(({ id }) => id));
}

/**
 * A free id for a new node: the layer's name in lower case and the first number that isn't taken (`conv1`, `dense2`).
 * Digits at the end of the type (`Conv2D`) are dropped so that they don't run into the number.
 */
export function freeNodeId(taken: ReadonlySet<string>, layerType: string): string {
  const stem = layerType.replace(/\d+D$/i, '').toLowerCase() || 'layer';
  return numbered(taken, stem);
}

/** A free id for a copy: the stem of the original's id and the next free number. */
export function freeCopyId(taken: ReadonlySet<string>, id: string): string {
  return taken.has(id) ? numbered(taken, id.replace(/\d+$/, '') || id) : id;
}

function numbered(taken: ReadonlySet<string>, stem: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = `${stem}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
