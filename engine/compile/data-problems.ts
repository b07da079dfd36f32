import type { DeclaredShape } from '../preprocessing/fed-shape.ts';
import { type DataProblem, preparedInfo } from '../preprocessing/prepared-info.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import type { ResolvedNode } from './resolve.ts';

/** What is wrong with how the project's data are prepared; of fields that no layer reads it is only a warning. */
export function dataProblems(
  { data }: Project,
  nodes: ReadonlyMap<string, ResolvedNode>,
  dataset: DeclaredShape | undefined,
): Diagnostic[] {
  if (dataset?.info === undefined) return [];
  return preparedInfo(dataset.info, data).problems.map((problem) => toDiagnostic(problem, readerOf(problem, nodes)));
}

function toDiagnostic({ field, step: _, parameter: __, fix, ...problem }: DataProblem, nodeId: string | undefined): Diagnostic {
  const known = problem.code !== 'unknown-prepared-field' && problem.code !== 'duplicate-field';
  return {
    ...problem,
    severity: problem.severity === undefined && known && (field === undefined || nodeId !== undefined) ? 'error' : 'warning',
    ...(nodeId !== undefined && { nodeId }),
    ...(fix !== undefined && { fixes: [{ label: fix.label, edits: [{ type: 'set-data', changes: fix.changes }] }] }),
  };
}

/** The first Input or Output layer that reads the problem's field. */
function readerOf({ field }: DataProblem, nodes: ReadonlyMap<string, ResolvedNode>): string | undefined {
  const reads = ({ layer: { parameters: schema }, parameters }: ResolvedNode): boolean =>
    Object.entries(schema).some(([name, { kind }]) => kind === 'field' && parameters[name] === field);
  return field === undefined ? undefined : [...nodes.values()].find(reads)?.node.id;
}
