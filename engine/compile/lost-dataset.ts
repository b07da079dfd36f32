import type { DatasetShape } from '../layers/definition.ts';
import { canBeTarget } from '../layers/output.ts';
import type { Diagnostic, Fix } from '../project/diagnostic.ts';
import type { ResolvedNode } from './resolve.ts';

/** The datasets that could be meant. */
export interface OfferedDatasets {
  readonly ids: readonly string[];
  shapeOf(id: string): DatasetShape | undefined;
}

const MOST = 3;
/** Letters of a name that are compared. */
const LETTERS = 100;

/**
 * The diagnostics of Inputs whose dataset isn't there, with those offered that have all the fields that the network reads, the one of the most
 * similar name first. What only follows from the lost dataset isn't told.
 */
export function withKnownDatasets(
  diagnostics: readonly Diagnostic[],
  nodes: ReadonlyMap<string, ResolvedNode>,
  offered: OfferedDatasets,
): readonly Diagnostic[] {
  const isLost = ({ code, parameter }: Diagnostic) => code === 'unknown-dataset' && parameter === 'dataset';
  const found = diagnostics.some((diagnostic) => isLost(diagnostic) || diagnostic.code === 'no-input');
  if (!found) return diagnostics;
  return diagnostics
    .filter(({ code }) => code !== 'no-dataset')
    .map((diagnostic) => {
      const node = isLost(diagnostic) ? nodes.get(diagnostic.nodeId ?? '') : undefined;
      if (node === undefined || (diagnostic.fixes?.length ?? 0) > 0) return diagnostic;
      const fixes = fixesFor(String(node.parameters.dataset), [...nodes.values()], offered);
      return fixes.length === 0 ? diagnostic : { ...diagnostic, fixes };
    });
}

function fixesFor(lost: string, nodes: readonly ResolvedNode[], { ids, shapeOf }: OfferedDatasets): readonly Fix[] {
  const inputs = nodes.filter(({ layer, parameters }) => layer.type === 'Input' && parameters.dataset === lost);
  const read = inputs.map(({ parameters }) => String(parameters.field));
  const told = nodes.filter(({ layer }) => layer.type === 'Output').map(({ parameters }) => String(parameters.target));
  const hasAll = (id: string): boolean => {
    const fields = shapeOf(id)?.fields ?? [];
    const inputFields = fields.filter(({ role }) => role === 'input').map(({ name }) => name);
    const targets = fields.filter(canBeTarget).map(({ name }) => name);
    return read.every((name) => inputFields.includes(name)) && told.every((name) => targets.includes(name));
  };
  return ids
    .filter(hasAll)
    .map((id) => ({ id, distance: distance(id.toLowerCase(), lost.slice(0, LETTERS).toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ id }) => ({
      label: `Use ${id}`,
      edits: inputs.map(({ node }) => ({ type: 'set-parameter', node: node.id, parameter: 'dataset', value: id })),
    }));
}

/** Letters to change, add or leave out to make one word of the other (Levenshtein, 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length];
}
