import { useEffect, useMemo } from 'react';
import { holdBack } from '../../engine/data/hold-back.ts';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo, Split } from '../../host/api.ts';
import { type Evaluation, evaluate, keyOf, stageOf, useEvaluation } from './evaluation-store.ts';

/** What a run calls each node of a graph: training nodes first, then test nodes. */
export interface NodePredictions {
  /** −1 where it isn't known. */
  readonly named: Int32Array;
  /** −1 where it isn't known. */
  readonly truth: Int32Array;
  readonly certainty: Float32Array;
  readonly split: readonly (Split | undefined)[];
}

/** Puts what reports on several splits say of the samples together; nodes that none of them tells of are unknown. */
export function nodePredictions(
  { count, trained }: { readonly count: number /** Nodes of the training split. */; readonly trained: number },
  reports: readonly Pick<EvaluationReport, 'split' | 'outputs'>[],
  nodeId: string,
): NodePredictions {
  const named = new Int32Array(count).fill(-1);
  const truth = new Int32Array(count).fill(-1);
  const certainty = new Float32Array(count);
  const split: (Split | undefined)[] = Array.from({ length: count });
  for (const report of reports) {
    const output = report.outputs.find((other) => other.nodeId === nodeId);
    if (output?.kind !== 'classification' || output.named === undefined) continue;
    const listed = output.named;
    const first = report.split === 'test' ? trained : 0;
    listed.sample.forEach((sample, i) => {
      const node = first + sample;
      if (node >= count) return;
      named[node] = listed.named[i];
      truth[node] = listed.truth[i];
      certainty[node] = listed.certainty[i];
      split[node] = report.split;
    });
  }
  return { named, truth, certainty, split };
}

/** The report and those on the run's other splits, which are asked for; they are of the same weights once all are there. */
export function useAllReports(run: RunInfo, report: EvaluationReport, trained: number): readonly EvaluationReport[] {
  const evaluations = useEvaluation((state) => state.evaluations);
  const { validation, training } = holdBack(trained, run.project.training.validationFraction);
  const hasSplit: Readonly<Record<Split, boolean>> = { train: training > 0, validation: validation > 0, test: true };
  const others = (['train', 'validation', 'test'] as const).filter((split) => split !== report.split && hasSplit[split]);
  const requests = others.map((split) => ({ runId: run.id, split, checkpoint: report.checkpoint }));
  useEffect(() => {
    for (const request of requests) {
      const known = useEvaluation.getState().evaluations[keyOf(request)];
      const isOld = known?.state === 'ready' && known.report.epoch !== report.epoch;
      void evaluate(request, stageOf(run), isOld);
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- each report asks once for the others, whatever the run does meanwhile
  }, [report]);
  const [one, two] = requests.map((request) => reportOf(evaluations[keyOf(request)]));
  return useMemo(() => [report, one, two].filter((found) => found !== undefined), [report, one, two]);
}

function reportOf(evaluation: Evaluation | undefined): EvaluationReport | undefined {
  return evaluation === undefined || evaluation.state === 'failed' ? undefined : evaluation.report;
}
