import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { preparedInfo } from '../../engine/preprocessing/prepared-info.ts';
import type { Project } from '../../engine/project/schema.ts';
import type { RunInfo } from '../../host/api.ts';
import { useDataset, useHost } from '../host/host.ts';
import { projectDatasetId } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { hasWeights } from '../train/run-facts.ts';
import { selectedRun, useRuns } from '../train/run-store.ts';

/** Whether a project's network is trained to tell the next token of a text, so that it can write. */
export function writesText({ nodes, data }: Pick<Project, 'nodes' | 'data'>, dataset: DatasetInfo | undefined): boolean {
  const continuation = dataset && preparedInfo(dataset, data).info.continuation;
  return (
    continuation !== undefined && nodes.some(({ type, parameters }) => type === 'Output' && parameters['target'] === continuation.target)
  );
}

/** As `writesText`, of the selected run or, before there is one, of what is drawn. */
export function useWritesText(): boolean {
  const trained = useRuns((state) => selectedRun(state)?.project);
  const drawn = useDocument(({ whole: project }) => project);
  const project = trained ?? drawn;
  const dataset = useDataset(projectDatasetId(project));
  return useMemo(() => writesText(project, dataset), [project, dataset]);
}

/** The selected run, where it can write a text by now. */
export function writingRun(): RunInfo | undefined {
  const run = selectedRun(useRuns.getState());
  if (run === undefined || !hasWeights(run)) return undefined;
  const id = projectDatasetId(run.project);
  const dataset = useHost.getState().datasets.find((other) => other.id === id);
  return writesText(run.project, dataset) ? run : undefined;
}
