import { EngineError } from '../../engine/graph/errors.ts';
import type { RunCommand, RunState } from '../../engine/training/events.ts';
import type { RunInfo } from '../../host/api.ts';
import { attempt, reportFailure } from '../window/failures.ts';
import { useSettings } from '../window/settings.ts';
import { useDocument } from '../document/store.ts';
import { activeRun, controlRun, deleteRun, resumeRun, startRun, useRuns } from './run-store.ts';
import { engineText, t, type WindowText } from '../language/text.ts';

/** Why the project can't be trained now; undefined where it can. */
export function whyNotTrainable(): string | undefined {
  const { analysis, whole: project } = useDocument.getState();
  if (analysis.trainable) return undefined;
  if (project.nodes.length === 0) return t('The canvas is empty: add an Input, layers and an Output first.');
  return analysis.blocker === undefined ? t('The network has problems: the Problems panel says which.') : engineText(analysis.blocker);
}

/** Trains the project as it is drawn now, as a new run. True where a run was started. */
export async function train(): Promise<boolean> {
  const obstacle = whyNotTrainable();
  if (obstacle !== undefined) {
    reportFailure(t('The network can’t be trained yet'), new EngineError('not-trainable', obstacle));
    return false;
  }
  const { whole: project } = useDocument.getState();
  const started = await attempt(t('Training could not be started'), async () => startRun(project, useSettings.getState().threads));
  return started !== undefined;
}

/** Sends a command to a run; a failure is reported. */
export async function control(run: RunInfo, command: RunCommand): Promise<void> {
  await attempt(t('Run {number} did not obey', { number: run.number }), () => controlRun(run.id, command));
}

/** Continues a run that ended; a finished one trains `more` epochs on top. */
export async function continueRun(run: RunInfo, more = 0): Promise<void> {
  const epochs = more > 0 ? (run.lastEpoch?.epoch ?? 0) + more : undefined;
  await attempt(t('Run {number} could not be continued', { number: run.number }), () => resumeRun(run.id, epochs));
}

export async function removeRun(run: RunInfo): Promise<void> {
  await attempt(t('Run {number} could not be deleted', { number: run.number }), () => deleteRun(run.id));
}

/** Pauses the run that trains, or lets a paused one go on. */
export async function togglePause(): Promise<void> {
  const run = activeRun(useRuns.getState());
  if (run?.state === 'running') await control(run, { type: 'pause' });
  else if (run?.state === 'paused') await control(run, { type: 'resume' });
}

const words: Readonly<Record<RunState, WindowText>> = {
  queued: 'waiting for its turn',
  preparing: 'preparing',
  running: 'training',
  paused: 'paused',
  stopping: 'stopping',
  finished: 'finished',
  stopped: 'stopped',
  failed: 'failed',
};

/** The state in a word or two. */
export function stateWord(state: RunState): string {
  return t(words[state]);
}
