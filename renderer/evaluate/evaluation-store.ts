import { create } from 'zustand';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import type { Checkpoint, RunInfo, Split } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { host } from '../host/host.ts';
import { isActive } from '../train/run-store.ts';

/** A run's checkpoint on a split. */
export interface EvaluationRequest {
  readonly runId: string;
  readonly split: Split;
  readonly checkpoint: Checkpoint;
}

export type Evaluation =
  | { readonly state: 'busy'; readonly report?: EvaluationReport }
  | { readonly state: 'ready'; readonly report: EvaluationReport /** How far the run was. */; readonly stage: string }
  | { readonly state: 'failed'; readonly problem: string; readonly stage: string };

/** True class by named class. */
export interface MatrixCell {
  readonly truth: number;
  readonly named: number;
}

interface EvaluationState {
  readonly evaluations: Readonly<Record<string, Evaluation>>;
  readonly split: Split;
  /** What was chosen for a run; else what it kept. */
  readonly checkpoints: Readonly<Record<string, Checkpoint>>;
  /** The output that is shown, where there are several. */
  readonly nodeId: string | undefined;
  readonly cell: MatrixCell | undefined;
  /** The class whose curves are drawn out. */
  readonly classNumber: number | undefined;
}

export const useEvaluation = create<EvaluationState>()(() => ({
  evaluations: {},
  split: 'test',
  checkpoints: {},
  nodeId: undefined,
  cell: undefined,
  classNumber: undefined,
}));

export function keyOf({ runId, split, checkpoint }: EvaluationRequest): string {
  return `${runId} ${split} ${checkpoint}`;
}

/** Changes when the run has other weights than before; a run that trains counts as one stage, since it changes all the time. */
export function stageOf({ state, lastEpoch, summary }: RunInfo): string {
  return isActive(state) ? 'training' : `${lastEpoch?.epoch ?? 0} ${summary?.steps ?? 0} ${state}`;
}

/** Forgets which class and cell were chosen: another output or run is shown. */
export function clearChoice(): void {
  useEvaluation.setState({ cell: undefined, classNumber: undefined });
}

/** Has the host evaluate, unless it did so at this stage of the run; `again` asks in any case. What was known is shown meanwhile. */
export async function evaluate(request: EvaluationRequest, stage: string, again = false): Promise<void> {
  const key = keyOf(request);
  const known = useEvaluation.getState().evaluations[key];
  if (known?.state === 'busy' || (!again && known?.stage === stage)) return;
  const former = known?.state === 'ready' ? { report: known.report } : {};
  keep(key, { state: 'busy', ...former });
  try {
    const { runId, ...options } = request;
    keep(key, { state: 'ready', report: await host().evaluateRun(runId, options), stage });
  } catch (error) {
    keep(key, { state: 'failed', problem: messageOf(error), stage });
  }
}

/** Reports beyond these are asked for anew. */
const MOST_KEPT = 12;

function keep(key: string, evaluation: Evaluation): void {
  useEvaluation.setState(({ evaluations: { [key]: _, ...others } }) => {
    const kept = Object.entries(others).slice(1 - MOST_KEPT);
    return { evaluations: { ...Object.fromEntries(kept), [key]: evaluation } };
  });
}
