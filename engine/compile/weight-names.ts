import type { WeightSpec } from '../layers/definition.ts';
import type { Diagnostic } from '../project/diagnostic.ts';

/** The name by which checkpoints and exported files know a layer's weight: `conv1.kernel`. */
export function weightName(nodeId: string, { name }: Pick<WeightSpec, 'name'>): string {
  return `${nodeId}.${name}`;
}

/** A problem for each layer with a weight of the same name as another layer's: `a` with `b.kernel`, `a.b` with `kernel`. */
export function weightNameProblems(
  layers: Iterable<{ readonly nodeId: string; readonly weights: readonly WeightSpec[] }>,
): readonly Diagnostic[] {
  const owners = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const { nodeId, weights } of layers) {
    const names = weights.map((weight) => weightName(nodeId, weight));
    const taken = names.find((name) => owners.has(name));
    if (taken === undefined) {
      for (const name of names) owners.set(name, nodeId);
      continue;
    }
    problems.push({
      code: 'duplicate-weight',
      severity: 'error',
      nodeId,
      message: `The weight “${taken}” would be both this layer's and one of ${owners.get(taken)}'s. Give the node another id in the project's text.`,
      expected: 'a name of its own for each weight',
      actual: taken,
    });
  }
  return problems;
}
