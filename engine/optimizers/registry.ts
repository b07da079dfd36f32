import { EngineError } from '../graph/errors.ts';
import { Adadelta } from './adadelta.ts';
import { AdaGrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { AdaMax } from './adamax.ts';
import { AdamW } from './adamw.ts';
import { AMSGrad } from './amsgrad.ts';
import type { OptimizerDefinition } from './definition.ts';
import { Lion } from './lion.ts';
import { Momentum } from './momentum.ts';
import { NAdam } from './nadam.ts';
import { RMSProp } from './rmsprop.ts';
import { SGD } from './sgd.ts';

export const optimizers: readonly OptimizerDefinition[] = [
  SGD,
  Momentum,
  AdaGrad,
  RMSProp,
  Adam,
  AMSGrad,
  AdamW,
  AdaMax,
  NAdam,
  Adadelta,
  Lion,
];

const byType = new Map(optimizers.map((optimizer) => [optimizer.type, optimizer]));

/** The optimiser of that type; an unknown one throws `EngineError('unknown-optimizer')`. */
export function optimizerOf(type: string): OptimizerDefinition {
  const optimizer = byType.get(type);
  if (optimizer === undefined) {
    throw new EngineError('unknown-optimizer', `Expected one of ${[...byType.keys()].join(', ')}, came ${type}.`);
  }
  return optimizer;
}
