import { stepScalars } from '../compile/training-settings.ts';
import type { TrainingSettings } from '../project/schema.ts';

/** The numbers that the optimiser reads at a step, by its names, from the rate of that step and its number, from 1. */
export type OptimizerScalars = (learningRate: number, step: number) => Readonly<Record<string, number>>;

export const optimizerScalars = (settings: TrainingSettings): OptimizerScalars => stepScalars(settings);
