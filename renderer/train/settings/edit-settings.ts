import { optimizers } from '../../../engine/optimizers/registry.ts';
import type { TrainingSettings } from '../../../engine/project/schema.ts';
import { executeEdit } from '../../document/execute.ts';
import { useDocument } from '../../document/store.ts';

/** Changes settings of the project's training: an edit that can be undone. */
export function setTraining(changes: Partial<TrainingSettings>): void {
  executeEdit({ type: 'set-training', changes });
}

/** Ends the gesture: the next change is a step of its own in the history. */
export function sealTraining(): void {
  useDocument.getState().seal();
}

/** Chooses an optimiser, with a learning rate that suits it unless someone has chosen another than was proposed. */
export function setOptimizer(optimizer: TrainingSettings['optimizer']): void {
  setTraining({ optimizer, ...suitedRate(useDocument.getState().project.training, optimizer.type) });
}

function suitedRate({ optimizer, learningRate: chosen }: TrainingSettings, next: string): { readonly learningRate?: number } {
  const suggested = (type: string) => optimizers.find((definition) => definition.type === type)?.learningRate;
  const learningRate = suggested(next);
  return optimizer.type === next || learningRate === undefined || chosen !== suggested(optimizer.type) ? {} : { learningRate };
}
