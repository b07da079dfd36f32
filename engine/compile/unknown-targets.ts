import type { DatasetShape } from '../layers/definition.ts';
import { targetProblem } from '../layers/output.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import { type FixSurroundings, toDiagnostic } from './problems.ts';

/** An error for each Output whose target is no field of the dataset, also where nothing is wired to it yet; `told` has those that are known. */
export function unknownTargets(
  surroundings: FixSurroundings,
  dataset: DatasetShape | undefined,
  told: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (dataset === undefined) return [];
  return [...surroundings.nodes.values()].flatMap((output) => {
    const { layer, valid, parameters, node } = output;
    if (layer.type !== 'Output' || !valid) return [];
    if (told.some(({ nodeId, parameter }) => nodeId === node.id && parameter === 'target')) return [];
    const problem = targetProblem(dataset, String(parameters.target));
    return problem === undefined ? [] : [toDiagnostic(problem, output, [], [], surroundings)];
  });
}
