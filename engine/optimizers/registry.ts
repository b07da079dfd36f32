import { EngineError } from '../graph/errors.ts';
import { Adam } from './adam.ts';
import type { OptimizerDefinition } from './definition.ts';
import { Momentum } from './momentum.ts';
import { SGD } from './sgd.ts';

export const optimizers: readonly OptimizerDefinition[] = [SGD, Momentum, Adam];

const byType = new Map(optimizers.map((optimizer) => [optimizer.type, optimizer]));

/** The optimiser of that type; an unknown one throws `EngineError('unknown-optimizer')`. */
export function optimizerOf(type: string): OptimizerDefinition {
  const optimizer = byType.get(type);
  if (optimizer === undefined) {
    throw new EngineError('unknown-optimizer', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
  }
  return optimizer;
}
