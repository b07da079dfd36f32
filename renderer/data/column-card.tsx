import type { ColumnStatistics } from '../../engine/statistics/definition.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { t } from '../language/text.ts';
import { BarList } from './bar-list.tsx';
import styles from './column-card.module.css';
import { HistogramPlot } from './histogram-plot.tsx';
import { numberText } from '../samples/table-columns.ts';

interface ColumnCardProps {
  readonly column: ColumnStatistics;
  readonly samples: number;
}

const HEIGHT = 72;

/** One column: how its values are spread, and how many are missing. */
export function ColumnCard({ column, samples }: ColumnCardProps) {
  const { name, unit, missing, numbers, categories } = column;
  return (
    <article className={styles.card} aria-label={name}>
      <header>
        <h3 title={name}>{name}</h3>
        <span>{unit ?? (categories ? t('category') : '')}</span>
      </header>
      {numbers && numbers.min === numbers.max && (
        <p className={styles.none}>{t('Constant: always {value}', { value: numberText(numbers.min) })}</p>
      )}
      {numbers && numbers.min < numbers.max && (
        <>
          <HistogramPlot
            histogram={numbers.histogram}
            height={HEIGHT}
            quartiles={numbers.quartiles}
            label={t('Values of {name}', { name })}
          />
          <dl className={styles.numbers}>
            <Fact name={t('mean')} value={numbers.mean} />
            <Fact name={t('deviation')} value={numbers.deviation} />
            <Fact name="25%" value={numbers.quartiles[0]} />
            <Fact name={t('median')} value={numbers.quartiles[1]} />
            <Fact name="75%" value={numbers.quartiles[2]} />
          </dl>
        </>
      )}
      {categories && (
        <BarList
          entries={categories.values.map((value, i) => ({ name: value, count: categories.counts[i] }))}
          label={t('Values of {name}', { name })}
        />
      )}
      {!numbers && !categories && <p className={styles.none}>{t('No value is there.')}</p>}
      {missing > 0 && <Missing missing={missing} samples={samples} />}
    </article>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div title={`${name} ${value}`}>
      <dt>{name}</dt>
      <dd>{numberText(Number(value.toPrecision(4)))}</dd>
    </div>
  );
}

function Missing({ missing, samples }: { readonly missing: number; readonly samples: number }) {
  const share = samples === 0 ? 0 : missing / samples;
  return (
    <div className={styles.missing}>
      <i aria-hidden>
        <i style={{ width: `${100 * share}%` }} />
      </i>
      <span>{t('{count} missing, {share}', { count: formatCount(missing), share: formatPercent(share) })}</span>
    </div>
  );
}
