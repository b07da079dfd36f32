import { type ParameterValues, soundParameters } from '../layers/parameters.ts';
import type { OptimizerDefinition } from '../optimizers/definition.ts';
import { optimizerOf, optimizers } from '../optimizers/registry.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import type { Project, TrainingSettings } from '../project/schema.ts';
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

/** An optimiser with complete parameters. */
export interface ChosenOptimizer {
  readonly definition: OptimizerDefinition;
  readonly parameters: ParameterValues;
}

/** The optimiser of settings that are free of problems. */
export function resolveOptimizer({ optimizer }: Pick<TrainingSettings, 'optimizer'>): ChosenOptimizer {
  const definition = optimizerOf(optimizer.type);
  return { definition, parameters: soundParameters(definition.parameters, optimizer.parameters) };
}

/** Name of the scalar ηλ that a step feeds where weight decay is apart from the gradient. */
export const DECAY_RATE = 'decayRate';

/** The numbers that a step feeds at a learning rate: the optimiser's, and ηλ for decoupled weight decay. Steps count from 1. */
export function stepScalars(training: TrainingSettings): (learningRate: number, step: number) => Readonly<Record<string, number>> {
  const { definition, parameters } = resolveOptimizer(training);
  const decays = training.weightDecay > 0 && definition.weightDecay === 'decoupled';
  return (learningRate, step) => ({
    ...definition.scalars(parameters, learningRate, step),
    ...(decays && { [DECAY_RATE]: learningRate * training.weightDecay }),
  });
}
