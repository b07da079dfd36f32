import { useMemo } from 'react';
import type { EvaluationReport, RegressionReport } from '../../engine/evaluation/report.ts';
import { formatCount, formatLoss } from '../app/format.ts';
import { residualContent, scatterContent } from './chart-contents.ts';
import { ChartView } from './chart-view.tsx';
import classes from './class-table.module.css';
import styles from './evaluate.module.css';
import { ScoreTable } from './score-table.tsx';

interface RegressionViewProps {
  readonly output: RegressionReport;
  readonly report: EvaluationReport;
}

/** An output of numbers: predicted over true values, how far they are off, and where most. */
export function RegressionView({ output, report }: RegressionViewProps) {
  const { unit } = output;
  const scatter = useMemo(() => scatterContent(output, unit), [output, unit]);
  const residuals = useMemo(() => residualContent(output, unit), [output, unit]);
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <section className={styles.plots} aria-label="Predictions">
          <header className={styles.head}>
            <h3>Predicted over true</h3>
            <span className={styles.note}>{formatCount(output.points.target.length)} values; on the dashed line they are equal</span>
          </header>
          <ChartView content={scatter} label="Predicted over true values" />
        </section>
      </div>
      <div className={styles.column}>
        <section className={styles.scoreSection} aria-label="Metrics">
          <header className={styles.head}>
            <h3>All metrics</h3>
          </header>
          <ScoreTable output={output} />
        </section>
        <section className={styles.plots} aria-label="Residuals">
          <header className={styles.head}>
            <h3>Residuals</h3>
            <span className={styles.note}>{biasText(output)}</span>
          </header>
          <ChartView content={residuals} label={`Residuals, ${biasText(output)}`} />
        </section>
        <Worst output={output} report={report} />
      </div>
    </div>
  );
}

function biasText({ residuals: { mean }, unit }: RegressionReport): string {
  return `${formatLoss(Math.abs(mean))}${unit === undefined ? '' : ` ${unit}`} too ${mean < 0 ? 'low' : 'high'} on average`;
}

const SHOWN = 8;

function Worst({ output, report }: RegressionViewProps) {
  const worst = output.worst.slice(0, SHOWN);
  const single = worst.every(({ target }) => target !== undefined);
  return (
    <section className={styles.scoreSection} aria-label="Farthest off">
      <header className={styles.head}>
        <h3>Farthest off</h3>
        {!single && <span className={styles.note}>mean distance of a sample’s {formatCount(output.width)} values</span>}
      </header>
      <table className={classes.table} data-plain>
        <thead>
          <tr>
            <th scope="col">Sample</th>
            {single && <th scope="col">True</th>}
            {single && <th scope="col">Predicted</th>}
            <th scope="col">Off by</th>
          </tr>
        </thead>
        <tbody>
          {worst.map(({ sample, error, target, prediction }) => (
            <tr key={sample}>
              <th scope="row">
                {report.split === 'test' ? 'test' : 'training'} #{sample}
              </th>
              {single && <td>{formatLoss(target)}</td>}
              {single && <td>{formatLoss(prediction)}</td>}
              <td>{formatLoss(error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
