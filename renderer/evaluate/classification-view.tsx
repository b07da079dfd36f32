import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ClassificationReport, EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo } from '../../host/api.ts';
import { ClassTable } from './class-table.tsx';
import { CurvesPlot } from './curves-plot.tsx';
import styles from './evaluate.module.css';
import { useEvaluation } from './evaluation-store.ts';
import { MatrixOrGraph } from './matrix-or-graph.tsx';
import { NamedSamplesView } from './named-samples.tsx';
import { ReliabilityPlot } from './reliability-plot.tsx';
import { ScoreTable } from './score-table.tsx';
import { t, type WindowText } from '../language/text.ts';

interface ClassificationViewProps {
  readonly output: ClassificationReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

/** An output that names classes: which are taken for which, class by class, and how sure of it. */
export function ClassificationView({ output, report, run }: ClassificationViewProps) {
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <MatrixOrGraph output={output} report={report} run={run} />
        <NamedSamplesView output={output} report={report} run={run} />
      </div>
      <div className={styles.column}>
        <ClassTable output={output} />
        <Plots output={output} />
      </div>
    </div>
  );
}

const TABS = [
  { value: 'roc', label: 'ROC and reliability' },
  { value: 'pr', label: 'Precision and recall' },
  { value: 'all', label: 'All metrics' },
] as const satisfies readonly { readonly value: string; readonly label: WindowText }[];

type Tab = (typeof TABS)[number]['value'];

function Plots({ output }: { readonly output: ClassificationReport }) {
  const [tab, setTab] = useState<Tab>('roc');
  const chosen = useEvaluation(({ classNumber }) => classNumber);
  return (
    <section className={styles.plots} aria-label={t('Curves and metrics')}>
      <header className={styles.head}>
        <SegmentedControl<Tab>
          aria-label={t('What is drawn')}
          value={tab}
          data={TABS.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={setTab}
        />
      </header>
      {tab === 'all' && <ScoreTable output={output} />}
      {tab === 'pr' && (
        <div className={styles.pair}>
          <CurvesPlot kind="pr" output={output} chosen={chosen} />
        </div>
      )}
      {tab === 'roc' && (
        <div className={styles.pair}>
          <CurvesPlot kind="roc" output={output} chosen={chosen} />
          {output.calibration && <ReliabilityPlot bins={output.calibration} error={output.scores.expectedCalibrationError} />}
        </div>
      )}
    </section>
  );
}
