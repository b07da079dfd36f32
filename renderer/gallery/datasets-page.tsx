import { Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { formatCount } from '../window/format.ts';
import { refreshDatasets, useHost } from '../host/host.ts';
import { formatRoute } from '../window/route.ts';
import { OwnDatasetMenu } from './dataset-actions.tsx';
import { isOwn } from '../data/dataset-facts.ts';
import { fieldText } from '../data/field-text.ts';
import { ImportButton } from '../import/import-button.tsx';
import { datasetTitle } from '../language/dataset-title.ts';
import { engineLines, engineText, t } from '../language/text.ts';
import { SamplesView } from '../samples/samples-view.tsx';
import { type DatasetFilter, filterChoices, isWanted, noFilter } from './dataset-filter.ts';
import styles from './gallery.module.css';
import { SideBar } from './side-bar.tsx';

/** The datasets that come with the program, and one's own: samples, what they hold, where they are from. */
export function DatasetsPage() {
  const datasets = useHost((state) => state.datasets);
  const [filter, setFilter] = useState(noFilter);
  useEffect(() => void refreshDatasets(), []);
  const wanted = datasets.filter((dataset) => isWanted(dataset, filter));
  const isNarrowed = wanted.length < datasets.length;
  return (
    <div className={styles.page}>
      <SideBar page="datasets" />
      <main className={styles.content} data-region>
        <div className={styles.inner}>
          <header className={styles.head}>
            <h1>{t('Datasets')}</h1>
            <span className={styles.note}>{t('They come with the program or are your own; an Input layer names the one it reads.')}</span>
            <ImportButton />
          </header>
          <FilterBar datasets={datasets} filter={filter} onChange={setFilter} found={isNarrowed ? wanted.length : undefined} />
          <Section title={t('Your own')} datasets={wanted.filter(isOwn)} />
          <Section title={t('With the program')} datasets={wanted.filter((dataset) => !isOwn(dataset))} />
          {wanted.length === 0 && datasets.length > 0 && <p className={styles.nothing}>{t('No dataset is like that.')}</p>}
        </div>
      </main>
    </div>
  );
}

interface FilterBarProps {
  readonly datasets: readonly DatasetInfo[];
  readonly filter: DatasetFilter;
  /** How many are left where not all are. */
  readonly found: number | undefined;
  readonly onChange: (filter: DatasetFilter) => void;
}

function FilterBar({ datasets, filter, found, onChange }: FilterBarProps) {
  const { tasks, kinds } = useMemo(() => filterChoices(datasets), [datasets]);
  return (
    <div className={styles.filter} role="search" aria-label={t('Datasets')}>
      <TextInput
        type="search"
        w={260}
        leftSection={<IconSearch size={15} stroke={1.7} />}
        placeholder={t('Name, column or word')}
        aria-label={t('Search datasets')}
        value={filter.words}
        onChange={(event) => onChange({ ...filter, words: event.currentTarget.value })}
      />
      <Select
        w={200}
        aria-label={t('Task')}
        placeholder={t('All tasks')}
        clearable
        data={tasks}
        value={filter.task ?? null}
        onChange={(task) => onChange({ ...filter, task: task ?? undefined })}
      />
      <Select
        w={170}
        aria-label={t('Kind of data')}
        placeholder={t('All kinds')}
        clearable
        data={kinds}
        value={filter.kind ?? null}
        onChange={(kind) => onChange({ ...filter, kind: kind ?? undefined })}
      />
      <span role="status">{found !== undefined && t('{found} of {count}', { found, count: datasets.length })}</span>
    </div>
  );
}

function Section({ title, datasets }: { readonly title: string; readonly datasets: readonly DatasetInfo[] }) {
  const id = useId();
  if (datasets.length === 0) return null;
  return (
    <section className={styles.datasetGroup} aria-labelledby={id}>
      <h2 id={id}>
        {title} <span>{formatCount(datasets.length)}</span>
      </h2>
      <div className={styles.datasets}>
        {datasets.map((dataset) => (
          <DatasetCard key={dataset.id} dataset={dataset} />
        ))}
      </div>
    </section>
  );
}

function DatasetCard({ dataset }: { readonly dataset: DatasetInfo }) {
  return (
    <article className={styles.dataset} aria-labelledby={`dataset-${dataset.id}`}>
      <div className={styles.samples}>
        <SamplesView dataset={dataset} pictures={6} rows={2} size={44} plot={{ width: 136, height: 136 }} />
      </div>
      <div className={styles.datasetText}>
        <h3 id={`dataset-${dataset.id}`}>
          <a href={formatRoute({ page: 'dataset', id: dataset.id })}>{datasetTitle(dataset)}</a>{' '}
          <span className="netloom-mono">{dataset.id}</span>
          {isOwn(dataset) && (
            <span className={styles.datasetMenu}>
              <OwnDatasetMenu dataset={dataset} />
            </span>
          )}
        </h3>
        <p>{engineLines(dataset.description)}</p>
        <dl>
          <div>
            <dt>{t('Samples')}</dt>
            <dd>
              {t('{train} train, {test} test ({key})', {
                train: formatCount(dataset.splits.train),
                test: formatCount(dataset.splits.test),
                key: engineText(dataset.splitKey),
              })}
            </dd>
          </div>
          {dataset.fields.map((field) => (
            <div key={field.name}>
              <dt>{field.role === 'input' ? t('Input') : t('Target')}</dt>
              <dd>{fieldText(field)}</dd>
            </div>
          ))}
          {dataset.window && (
            <div>
              <dt>{t('Windows')}</dt>
              <dd>{engineText(windowText(dataset.window))}</dd>
            </div>
          )}
          <div>
            <dt>{t('From')}</dt>
            <dd>
              {engineText(dataset.attribution)} · {engineText(dataset.license)}
            </dd>
          </div>
        </dl>
      </div>
    </article>
  );
}
