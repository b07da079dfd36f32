import { EngineError } from '../graph/errors.ts';
import type { ParameterSchema } from '../layers/parameters.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { LossDefinition } from './definition.ts';
import { meanSquaredError } from './mean-squared-error.ts';

export const losses: readonly LossDefinition[] = [crossEntropy, meanSquaredError];

const byId = new Map(losses.map((loss) => [loss.id, loss]));

/** Fields of all losses, each shown while a loss that has it is chosen. */
export const lossFields: ParameterSchema = Object.fromEntries(
  losses.flatMap(({ parameters }) => Object.entries(parameters)).map(([name, field]) => [name, { ...field, visible: usesField(name) }]),
);

function usesField(name: string): (parameters: Readonly<Record<string, unknown>>) => boolean {
  const users = losses.filter(({ parameters }) => name in parameters).map(({ id }) => id);
  return (parameters) => typeof parameters.loss === 'string' && users.includes(parameters.loss);
}

/** The loss of that id; an unknown one throws `EngineError('unknown-loss')`. */
export function lossOf(id: string): LossDefinition {
  const loss = byId.get(id);
  if (loss === undefined) throw new EngineError('unknown-loss', `Expected one of ${[...byId.keys()].join(', ')}, came ${id}.`);
  return loss;
}
