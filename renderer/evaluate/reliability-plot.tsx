import { useCallback, useMemo } from 'react';
import type { CalibrationBin } from '../../engine/metrics/calibration.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { reliabilityContent } from './chart-contents.ts';
import { ChartView, type ChartReading } from '../plots/chart-view.tsx';
import styles from './evaluate.module.css';
import { t } from '../language/text.ts';

interface ReliabilityPlotProps {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error. */
  readonly error: number | undefined;
}

/** Whether predictions of 80 % certainty are right in 80 of 100 cases. */
export function ReliabilityPlot({ bins, error }: ReliabilityPlotProps) {
  const content = useMemo(() => reliabilityContent(bins), [bins]);
  const readingAt = useCallback((x: number) => reading(bins, x), [bins]);
  const told = error === undefined || Number.isNaN(error) ? '–' : error.toFixed(3);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <b>{t('Reliability')}</b>
        <span className={styles.key}>
          <i data-kind="right" /> {t('right')}
        </span>
        <span className={styles.key}>
          <i data-kind="over" /> {t('over-confident')}
        </span>
        <span className={styles.badge}>{t('ECE {value}', { value: told })}</span>
      </figcaption>
      <div className={styles.plotPlace}>
        <ChartView
          content={content}
          label={t('Share of right predictions by confidence, expected calibration error {value}', { value: told })}
          readingAt={readingAt}
        />
      </div>
    </figure>
  );
}

function reading(bins: readonly CalibrationBin[], x: number): ChartReading | undefined {
  const bin = bins.find(({ from, to }) => x >= from && x < to);
  if (!bin || bin.count === 0) return undefined;
  return {
    title: t('confidence {from} to {to}', { from: formatPercent(bin.from), to: formatPercent(bin.to) }),
    rows: [
      { name: t('predictions'), value: formatCount(bin.count) },
      { name: t('right'), value: formatPercent(bin.accuracy), colour: '--series-train' },
      { name: t('mean confidence'), value: formatPercent(bin.confidence), colour: '--series-validation' },
    ],
  };
}
