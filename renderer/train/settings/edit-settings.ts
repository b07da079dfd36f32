import type { TrainingSettings } from '../../../engine/project/schema.ts';
import { useDocument } from '../../document/store.ts';

/** Changes settings of the project's training: an edit that can be undone. */
export function setTraining(changes: Partial<TrainingSettings>): void {
  useDocument.getState().execute({ type: 'set-training', changes });
}

/** Ends the gesture: the next change is a step of its own in the history. */
export function sealTraining(): void {
  useDocument.getState().seal();
}
