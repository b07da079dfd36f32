import { EngineError } from '../graph/errors.ts';
import type { Field, ParameterSchema } from '../layers/parameters.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryDice } from './binary-dice.ts';
import { binaryFocal } from './binary-focal.ts';
import { binaryHinge } from './binary-hinge.ts';
import { cosine } from './cosine.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { LossDefinition } from './definition.ts';
import { dice } from './dice.ts';
import { focal } from './focal.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { klDivergence } from './kl-divergence.ts';
import { logCosh } from './log-cosh.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { triplet } from './triplet.ts';

/** In the order in which they are offered: of those that fit a target the first is proposed. */
export const losses: readonly LossDefinition[] = [
  crossEntropy,
  meanSquaredError,
  meanAbsoluteError,
  huber,
  logCosh,
  binaryCrossEntropy,
  focal,
  binaryFocal,
  hinge,
  binaryHinge,
  dice,
  binaryDice,
  klDivergence,
  cosine,
  triplet,
];

const byId = new Map(losses.map((loss) => [loss.id, loss]));

/** Fields of all losses, each shown while a loss that has it is chosen. */
export const lossFields: ParameterSchema = Object.fromEntries(
  losses
    .flatMap(({ parameters }) => Object.entries(parameters))
    .map(([name, field]) => [name, { ...field, visible: whileUsed(name, field) }]),
);

function whileUsed(name: string, field: Field): NonNullable<Field['visible']> {
  const users = losses.filter(({ parameters }) => name in parameters).map(({ id }) => id);
  return (parameters) => typeof parameters.loss === 'string' && users.includes(parameters.loss) && (field.visible?.(parameters) ?? true);
}

/** The loss of that id; an unknown one throws `EngineError('unknown-loss')`. */
export function lossOf(id: string): LossDefinition {
  const loss = byId.get(id);
  if (loss === undefined) throw new EngineError('unknown-loss', `Expected one of ${[...byId.keys()].join(', ')}, came ${id}.`);
  return loss;
}
