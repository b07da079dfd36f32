import { Button } from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo } from '../../host/api.ts';
import { Waiting } from '../controls/waiting.tsx';
import { showWorkspace } from '../window/route.ts';
import { TrainNextButton } from '../train/run-controls.tsx';
import { hasWeights, keptCheckpoint } from '../train/run-facts.ts';
import { isActive, selectedRun, useRuns } from '../train/run-store.ts';
import { ClassificationView } from './classification-view.tsx';
import styles from './evaluate.module.css';
import { EvaluationStrip } from './evaluation-strip.tsx';
import { clearChoice, evaluate, keyOf, stageOf, useEvaluation, type EvaluationRequest } from './evaluation-store.ts';
import { RegressionView } from './regression-view.tsx';
import { engineText, t } from '../language/text.ts';

/** What the selected run's weights make of samples: numbers, classes, curves and mistakes. */
export function EvaluateWorkspace() {
  const run = useRuns(selectedRun);
  if (!run) return <NoRun />;
  return hasWeights(run) ? <RunEvaluation key={run.id} run={run} /> : <NoWeights run={run} />;
}

function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

function NoRun() {
  const loading = useRuns((state) => state.loading);
  if (loading) return <Waiting text={t('Reading the runs')} />;
  return (
    <Empty title={t('Nothing to evaluate yet')}>
      <p>{t('Train the network: then its classes, curves and mistakes on data that it has not seen are told here.')}</p>
      <TrainNextButton />
    </Empty>
  );
}

function NoWeights({ run }: { readonly run: RunInfo }) {
  return (
    <Empty title={t('Run {number} has no weights yet', { number: run.number })}>
      <p>
        {isActive(run.state) ? t('They are written after its first epoch.') : t('It ended before its first epoch. Choose another run.')}
      </p>
      <Button variant="default" onClick={() => showWorkspace('train')}>
        {t('Open Train')}
      </Button>
    </Empty>
  );
}

function RunEvaluation({ run }: { readonly run: RunInfo }) {
  const split = useEvaluation((state) => state.split);
  const chosen = useEvaluation((state) => state.checkpoints[run.id]);
  const checkpoint = run.best === undefined ? 'last' : (chosen ?? keptCheckpoint(run));
  const request = { runId: run.id, split, checkpoint };
  const evaluation = useEvaluation((state) => state.evaluations[keyOf(request)]);
  const stage = stageOf(run);

  useEffect(() => {
    clearChoice();
    void evaluate({ runId: run.id, split, checkpoint }, stage);
  }, [run.id, split, checkpoint, stage]);

  const report = evaluation?.state === 'failed' ? undefined : evaluation?.report;
  return (
    <div className={styles.workspace}>
      <EvaluationStrip run={run} request={request} report={report} busy={evaluation?.state === 'busy'} />
      {evaluation?.state === 'failed' && <Failure problem={evaluation.problem} request={request} stage={stage} />}
      {evaluation?.state !== 'failed' && report === undefined && <Waiting text={t('Evaluating')} />}
      {report && <Output report={report} run={run} />}
    </div>
  );
}

interface FailureProps {
  readonly problem: string;
  readonly request: EvaluationRequest;
  readonly stage: string;
}

function Failure({ problem, request, stage }: FailureProps) {
  return (
    <div className={styles.empty} role="alert">
      <h2>
        <IconAlertCircleFilled size={16} aria-hidden /> {t('Not evaluated')}
      </h2>
      <p>{engineText(problem)}</p>
      <Button variant="default" onClick={() => void evaluate(request, stage, true)}>
        {t('Try again')}
      </Button>
    </div>
  );
}

function Output({ report, run }: { readonly report: EvaluationReport; readonly run: RunInfo }) {
  const nodeId = useEvaluation((state) => state.nodeId);
  const output = report.outputs.find((other) => other.nodeId === nodeId) ?? report.outputs[0];
  if (output?.kind === 'classification') return <ClassificationView output={output} report={report} run={run} />;
  if (output?.kind === 'regression') return <RegressionView output={output} report={report} run={run} />;
  return (
    <Empty title={t('No metric for this output')}>
      <p>{t('Its loss places samples in a space of their own; there is nothing that its outputs could be compared with.')}</p>
    </Empty>
  );
}
