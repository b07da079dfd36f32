import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useDataset } from '../host/host.ts';
import { projectDatasetId } from '../document/knowledge.ts';
import type { ClassificationReport, EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo } from '../../host/api.ts';
import { ConfusedPairs, ConfusionMatrix, MOST_CELLS } from './confusion-matrix.tsx';
import shared from './evaluate.module.css';
import { GraphPanel } from './graph-panel.tsx';
import styles from './matrix-or-graph.module.css';
import { t, type WindowText } from '../language/text.ts';

interface Props {
  readonly output: ClassificationReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

type Tab = 'graph' | 'matrix';

const TABS = [
  { value: 'graph', label: 'Graph' },
  { value: 'matrix', label: 'Confusion matrix' },
] as const satisfies readonly { value: Tab; label: WindowText }[];

/** Which classes are taken for which; of the nodes of a graph its drawing, too. */
export function MatrixOrGraph({ output, report, run }: Props) {
  const dataset = useDataset(projectDatasetId(run.project));
  const [tab, setTab] = useState<Tab>('graph');
  const matrix = output.classes.length ** 2 <= MOST_CELLS ? <ConfusionMatrix output={output} /> : <ConfusedPairs output={output} />;
  if (dataset?.graph === undefined) return matrix;
  return (
    <section className={styles.section} aria-label={t('Graph and confusion matrix')}>
      <header className={shared.head}>
        <SegmentedControl<Tab>
          aria-label={t('What is shown of the classes')}
          value={tab}
          data={TABS.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={setTab}
        />
      </header>
      {tab === 'graph' ? <GraphPanel {...{ dataset, output, report, run }} /> : matrix}
    </section>
  );
}
