import { Button, Progress, SegmentedControl } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetStatistics } from '../../engine/statistics/definition.ts';
import type { JobProgress } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import { engineText, t, type WindowText } from '../language/text.ts';
import { BarList } from './bar-list.tsx';
import { ColumnCard } from './column-card.tsx';
import { CorrelationMap } from './correlation-map.tsx';
import { fieldLabel } from '../samples/field-label.ts';
import { HistogramPlot } from './histogram-plot.tsx';
import listStyles from './list-bar.module.css';
import stateStyles from './list-state.module.css';
import { Problem } from './list-state.tsx';
import styles from './statistics-view.module.css';
import { numberText } from '../samples/table-columns.ts';
import type { SplitName } from './use-sample-list.ts';
import { useStatistics } from './use-statistics.ts';

/** What the values of a split look like. */
export function StatisticsView({ dataset }: { readonly dataset: DatasetInfo }) {
  const [split, setSplit] = useState<SplitName>('train');
  return (
    <>
      <div className={listStyles.bar}>
        <SegmentedControl
          aria-label={t('Split')}
          value={split}
          onChange={(value) => setSplit(value === 'test' ? 'test' : 'train')}
          data={[
            { value: 'train', label: t('Training') },
            { value: 'test', label: t('Test') },
          ]}
        />
        <span className={listStyles.count}>{t('{count, plural, one {# sample} other {# samples}}', { count: dataset.splits[split] })}</span>
        <span className={listStyles.rest}>{t('as they are stored, before any preprocessing')}</span>
      </div>
      <Computed key={split} dataset={dataset} split={split} />
    </>
  );
}

function Computed({ dataset, split }: { readonly dataset: DatasetInfo; readonly split: SplitName }) {
  const result = useStatistics(dataset, split);
  switch (result.state) {
    case 'computing':
      return <Computing progress={result.progress} onCancel={() => result.cancel()} />;
    case 'cancelled':
      return (
        <div className={stateStyles.state}>
          <IconCalculator size={20} stroke={1.7} aria-hidden />
          <p>{t('The statistics were not computed.')}</p>
          <Button variant="default" onClick={result.retry}>
            {t('Compute them')}
          </Button>
        </div>
      );
    case 'failed':
      return <Problem text={result.problem} onRetry={result.retry} />;
    case 'computed':
      return <Shown dataset={dataset} statistics={result.statistics} />;
  }
}

function Computing({ progress, onCancel }: { readonly progress: JobProgress | undefined; readonly onCancel: () => void }) {
  const share = progress?.total === undefined || progress.total === 0 ? undefined : (100 * progress.done) / progress.total;
  return (
    <div className={stateStyles.state} aria-busy="true">
      <p role="status">{computingText(progress)}</p>
      <Progress
        className={styles.progress}
        value={share ?? 100}
        animated={share === undefined}
        aria-label={t('Progress of the statistics')}
      />
      <Button variant="default" onClick={onCancel}>
        {t('Cancel')}
      </Button>
    </div>
  );
}

function computingText(progress: JobProgress | undefined): string {
  if (progress === undefined) return t('Computing the statistics');
  const [done, unit] = [formatCount(progress.done), engineText(progress.unit)];
  if (progress.total === undefined) return t('Computing the statistics, {done} {unit}', { done, unit });
  return t('Computing the statistics, {done} of {total} {unit}', { done, total: formatCount(progress.total), unit });
}

/** Cards of columns that are drawn at first. */
const FIRST_COLUMNS = 48;

function Shown({ dataset, statistics }: { readonly dataset: DatasetInfo; readonly statistics: DatasetStatistics }) {
  const { columns, balance, correlation, lengths, channels, characters } = statistics;
  const [shown, setShown] = useState(FIRST_COLUMNS);
  const labelOf = (name: string) => fieldLabel(dataset.fields.find((field) => field.name === name) ?? { label: name });
  const classed = balance.filter(({ classes }) => classes.length > 0);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('Statistics')}>
      <div className={styles.inner}>
        <div className={styles.wide}>
          {classed.map(({ field, classes, counts }) => (
            <Card
              key={field}
              title={t('Class balance')}
              note={t('{field}, {count, plural, one {# class} other {# classes}}', { field: labelOf(field), count: classes.length })}
            >
              <BarList
                entries={classes.map((name, i) => ({ name, count: counts[i] }))}
                total={counts.reduce((sum, count) => sum + count, 0)}
                label={t('Samples by {field}', { field: labelOf(field) })}
              />
            </Card>
          ))}
          {lengths.map(({ field, unit, histogram, mean }) => (
            <Card
              key={`${field} ${unit}`}
              title={t('Lengths of {field}', { field: labelOf(field) })}
              note={t('{unit}, {mean} on average', { unit: engineText(unit), mean: numberText(Number(mean.toPrecision(4))) })}
            >
              <HistogramPlot
                histogram={histogram}
                height={140}
                unit={engineText(unit)}
                label={t('Lengths of {field} in {unit}', { field: labelOf(field), unit: engineText(unit) })}
              />
            </Card>
          ))}
          {channels?.map(({ name, mean, deviation, histogram }) => (
            <Card
              key={name}
              title={channels.length === 1 ? t('Brightness') : channelTitle(name)}
              note={t('mean {mean}, deviation {deviation}', {
                mean: numberText(Number(mean.toPrecision(4))),
                deviation: numberText(Number(deviation.toPrecision(4))),
              })}
            >
              <HistogramPlot
                histogram={histogram}
                height={140}
                label={t('Brightness of {name}', { name: channelTitle(name) })}
                colour={channelColour(name)}
                rootScale
              />
            </Card>
          ))}
          {characters && characters.length > 0 && (
            <Card title={t('Most frequent characters')} note={t('{count} of them', { count: characters.length })}>
              <BarList
                entries={characters.map(({ text, count }) => ({ name: visible(text), count }))}
                label={t('Most frequent characters')}
                mono
              />
            </Card>
          )}
        </div>
        {columns.length > 0 && (
          <section aria-label={t('Columns')}>
            <h2 className={styles.heading}>
              {t('Columns')} <span>{formatCount(columns.length)}</span>
            </h2>
            <div className={styles.columns}>
              {columns.slice(0, shown).map((column) => (
                <ColumnCard key={`${column.field} ${column.name}`} column={column} samples={statistics.samples} />
              ))}
            </div>
            {columns.length > shown && (
              <Button variant="default" mt="md" onClick={() => setShown(shown + 4 * FIRST_COLUMNS)}>
                {t('Show more of the {count} others', { count: formatCount(columns.length - shown) })}
              </Button>
            )}
          </section>
        )}
        {correlation && correlation.names.length > 1 && (
          <Card title={t('Correlation')} note={t('Pearson’s coefficient of each pair')}>
            <CorrelationMap names={correlation.names} coefficients={correlation.coefficients} />
          </Card>
        )}
      </div>
    </div>
  );
}

function Card({ title, note, children }: { readonly title: string; readonly note: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span>{note}</span>
      </header>
      {children}
    </section>
  );
}

const names: Readonly<Record<string, WindowText>> = { ' ': '␣ space', '\n': '⏎ line end', '\t': '⇥ tab', '　': '□ wide space' };

/** A character, blanks by their names. */
function visible(text: string): string {
  const name: WindowText | undefined = names[text];
  return name === undefined ? text : t(name);
}

const colourNames: Readonly<Record<string, WindowText>> = { red: 'red', green: 'green', blue: 'blue' };

/** A channel in the window's language. */
function channelTitle(name: string): string {
  const colour: WindowText | undefined = colourNames[name];
  return colour === undefined ? engineText(name) : t(colour);
}

function channelColour(name: string): `--${string}` {
  if (/red/i.test(name)) return '--error';
  if (/green/i.test(name)) return '--ok';
  return /blue/i.test(name) ? '--series-train' : '--text-3';
}
