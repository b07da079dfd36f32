import { SegmentedControl } from '@mantine/core';
import { Fragment, useCallback, useMemo, useState } from 'react';
import type { ClassificationReport } from '../../engine/evaluation/report.ts';
import { percentTick } from '../plots/ticks.ts';
import { curvesContent, DRAWN_COLOURS } from './chart-contents.ts';
import { ChartView, type ChartReading } from '../plots/chart-view.tsx';
import styles from './evaluate.module.css';
import { type CurveKind, heightAt, type ScoreCurves, scoreCurves } from './score-curves.ts';
import { t, type WindowText } from '../language/text.ts';

interface CurvesPlotProps {
  readonly kind: CurveKind;
  readonly output: ClassificationReport;
  readonly chosen: number | undefined;
}

/** Curves of each class against the rest: the mean, the chosen class or the two of least area, the others in grey. */
export function CurvesPlot({ kind, output, chosen }: CurvesPlotProps) {
  const [scale, setScale] = useState<'lin' | 'log'>();
  const curves = useMemo(() => scoreCurves(output, kind, chosen), [output, kind, chosen]);
  // Curves of a good network turn in the corner, which a logarithmic axis draws large.
  const log = kind === 'roc' && (scale ?? ((curves.drawn[0]?.area ?? 0) > 0.95 ? 'log' : 'lin')) === 'log';
  const content = useMemo(() => curvesContent(kind, curves, log), [kind, curves, log]);
  const readingAt = useCallback((x: number) => reading(kind, curves, x), [kind, curves]);
  const name = kind === 'roc' ? t('ROC') : t('Precision');
  const against =
    output.classes.length > 2 ? t('one class against the rest') : t('“{name}” against the other', { name: curves.drawn[0]?.name ?? '' });
  return (
    <figure className={styles.figure}>
      <figcaption>
        <b>{name}</b>
        <span className={styles.note}>{kind === 'roc' ? t('hits, {against}', { against }) : t('over recall, {against}', { against })}</span>
        {kind === 'roc' && (
          <SegmentedControl
            aria-label={t('Scale of the false alarms')}
            value={log ? 'log' : 'lin'}
            data={[
              { value: 'lin', label: t('lin') },
              { value: 'log', label: t('log') },
            ]}
            onChange={(value) => setScale(value === 'log' ? 'log' : 'lin')}
          />
        )}
      </figcaption>
      {curves.drawn.length === 0 ? (
        <p className={styles.none}>{t('No curve: it takes samples of a class and samples of others.')}</p>
      ) : (
        <div className={styles.plotPlace}>
          <ChartView
            key={log ? 'log' : 'lin'}
            content={content}
            label={t('{name} curves, {summary}', { name, summary: summary(curves) })}
            readingAt={readingAt}
          />
          <Legend curves={curves} kind={kind} />
        </div>
      )}
    </figure>
  );
}

function summary({ drawn }: ScoreCurves): string {
  return drawn.map(({ name, area }) => t('{name}: area {area}', { name, area: area.toFixed(4) })).join(t(', '));
}

function reading(kind: CurveKind, { drawn }: ScoreCurves, x: number): ChartReading | undefined {
  if (x < 0 || x > 1) return undefined;
  return {
    title:
      kind === 'roc' ? t('false alarms {share}', { share: percentTick(x, 0.001) }) : t('recall {share}', { share: percentTick(x, 0.001) }),
    rows: drawn.map(({ name, points }, i) => ({
      name,
      value: percentTick(heightAt(points, x, kind), 0.001),
      colour: DRAWN_COLOURS[i] ?? DRAWN_COLOURS[0],
    })),
  };
}

const REASONS = { worst: 'worst two', chosen: 'chosen class' } as const satisfies Record<string, WindowText>;

function Legend({ curves: { drawn, others, reason }, kind }: { readonly curves: ScoreCurves; readonly kind: CurveKind }) {
  const firstClass = drawn.findIndex(({ classNumber }) => classNumber !== undefined);
  return (
    <dl className={styles.legend} data-low={kind === 'roc' || undefined} aria-label={t('Areas under the curves')}>
      {drawn.map(({ name, area }, i) => (
        <Fragment key={name}>
          {reason && i === firstClass && (
            <div data-reason>
              <dt>{t(REASONS[reason])}</dt>
              <dd />
            </div>
          )}
          <div>
            <dt>
              <i style={{ background: `var(${DRAWN_COLOURS[i] ?? DRAWN_COLOURS[0]})` }} />
              <span title={name}>{name}</span>
            </dt>
            <dd>{Number.isNaN(area) ? '–' : area.toFixed(4)}</dd>
          </div>
        </Fragment>
      ))}
      {others.length > 0 && (
        <div>
          <dt>
            <i data-others />
            {t('{count, plural, one {# other} other {# others}}', { count: others.length })}
          </dt>
          <dd />
        </div>
      )}
    </dl>
  );
}
