import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { infoForProject } from '../../engine/data/windows.ts';
import type { DataSettings, Project } from '../../engine/project/schema.ts';
import { useDataset } from '../app/host.ts';
import { projectDatasetId } from './knowledge.ts';

/** Declaration of the project's dataset with the windows that the project cuts of a series: its counts of samples and its shapes. */
export function useProjectDataset(project: Project): DatasetInfo | undefined {
  return useWindowedDataset(projectDatasetId(project), project.data.window);
}

/** As `useProjectDataset`, of the dataset of that id. */
export function useWindowedDataset(id: string | undefined, window: DataSettings['window']): DatasetInfo | undefined {
  const dataset = useDataset(id);
  return useMemo(() => dataset && infoForProject(dataset, window), [dataset, window]);
}
