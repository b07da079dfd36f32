import { EngineError } from '../graph/errors.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import type { OptimizerDefinition } from '../optimizers/definition.ts';
import { optimizerOf, optimizers } from '../optimizers/registry.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import { expectation } from './resolve.ts';

/** Problems of the optimiser's choice and parameters; they belong to no node. */
export function checkTraining({ training: { optimizer } }: Project): readonly Diagnostic[] {
  const definition = optimizers.find(({ type }) => type === optimizer.type);
  if (definition === undefined) {
    return [
      {
        code: 'unknown-optimizer',
        severity: 'error',
        message: `There is no optimiser “${optimizer.type}”. Choose ${optimizers.map(({ type }) => type).join(', ')}.`,
        expected: optimizers.map(({ type }) => type).join(', '),
        actual: optimizer.type,
      },
    ];
  }
  return Object.entries(optimizer.parameters).flatMap(([name, value]): Diagnostic[] => {
    const field = definition.parameters[name];
    if (field === undefined) {
      return [
        {
          code: 'unknown-parameter',
          severity: 'warning',
          parameter: name,
          message: `${definition.type} has no parameter “${name}”; it is ignored.`,
        },
      ];
    }
    if (field.schema.safeParse(value).success) return [];
    const message = `“${field.label}” of ${definition.title} must be ${expectation(field)}.`;
    return [
      { code: 'invalid-parameter', severity: 'error', parameter: name, message, expected: expectation(field), actual: String(value) },
    ];
  });
}

/** The optimiser of a project with complete parameters; a project with problems throws `EngineError('project-problems')`. */
export function resolveOptimizer(project: Project): { readonly definition: OptimizerDefinition; readonly parameters: ParameterValues } {
  const fault = checkTraining(project).find(({ severity }) => severity === 'error');
  if (fault !== undefined) throw new EngineError('project-problems', fault.message);
  const definition = optimizerOf(project.training.optimizer.type);
  const given = project.training.optimizer.parameters;
  const parameters = Object.entries(definition.parameters).map(
    ([name, field]) => [name, field.schema.parse(given[name] ?? field.default)] as const,
  );
  return { definition, parameters: Object.fromEntries(parameters) };
}
