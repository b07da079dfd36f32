import type { Column, DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { windowText } from '../../engine/data/window-text.ts';
import { formatCount } from '../app/format.ts';
import { useEffect } from 'react';
import { refreshDatasets, useHost } from '../app/host.ts';
import { formatRoute } from '../app/route.ts';
import { OwnDatasetMenu } from '../data/dataset-actions.tsx';
import { isOwn } from '../data/dataset-facts.ts';
import { ImportButton } from '../import/import-button.tsx';
import { SamplesView } from '../samples/samples-view.tsx';
import styles from './gallery.module.css';
import { SideBar } from './side-bar.tsx';

/** The datasets that come with the program, and one's own: samples, what they hold, where they are from. */
export function DatasetsPage() {
  const datasets = useHost((state) => state.datasets);
  useEffect(() => void refreshDatasets(), []);
  return (
    <div className={styles.page}>
      <SideBar page="datasets" />
      <main className={styles.content}>
        <div className={styles.inner}>
          <header className={styles.head}>
            <h1>Datasets</h1>
            <span className={styles.note}>They come with the program or are your own; an Input layer names the one it reads.</span>
            <ImportButton />
          </header>
          <div className={styles.datasets}>
            {datasets.map((dataset) => (
              <DatasetCard key={dataset.id} dataset={dataset} />
            ))}
          </div>
        </div>
      </main>
    </div>
  );
}

function DatasetCard({ dataset }: { readonly dataset: DatasetInfo }) {
  return (
    <article className={styles.dataset} aria-labelledby={`dataset-${dataset.id}`}>
      <div className={styles.samples}>
        <SamplesView dataset={dataset} pictures={6} rows={2} size={44} plot={{ width: 136, height: 136 }} />
      </div>
      <div className={styles.datasetText}>
        <h2 id={`dataset-${dataset.id}`}>
          <a href={formatRoute({ page: 'dataset', id: dataset.id })}>{dataset.title}</a> <span className="netloom-mono">{dataset.id}</span>
          {isOwn(dataset) && (
            <span className={styles.datasetMenu}>
              <OwnDatasetMenu dataset={dataset} />
            </span>
          )}
        </h2>
        <p>{dataset.description}</p>
        <dl>
          <div>
            <dt>Samples</dt>
            <dd>
              {formatCount(dataset.splits.train)} train, {formatCount(dataset.splits.test)} test ({dataset.splitKey})
            </dd>
          </div>
          {dataset.fields.map((field) => (
            <div key={field.name}>
              <dt>{field.role === 'input' ? 'Input' : 'Target'}</dt>
              <dd>{fieldText(field)}</dd>
            </div>
          ))}
          {dataset.window && (
            <div>
              <dt>Windows</dt>
              <dd>{windowText(dataset.window)}</dd>
            </div>
          )}
          <div>
            <dt>From</dt>
            <dd>
              {dataset.attribution} · {dataset.license}
            </dd>
          </div>
        </dl>
      </div>
    </article>
  );
}

const SHOWN_COLUMNS = 16;

function fieldText({ name, shape, classes, columns, unit }: DatasetField): string {
  if (columns)
    return `${name}, ${shape.length > 1 ? shape.join('×') : `${columns.length} columns`}: ${columns.slice(0, SHOWN_COLUMNS).map(columnText).join(', ')}${columns.length > SHOWN_COLUMNS ? ', …' : ''}`;
  if (classes) return `${name}, one of ${classes.length} classes: ${classes.slice(0, 10).join(', ')}${classes.length > 10 ? ', …' : ''}`;
  if (shape.length > 1) return `${name}, ${shape.join('×')}`;
  return `${name}, ${(shape[0] ?? 1) === 1 ? `a number${unit === undefined ? '' : ` (${unit})`}` : `${shape[0]} numbers`}`;
}

function columnText({ name, unit }: Column): string {
  return unit === undefined ? name : `${name} (${unit})`;
}
