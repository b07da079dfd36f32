import { Button, Loader, Select, Tooltip } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import type { Checkpoint, RunInfo, Split } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import { countText, projectParts } from '../document/project-parts.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { hasWeights } from '../train/run-facts.ts';
import { isActive, selectRun, useRuns } from '../train/run-store.ts';
import styles from './evaluate.module.css';
import { clearChoice, evaluate, stageOf, useEvaluation, type EvaluationRequest } from './evaluation-store.ts';
import { tilesOf, wrongCount } from './report-facts.ts';
import { t } from '../language/text.ts';

interface StripProps {
  readonly run: RunInfo;
  readonly request: EvaluationRequest;
  readonly report: EvaluationReport | undefined;
  readonly busy: boolean;
}

/** What is evaluated on what, and the numbers that tell most. */
export function EvaluationStrip({ run, request, report, busy }: StripProps) {
  return (
    <div className={styles.strip}>
      <WeightsSelect request={request} />
      <SplitSelect run={run} />
      {report && report.outputs.length > 1 && <OutputSelect run={run} report={report} />}
      {report && <Tiles report={report} />}
      <span className={styles.stripEnd}>
        {busy && <Loader size="xs" role="status" aria-label={t('Evaluating')} />}
        {isActive(run.state) && report?.epoch !== undefined && (
          <span className={styles.note}>{t('of epoch {epoch}', { epoch: report.epoch })}</span>
        )}
        {isActive(run.state) && !busy && (
          <Tooltip label={t('The run trains on: evaluate the weights that it has by now')}>
            <Button
              variant="default"
              leftSection={<IconRefresh size={14} stroke={1.7} />}
              onClick={() => void evaluate(request, stageOf(run), true)}
            >
              {t('Evaluate again')}
            </Button>
          </Tooltip>
        )}
      </span>
    </div>
  );
}

function WeightsSelect({ request }: { readonly request: EvaluationRequest }) {
  const runs = useRuns((state) => state.runs).filter(hasWeights);
  const choices = runs.flatMap((run) =>
    (run.best === undefined ? (['last'] as const) : (['best', 'last'] as const)).map((checkpoint) => ({
      run,
      checkpoint,
      value: `${checkpoint} ${run.id}`,
      label: weightsLabel(run, checkpoint),
    })),
  );
  const choose = (value: string | null) => {
    const choice = choices.find((candidate) => candidate.value === value);
    if (!choice) return;
    useEvaluation.setState(({ checkpoints }) => ({ checkpoints: { ...checkpoints, [choice.run.id]: choice.checkpoint } }));
    selectRun(choice.run.id);
  };
  return (
    <Select
      w={188}
      aria-label={t('Weights')}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      value={`${request.checkpoint} ${request.runId}`}
      data={choices.map(({ value, label }) => ({ value, label }))}
      onChange={choose}
    />
  );
}

function weightsLabel(run: RunInfo, checkpoint: Checkpoint): string {
  const epoch = (checkpoint === 'best' ? run.best : run.lastEpoch)?.epoch;
  const values = { number: run.number, checkpoint: t(checkpoint) };
  return epoch === undefined
    ? t('Run {number} · ({checkpoint})', values)
    : t('Run {number} · epoch {epoch} ({checkpoint})', { ...values, epoch });
}

function SplitSelect({ run }: { readonly run: RunInfo }) {
  const split = useEvaluation((state) => state.split);
  const dataset = useProjectDataset(run.project);
  const parts = dataset && projectParts(dataset, run.project, run.summary?.leftOut);
  const counts: Readonly<Record<Split, number | undefined>> = {
    test: parts?.test,
    validation: parts?.heldBack?.validation,
    train: parts?.heldBack?.training,
  };
  const label = (name: string, count: number | undefined) => (parts && count !== undefined ? `${name} · ${countText(count, parts)}` : name);
  return (
    <Select
      w={160}
      aria-label={t('Split')}
      value={split}
      data={[
        { value: 'test', label: label(t('Test'), counts.test) },
        { value: 'validation', label: label(t('Validation'), counts.validation), disabled: counts.validation === 0 },
        { value: 'train', label: label(t('Training'), counts.train) },
      ]}
      onChange={(value) => useEvaluation.setState({ split: value === 'train' || value === 'validation' ? value : 'test' })}
    />
  );
}

function OutputSelect({ run, report }: { readonly run: RunInfo; readonly report: EvaluationReport }) {
  const chosen = useEvaluation((state) => state.nodeId);
  const nameOf = (nodeId: string) => run.project.nodes.find(({ id }) => id === nodeId)?.name ?? nodeId;
  return (
    <Select
      w={150}
      aria-label={t('Output')}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      value={report.outputs.find(({ nodeId }) => nodeId === chosen)?.nodeId ?? report.outputs[0]?.nodeId ?? null}
      data={report.outputs.map(({ nodeId, target }) => ({ value: nodeId, label: `${nameOf(nodeId)} · ${target}` }))}
      onChange={(nodeId) => {
        clearChoice();
        useEvaluation.setState({ nodeId: nodeId ?? undefined });
      }}
    />
  );
}

function Tiles({ report }: { readonly report: EvaluationReport }) {
  const chosen = useEvaluation((state) => state.nodeId);
  const output = report.outputs.find(({ nodeId }) => nodeId === chosen) ?? report.outputs[0];
  if (!output) return null;
  const wrong = output.kind === 'classification' ? wrongCount(output) : undefined;
  return (
    <dl className={styles.tiles}>
      {tilesOf(report, output).map(({ id, name, value, hint }) => (
        <Tooltip key={id} label={hint} w={300}>
          <div>
            <dt>{name}</dt>
            <dd>
              {value}
              {id === 'accuracy' && wrong !== undefined && <span>{t('{count} wrong', { count: formatCount(wrong) })}</span>}
            </dd>
          </div>
        </Tooltip>
      ))}
    </dl>
  );
}
