import { Badge, Tabs } from '@mantine/core';
import { IconChevronRight, IconLicense } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { ErrorBoundary } from '../controls/error-boundary.tsx';
import { formatCount } from '../window/format.ts';
import { refreshDatasets, useDataset } from '../host/host.ts';
import { type DatasetView, formatRoute, navigate } from '../window/route.ts';
import { Waiting } from '../controls/waiting.tsx';
import gallery from './gallery.module.css';
import { SideBar } from './side-bar.tsx';
import { datasetTitle } from '../language/dataset-title.ts';
import { engineLines, engineText, richText, t } from '../language/text.ts';
import { AboutView } from '../data/about-view.tsx';
import { DatasetActions } from './dataset-actions.tsx';
import styles from './dataset-page.module.css';
import { isOwn, taskName, viewsOf } from '../data/dataset-facts.ts';
import { SamplesOf } from '../data/samples-of.tsx';
import { untrainableReason } from '../data/start-project.ts';
import { StatisticsView } from '../data/statistics-view.tsx';
import { TableView } from '../data/table-view.tsx';
import { type SampleList, useSampleList } from '../data/use-sample-list.ts';

interface DatasetPageProps {
  readonly id: string;
  readonly view: DatasetView | undefined;
}

/** One dataset: its samples, its table, its statistics, and where it is from. */
export function DatasetPage({ id, view }: DatasetPageProps) {
  const dataset = useDataset(id);
  const asked = useAsked(id);
  return (
    <div className={gallery.page}>
      <SideBar page="datasets" />
      <main className={styles.main} data-region>
        {dataset ? <Found dataset={dataset} view={view} /> : asked ? <NotThere id={id} /> : <Waiting text={t('Looking for the dataset')} />}
      </main>
    </div>
  );
}

/** Asks the host for its datasets once more where it may have come meanwhile; true once it has answered. */
function useAsked(id: string): boolean {
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    let wanted = true;
    void refreshDatasets().then(() => wanted && setAsked(id));
    return () => {
      wanted = false;
    };
  }, [id]);
  return asked === id;
}

function NotThere({ id }: { readonly id: string }) {
  return (
    <div className={styles.notThere} role="alert">
      <h1>{t('There is no dataset “{id}”', { id })}</h1>
      <p>{t('It may have been removed or renamed.')}</p>
      <a href={formatRoute({ page: 'datasets' })}>{t('All datasets')}</a>
    </div>
  );
}

function Found({ dataset, view }: { readonly dataset: DatasetInfo; readonly view: DatasetView | undefined }) {
  const views = viewsOf(dataset);
  const list = useSampleList(dataset);
  const shown = views.find(({ name }) => name === view)?.name ?? views[0].name;
  return (
    <Tabs
      className={styles.tabs}
      value={shown}
      keepMounted={false}
      onChange={(name) => {
        const chosen = views.find((each) => each.name === name);
        if (chosen) navigate({ page: 'dataset', id: dataset.id, view: chosen.name });
      }}
    >
      <Header dataset={dataset} />
      <Tabs.List className={styles.tabList} aria-label={t('Views of the dataset')}>
        {views.map(({ name, title }) => (
          <Tabs.Tab key={name} value={name}>
            {t(title)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {views.map(({ name }) => (
        <Tabs.Panel key={name} value={name} className={styles.panel}>
          <ErrorBoundary what={t('This view')}>
            <View name={name} list={list} />
          </ErrorBoundary>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function View({ name, list }: { readonly name: DatasetView; readonly list: SampleList }) {
  switch (name) {
    case 'samples':
      return <SamplesOf list={list} />;
    case 'table':
      return <TableView list={list} />;
    case 'statistics':
      return <StatisticsView dataset={list.dataset} />;
    case 'about':
      return <AboutView dataset={list.dataset} />;
  }
}

function Header({ dataset }: { readonly dataset: DatasetInfo }) {
  const { id, description, splits, splitKey, license, attribution } = dataset;
  const reason = untrainableReason(dataset);
  return (
    <header className={styles.header}>
      <nav className={styles.path} aria-label={t('Where this page is')}>
        <a href={formatRoute({ page: 'datasets' })}>{t('Datasets')}</a>
        <IconChevronRight size={13} stroke={1.7} aria-hidden />
        <span aria-current="page">{datasetTitle(dataset)}</span>
      </nav>
      <div className={styles.title}>
        <h1>{datasetTitle(dataset)}</h1>
        <span className="netloom-mono">{id}</span>
        <Badge className={styles.badge}>{taskName(dataset)}</Badge>
        {isOwn(dataset) && <Badge className={styles.badge}>{t('own data')}</Badge>}
        <DatasetActions dataset={dataset} />
      </div>
      <p className={styles.description}>{engineLines(description)}</p>
      {reason !== undefined && <p className={styles.reason}>{t(reason)}</p>}
      <ul className={styles.facts}>
        <li>{richText('<b>{count}</b> train', { count: formatCount(splits.train), b: (parts) => <b>{parts}</b> })}</li>
        <li>{richText('<b>{count}</b> test', { count: formatCount(splits.test), b: (parts) => <b>{parts}</b> })}</li>
        <li className={styles.long} title={engineText(splitKey)}>
          {engineText(splitKey)}
        </li>
        <li className={styles.long} title={`${engineText(license)} · ${engineText(attribution)}`}>
          <IconLicense size={14} stroke={1.7} aria-hidden />
          <b>{engineText(license)}</b> {engineText(attribution)}
        </li>
      </ul>
    </header>
  );
}
