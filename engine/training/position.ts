import { EngineError } from '../graph/errors.ts';
import type { TrainingSettings } from '../project/schema.ts';
import type { Checkpoint, TrainingPosition } from './checkpoint.ts';
import { noSums } from './scores.ts';

/** Where a run begins. */
export function startOf({ learningRate, seed, batchSize }: TrainingSettings): TrainingPosition {
  return { seed, batchSize, epochs: 0, batches: 0, step: 0, learningRate, seconds: 0, means: noSums, history: [] };
}

/**
 * The position of the last checkpoint, if these settings can go on from it, with the best epoch that the best checkpoint is of: of a run
 * that failed it may lie beyond the last. Another seed or batch size throws `EngineError('checkpoint-mismatch')`, a missing best
 * checkpoint `EngineError('checkpoint-missing')`.
 */
export function resumable({ position }: Checkpoint, best: Checkpoint | undefined, { seed, batchSize }: TrainingSettings): TrainingPosition {
  if (position.seed !== seed || position.batchSize !== batchSize) {
    throw new EngineError(
      'checkpoint-mismatch',
      `The checkpoint was written with seed ${position.seed} and batch size ${position.batchSize}, the project has ${seed} and ${batchSize}. Start a new run.`,
    );
  }
  if (position.bestEpoch !== undefined && best === undefined) {
    throw new EngineError(
      'checkpoint-missing',
      `The checkpoint of the best epoch, ${position.bestEpoch.epoch}, is missing. Start a new run.`,
    );
  }
  const bestEpoch = best?.position.bestEpoch ?? position.bestEpoch;
  return { ...position, ...(bestEpoch !== undefined && { bestEpoch }) };
}

/** The end of a run whose numbers stopped being numbers. `what` names what and when; `nodeId` owns it. */
export function nonFinite(what: string, { epochs, learningRate, lastEpoch }: TrainingPosition, nodeId?: string): EngineError {
  const kept = lastEpoch === undefined ? '' : ' The checkpoints written before are kept.';
  return new EngineError(
    'non-finite-loss',
    `${what} (epoch ${epochs + 1}). Try a learning rate below ${learningRate}, check that inputs are scaled to about 1, or add a normalisation layer.${kept}`,
    nodeId === undefined ? {} : { nodeId },
  );
}
