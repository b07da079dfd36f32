import { type ParameterValues, soundParameters } from '../layers/parameters.ts';
import type { OptimizerDefinition } from '../optimizers/definition.ts';
import { optimizerOf } from '../optimizers/registry.ts';
import type { TrainingSettings } from '../project/schema.ts';

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
