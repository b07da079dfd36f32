import { type ReactNode, useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { graphSamplesOf } from '../../engine/data/graph-fields.ts';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import type { DatasetPreview, RunInfo } from '../../host/api.ts';
import { useDataset } from '../host/host.ts';
import { useNamesOf } from '../data/node-names.ts';
import { projectDatasetId, projectInputField } from '../document/knowledge.ts';
import { useProjectDataset } from '../document/project-dataset.ts';
import { SampleFigure } from '../samples/sample-figure.tsx';
import { useLinkEnds } from './link-ends.ts';
import styles from './named-samples.module.css';
import { SampleView } from './sample-view.tsx';
import { useSamplesAt } from './use-samples-at.ts';

interface NamedFiguresProps {
  readonly report: EvaluationReport;
  readonly run: RunInfo;
  /** Positions of samples in the report's split. */
  readonly samples: readonly number[];
  readonly size: { readonly width: number; readonly height: number };
}

/** Draws each of some samples as what it is: by its place among them. */
export function useFigures({ report, run, samples, size }: NamedFiguresProps): (place: number) => ReactNode {
  const dataset = useDataset(projectDatasetId(run.project));
  const isNodes = dataset !== undefined && graphSamplesOf(dataset) === 'nodes';
  const names = useNodeTexts({ report, run, samples, dataset: isNodes ? dataset : undefined });
  const fed = useProjectDataset(run.project);
  const preview = useSamplesAt(isNodes ? undefined : fed, report.split === 'test' ? 'test' : 'train', samples);
  return (place) => {
    if (isNodes) return <span className={styles.node}>{names(place)}</span>;
    return fed && <StoredSample dataset={fed} run={run} preview={preview} place={place} size={size} />;
  };
}

interface StoredSampleProps extends Pick<NamedFiguresProps, 'run' | 'size'> {
  readonly dataset: DatasetInfo;
  readonly preview: DatasetPreview | undefined;
  readonly place: number;
}

/** A graph is drawn whole, of other samples what the network reads first. */
function StoredSample({ dataset, run, preview, place, size }: StoredSampleProps) {
  if (graphSamplesOf(dataset) === 'graphs')
    return preview ? <SampleFigure dataset={dataset} preview={preview} sample={place} {...size} /> : null;
  const field = projectInputField(run.project, dataset.fields);
  return field ? <SampleView field={field} values={preview?.fields[field.name]?.values} index={place} size={size} /> : null;
}

interface NodeTextsProps extends Omit<NamedFiguresProps, 'size'> {
  /** A dataset whose samples are nodes; nothing is told of others. */
  readonly dataset: DatasetInfo | undefined;
}

/** The name of the node that a sample is, or of both nodes where it is a pair. */
function useNodeTexts({ report, run, samples, dataset }: NodeTextsProps): (place: number) => string {
  const { links } = run.project.data;
  const split = report.split === 'test' ? 'test' : 'train';
  const ends = useLinkEnds(dataset, links)?.[split];
  const nodes = useMemo(() => {
    if (dataset === undefined || (links !== undefined && ends === undefined)) return undefined;
    if (ends !== undefined) return samples.map((sample) => [ends[2 * sample], ends[2 * sample + 1]]);
    return samples.map((sample) => [split === 'test' ? dataset.splits.train + sample : sample]);
  }, [dataset, links, ends, samples, split]);
  const nameOf = useNamesOf(dataset, nodes?.flat() ?? []);
  return (place) => nodes?.[place]?.map(nameOf).join(' – ') ?? '';
}
