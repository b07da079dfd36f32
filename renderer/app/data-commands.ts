import { IconDatabase } from '@tabler/icons-react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { Command } from '../commands/registry.ts';
import { projectDatasetId } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { useHost } from '../host/host.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import type { WindowText } from '../language/text.ts';
import { currentRoute, type DatasetView, navigate } from '../window/route.ts';

const views: readonly { readonly view: DatasetView; readonly label: WindowText; readonly keywords: readonly string[] }[] = [
  { view: 'samples', label: 'Samples of the dataset', keywords: ['data', 'gallery', 'pictures', 'browse'] },
  { view: 'table', label: 'Table of the dataset', keywords: ['data', 'rows', 'columns', 'cells'] },
  {
    view: 'statistics',
    label: 'Statistics of the dataset',
    keywords: ['data', 'histogram', 'missing values', 'class balance', 'correlation', 'mean', 'quartiles'],
  },
  { view: 'about', label: 'Licence and source of the dataset', keywords: ['data', 'license', 'attribution', 'about'] },
];

/** Pages of the dataset that is shown, or that the open project learns from. */
export const dataCommands: readonly Command[] = views.map(({ view, label, keywords }) => ({
  id: `data.${view}`,
  label,
  group: 'project',
  icon: IconDatabase,
  keywords,
  when: () => shownDataset() !== undefined,
  run: () => {
    const id = shownDataset();
    if (id !== undefined) navigate({ page: 'dataset', id, view });
  },
}));

function shownDataset(): string | undefined {
  const route = currentRoute();
  if (route.page === 'dataset') return route.id;
  if (route.page !== 'project') return undefined;
  const id = projectDatasetId(useDocument.getState().whole);
  return useHost.getState().datasets.find((dataset) => dataset.id === id)?.id;
}

/** One for each dataset: its page. */
export function datasetCommands(datasets: readonly DatasetInfo[]): readonly Command[] {
  return datasets.map((dataset) => ({
    id: `dataset.${dataset.id}`,
    label: { text: 'Browse dataset: {title}', values: { title: datasetTitle(dataset) } },
    group: 'project',
    icon: IconDatabase,
    keywords: [dataset.id, dataset.title, 'data', 'samples', 'statistics', dataset.preview, dataset.task],
    searchedOnly: true,
    run: () => navigate({ page: 'dataset', id: dataset.id }),
  }));
}
