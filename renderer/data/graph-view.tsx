import { useMemo, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { formatCount } from '../window/format.ts';
import { Waiting } from '../controls/waiting.tsx';
import { datasetTitle } from '../language/dataset-title.ts';
import { t } from '../language/text.ts';
import type { NodeGraph } from '../samples/node-graph.ts';
import { ClassLegend } from './class-legend.tsx';
import { GraphCanvas } from './graph-canvas.tsx';
import { degreesOf, MOST_NODES, useGraphLayout } from './graph-places.ts';
import { GraphTools } from './graph-tools.tsx';
import styles from './graph-view.module.css';
import { Problem } from './list-state.tsx';
import { useNodeNames } from './node-names.ts';
import { usePanZoom } from './use-pan-zoom.ts';

/** The graph whose nodes are the samples: colour and shape of a node tell its class. */
export function GraphView({ dataset }: { readonly dataset: DatasetInfo }) {
  const count = dataset.splits.train + dataset.splits.test;
  if (count <= MOST_NODES) return <LaidOut dataset={dataset} />;
  return (
    <div className={styles.none}>
      <p>
        {t('{count} nodes are too many to be told apart in a drawing. The table lists them, and the statistics count their classes.', {
          count: formatCount(count),
        })}
      </p>
    </div>
  );
}

function LaidOut({ dataset }: { readonly dataset: DatasetInfo }) {
  const { drawn, retry } = useGraphLayout(dataset);
  if (drawn?.problem !== undefined) return <Problem text={drawn.problem} onRetry={retry} />;
  if (drawn?.graph === undefined || drawn.places === undefined) return <Waiting text={t('Arranging the graph')} />;
  return <Drawing dataset={dataset} graph={drawn.graph} places={drawn.places} />;
}

interface DrawingProps {
  readonly dataset: DatasetInfo;
  readonly graph: NodeGraph;
  readonly places: Float32Array<ArrayBuffer>;
}

function Drawing({ dataset, graph, places }: DrawingProps) {
  const [hovered, setHovered] = useState<number>();
  const degrees = useMemo(() => degreesOf(graph), [graph]);
  const names = useNodeNames(dataset, graph.count, hovered);
  const view = usePanZoom();
  const classes = dataset.fields.find(({ role, classes: named }) => role === 'target' && named)?.classes;
  const { directed, weighted } = dataset.graph ?? {};
  return (
    <div className={styles.view}>
      <GraphCanvas
        label={t('Graph of {title}: {nodes, plural, one {# node} other {# nodes}}, {edges, plural, one {# edge} other {# edges}}', {
          title: datasetTitle(dataset),
          nodes: graph.count,
          edges: graph.edges.source.length,
        })}
        graph={graph}
        places={places}
        degrees={degrees}
        names={names}
        view={view}
        hovered={hovered}
        directed={directed === true}
        trained={dataset.splits.train}
        onHover={setHovered}
      />
      <GraphTools view={view} />
      <div className={styles.reading} role="status">
        {hovered === undefined ? (
          <span>{t('Point at a node to see what it is')}</span>
        ) : (
          <>
            <b>{names.nameOf(hovered)}</b>
            <span>
              {classes && graph.classes && `${classes[graph.classes[hovered]]} · `}
              {t('{count, plural, one {# edge} other {# edges}}', { count: degrees[hovered] })} ·{' '}
              {hovered < dataset.splits.train ? t('training') : t('test')}
            </span>
          </>
        )}
      </div>
      <div className={styles.foot}>
        {classes && <ClassLegend classes={classes} shapes />}
        <span>
          {t(
            '{nodes, plural, one {# node} other {# nodes}}, {edges, number} {directed, select, yes {directed } other {}}{weighted, select, yes {weighted } other {}}{edges, plural, one {edge} other {edges}}{ringed, select, yes {. Ringed nodes are of the training split} other {}}',
            {
              nodes: graph.count,
              edges: graph.edges.source.length,
              directed: directed ? 'yes' : 'no',
              weighted: weighted ? 'yes' : 'no',
              ringed: names.all ? 'yes' : 'no',
            },
          )}
        </span>
      </div>
    </div>
  );
}
