import { EngineError } from '../graph/errors.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { LossDefinition } from './definition.ts';
import { meanSquaredError } from './mean-squared-error.ts';

export const losses: readonly LossDefinition[] = [crossEntropy, meanSquaredError];

const byId = new Map(losses.map((loss) => [loss.id, loss]));

/** The loss of that id; an unknown one throws `EngineError('unknown-loss')`. */
export function lossOf(id: string): LossDefinition {
  const loss = byId.get(id);
  if (loss === undefined) throw new EngineError('unknown-loss', `Expected one of ${[...byId.keys()].join(', ')}, came ${id}.`);
  return loss;
}
