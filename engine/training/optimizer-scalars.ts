import { defaultsOf, type ParameterSchema, type ParametersOf } from '../layers/parameters.ts';
import { optimizerOf } from '../optimizers/registry.ts';
import type { TrainingSettings } from '../project/schema.ts';

/** The numbers that the optimiser reads at a step, by its names, from the rate of that step and its number, from 1. */
export type OptimizerScalars = (learningRate: number, step: number) => Readonly<Record<string, number>>;

export function optimizerScalars({ optimizer }: TrainingSettings): OptimizerScalars {
  const definition = optimizerOf(optimizer.type);
  const parameters = { ...defaultsOf(definition.parameters), ...optimizer.parameters } as ParametersOf<ParameterSchema>;
  return (learningRate, step) => definition.scalars(parameters, learningRate, step);
}
