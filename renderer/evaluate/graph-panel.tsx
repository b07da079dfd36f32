import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { ClassificationReport, EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo, Split } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import { Waiting } from '../controls/waiting.tsx';
import { ClassLegend } from '../data/class-legend.tsx';
import { GraphCanvas } from '../data/graph-canvas.tsx';
import type { JudgedGraph } from '../data/graph-drawing.ts';
import { degreesOf, MOST_NODES, useGraphLayout } from '../data/graph-places.ts';
import { GraphTools } from '../data/graph-tools.tsx';
import { Problem } from '../data/list-state.tsx';
import { useNodeNames } from '../data/node-names.ts';
import { usePanZoom } from '../data/use-pan-zoom.ts';
import graphStyles from '../data/graph-view.module.css';
import type { NodeGraph } from '../samples/node-graph.ts';
import shared from './evaluate.module.css';
import { evaluationText, wrongMarks } from './graph-panel-text.ts';
import styles from './graph-panel.module.css';
import { useEvaluation } from './evaluation-store.ts';
import { useLinkEnds } from './link-ends.ts';
import { listedSamples } from './listed-samples.ts';
import { nodePredictions, useAllReports, type NodePredictions } from './node-predictions.ts';
import { datasetTitle } from '../language/dataset-title.ts';
import { t, type WindowText } from '../language/text.ts';

interface GraphPanelProps {
  /** As it is stored: its samples are the nodes. */
  readonly dataset: DatasetInfo;
  readonly output: ClassificationReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

/** The graph with what a run makes of its nodes, or of pairs of them. */
export function GraphPanel(props: GraphPanelProps) {
  const { splits } = props.dataset;
  const count = splits.train + splits.test;
  if (count > MOST_NODES || props.output.named === undefined)
    return (
      <p className={shared.none}>
        {t(
          '{count} nodes are too many to be told apart in a drawing. The confusion matrix counts them, and the mistakes are listed below.',
          { count: formatCount(count) },
        )}
      </p>
    );
  return props.run.project.data.links === undefined ? <NodeClasses {...props} /> : <Links {...props} />;
}

type Colour = 'named' | 'truth';

const COLOURS = [
  { value: 'named', label: 'Prediction' },
  { value: 'truth', label: 'Truth' },
] as const satisfies readonly { value: Colour; label: WindowText }[];

/** Nodes in the colours of the classes that they were called. */
function NodeClasses({ dataset, output, report, run }: GraphPanelProps) {
  const [colour, setColour] = useState<Colour>('named');
  const { train: trained, test } = dataset.splits;
  const reports = useAllReports(run, report, trained);
  const predictions = useMemo(
    () => nodePredictions({ count: trained + test, trained }, reports, output.nodeId),
    [trained, test, output.nodeId, reports],
  );
  const judged = useMemo(() => ({ wrong: wrongMarks(predictions) }), [predictions]);
  return (
    <Drawing
      dataset={dataset}
      classes={colour === 'named' ? predictions.named : predictions.truth}
      classNames={output.classes}
      judged={judged}
      textOf={(node) => evaluationText(output, predictions, node)}
      control={
        <SegmentedControl<Colour>
          aria-label={t('Colour of the nodes')}
          value={colour}
          data={COLOURS.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={setColour}
        />
      }
      legend={
        <>
          <span data-ring="trained">{t('label known in training')}</span>
          <span data-ring="wrong">{t('wrong')}</span>
        </>
      }
      summary={rightText(predictions, report.split)}
    />
  );
}

const RIGHT: Readonly<Record<Split, WindowText>> = {
  train: '{right} of {count} training nodes right',
  validation: '{right} of {count} validation nodes right',
  test: '{right} of {count} test nodes right',
};

function rightText({ named, truth, split }: NodePredictions, shown: EvaluationReport['split']): string {
  const nodes = Array.from(named.keys()).filter((node) => split[node] === shown);
  const right = nodes.filter((node) => named[node] === truth[node]).length;
  return t(RIGHT[shown], { right: formatCount(right), count: formatCount(nodes.length) });
}

const MOST_PAIRS = 150;

/** Nodes in the colours of their classes, with the pairs that were told wrong, or those of the chosen cell. */
function Links({ dataset, output, report, run }: GraphPanelProps) {
  const cell = useEvaluation((state) => state.cell);
  const ends = useLinkEnds(dataset, run.project.data.links);
  const listed = useMemo(() => listedSamples(output, cell), [output, cell]);
  const shown = listed.slice(0, MOST_PAIRS);
  const split = report.split === 'test' ? 'test' : 'train';
  const judged = useMemo(() => {
    const pairs = ends?.[split];
    const part = listed.slice(0, MOST_PAIRS);
    return {
      pairs: {
        ends: Int32Array.from(part.flatMap(({ sample }) => (pairs === undefined ? [] : [pairs[2 * sample], pairs[2 * sample + 1]]))),
        linked: Uint8Array.from(pairs === undefined ? [] : part, ({ truth }) => truth),
      },
    };
  }, [ends, split, listed]);
  return (
    <Drawing
      dataset={dataset}
      judged={judged}
      legend={
        <>
          <span data-line="linked">{cell === undefined ? t('link that was missed') : t('linked')}</span>
          <span data-line="apart">{cell === undefined ? t('no link, but called one') : t('not linked')}</span>
        </>
      }
      summary={pairsText(shown.length, listed.length, cell !== undefined)}
    />
  );
}

function pairsText(drawn: number, count: number, ofCell: boolean): string {
  const pairs = ofCell
    ? t('{count, plural, one {# pair of the chosen cell} other {# pairs of the chosen cell}}', { count })
    : t('{count, plural, one {# mistake} other {# mistakes}}', { count });
  return drawn < count ? t('the {drawn} surest of {pairs}', { drawn: formatCount(drawn), pairs }) : pairs;
}

interface DrawingProps {
  readonly dataset: DatasetInfo;
  /** Class of each node, −1 where it isn't known; the dataset's own where absent. */
  readonly classes?: Int32Array;
  readonly classNames?: readonly string[];
  readonly judged: JudgedGraph;
  readonly textOf?: (node: number) => string;
  readonly control?: ReactNode;
  readonly legend: ReactNode;
  readonly summary: string;
}

function Drawing(props: DrawingProps) {
  const { drawn, retry } = useGraphLayout(props.dataset);
  if (drawn?.problem !== undefined) return <Problem text={drawn.problem} onRetry={retry} />;
  if (drawn?.graph === undefined || drawn.places === undefined) return <Waiting text={t('Arranging the graph')} />;
  return <DrawnGraph {...props} graph={drawn.graph} places={drawn.places} />;
}

interface DrawnGraphProps extends DrawingProps {
  readonly graph: NodeGraph;
  readonly places: Float32Array<ArrayBuffer>;
}

function DrawnGraph({ dataset, graph, places, classes, classNames, judged, textOf, control, legend, summary }: DrawnGraphProps) {
  const [hovered, setHovered] = useState<number>();
  const degrees = useMemo(() => degreesOf(graph), [graph]);
  const names = useNodeNames(dataset, graph.count, hovered);
  const view = usePanZoom();
  const coloured = useMemo(() => (classes === undefined ? graph : { ...graph, classes }), [graph, classes]);
  const named = classNames ?? dataset.fields.find(({ role, classes: declared }) => role === 'target' && declared)?.classes;
  return (
    <div className={styles.panel}>
      <div className={graphStyles.view}>
        <GraphCanvas
          label={t('Graph of {dataset}, {summary}', { dataset: datasetTitle(dataset), summary })}
          graph={coloured}
          places={places}
          degrees={degrees}
          names={names}
          view={view}
          hovered={hovered}
          directed={dataset.graph?.directed === true}
          trained={textOf === undefined ? 0 : dataset.splits.train}
          judged={judged}
          onHover={setHovered}
        />
        {control && <div className={styles.control}>{control}</div>}
        <GraphTools view={view} />
        {hovered !== undefined && (
          <div className={styles.reading} role="status">
            <b>{names.nameOf(hovered)}</b>
            {textOf && <span>{textOf(hovered)}</span>}
            <span>{t('{count, plural, one {# edge} other {# edges}}', { count: degrees[hovered] ?? 0 })}</span>
          </div>
        )}
      </div>
      <div className={styles.foot}>
        {named && <ClassLegend classes={named} shapes />}
        {legend}
        <span className={styles.summary}>{summary}</span>
      </div>
    </div>
  );
}
