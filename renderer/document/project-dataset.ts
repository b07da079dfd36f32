import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { linkedInfo } from '../../engine/data/links.ts';
import { infoForProject } from '../../engine/data/windows.ts';
import type { DataSettings, Project } from '../../engine/project/schema.ts';
import { useDataset } from '../host/host.ts';
import { projectDatasetId } from './knowledge.ts';

/**
 * Declaration of the project's dataset with the windows that the project cuts of a series, or the pairs that it takes of a graph's nodes: its
 * counts of samples and its shapes.
 */
export function useProjectDataset(project: Project): DatasetInfo | undefined {
  const { links, window } = project.data;
  const windowed = useWindowedDataset(projectDatasetId(project), window);
  return useMemo(() => (windowed === undefined || links === undefined ? windowed : linkedInfo(windowed, links)), [windowed, links]);
}

/** Declaration of the dataset of that id with windows of a series. */
function useWindowedDataset(id: string | undefined, window: DataSettings['window']): DatasetInfo | undefined {
  const dataset = useDataset(id);
  return useMemo(() => dataset && infoForProject(dataset, window), [dataset, window]);
}
