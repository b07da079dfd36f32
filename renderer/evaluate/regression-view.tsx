import { useMemo } from 'react';
import type { EvaluationReport, RegressionReport } from '../../engine/evaluation/report.ts';
import type { RunInfo } from '../../host/api.ts';
import { formatCount, formatLoss } from '../window/format.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { residualContent, scatterContent } from './chart-contents.ts';
import { ChartView } from '../plots/chart-view.tsx';
import styles from './evaluate.module.css';
import { FarthestOff } from './farthest-off.tsx';
import { isDrawn, predictedFields } from './predicted-fields.ts';
import { Reconstructions } from './reconstructions.tsx';
import { ScoreTable } from './score-table.tsx';
import { engineText, t } from '../language/text.ts';

interface RegressionViewProps {
  readonly output: RegressionReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

/** An output of numbers: what can be drawn beside its target, else predicted over true values; how far they are off, and where most. */
export function RegressionView({ output, report, run }: RegressionViewProps) {
  const dataset = useProjectDataset(run.project);
  const fields = dataset && predictedFields(run.project, dataset, output);
  const { whole } = output;
  const scatter = <Scatter output={output} />;
  const drawn = whole && dataset && fields && isDrawn(fields, output) && (
    <Reconstructions key={output.nodeId} {...{ output, whole, report, dataset, fields }} />
  );
  return (
    <div className={styles.columns}>
      <div className={styles.column}>{drawn || scatter}</div>
      <div className={styles.column}>
        <section className={styles.scoreSection} aria-label={t('Metrics')}>
          <header className={styles.head}>
            <h3>{t('All metrics')}</h3>
          </header>
          <ScoreTable output={output} />
          {output.kept && (
            <p className={styles.kept}>
              {t('Numbers are those of the target as it was prepared: {steps} can’t be undone.', {
                steps: output.kept.map(engineText).join(t(', ')),
              })}
            </p>
          )}
        </section>
        {drawn && scatter}
        <Residuals output={output} />
        {!drawn && <FarthestOff key={output.nodeId} {...{ output, report, dataset, fields }} />}
      </div>
    </div>
  );
}

function Scatter({ output }: { readonly output: RegressionReport }) {
  const content = useMemo(() => scatterContent(output, output.unit), [output]);
  return (
    <section className={styles.plots} aria-label={t('Predictions')}>
      <header className={styles.head}>
        <h3>{t('Predicted over true')}</h3>
        <span className={styles.note}>
          {t('{count} values; on the dashed line they are equal', { count: formatCount(output.points.target.length) })}
        </span>
      </header>
      <ChartView content={content} label={t('Predicted over true values')} />
    </section>
  );
}

function Residuals({ output }: { readonly output: RegressionReport }) {
  const content = useMemo(() => residualContent(output, output.unit), [output]);
  return (
    <section className={styles.plots} aria-label={t('Residuals')}>
      <header className={styles.head}>
        <h3>{t('Residuals')}</h3>
        <span className={styles.note}>{biasText(output)}</span>
      </header>
      <ChartView content={content} label={t('Residuals, {bias}', { bias: biasText(output) })} />
    </section>
  );
}

function biasText({ residuals: { mean }, unit }: RegressionReport): string {
  const distance = `${formatLoss(Math.abs(mean))}${unit === undefined ? '' : ` ${unit}`}`;
  return mean < 0 ? t('{distance} too low on average', { distance }) : t('{distance} too high on average', { distance });
}
