import { ActionIcon } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { messageOf } from '../app/failures.ts';
import { formatCount } from '../app/format.ts';
import { Waiting } from '../app/waiting.tsx';
import { layoutInSlices } from '../samples/graph-layout.ts';
import { type NodeGraph, nodeGraph } from '../samples/node-graph.ts';
import { ClassLegend } from './class-legend.tsx';
import { GraphCanvas } from './graph-canvas.tsx';
import styles from './graph-view.module.css';
import { Problem } from './list-state.tsx';
import { useNodeNames } from './node-names.ts';
import { usePanZoom } from './use-pan-zoom.ts';

/** More of them would be a blot. */
const MOST_NODES = 6000;

/** The graph whose nodes are the samples: colour and shape of a node tell its class. */
export function GraphView({ dataset }: { readonly dataset: DatasetInfo }) {
  const count = dataset.splits.train + dataset.splits.test;
  if (count <= MOST_NODES) return <LaidOut dataset={dataset} />;
  return (
    <div className={styles.none}>
      <p>
        {formatCount(count)} nodes are too many to be told apart in a drawing. The table lists them, and the statistics count their classes.
      </p>
    </div>
  );
}

interface Drawn {
  readonly key: DatasetInfo;
  readonly graph?: NodeGraph;
  readonly places?: Float32Array<ArrayBuffer>;
  readonly problem?: string;
}

const layouts = new WeakMap<NodeGraph, Float32Array<ArrayBuffer>>();

function useDrawing(dataset: DatasetInfo) {
  const [drawn, setDrawn] = useState<Drawn>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const load = async () => {
      const graph = await nodeGraph(dataset);
      const places = layouts.get(graph) ?? (await layoutInSlices(graph.count, graph.edges, leaving.signal));
      layouts.set(graph, places);
      return { graph, places };
    };
    load().then(
      (found) => !leaving.signal.aborted && setDrawn({ key: dataset, ...found }),
      (error: unknown) => !leaving.signal.aborted && setDrawn({ key: dataset, problem: messageOf(error) }),
    );
    return () => leaving.abort(new Error('The graph is not shown any more.'));
  }, [dataset, asked]);
  return { drawn: drawn?.key.id === dataset.id ? drawn : undefined, retry: () => setAsked(asked + 1) };
}

function LaidOut({ dataset }: { readonly dataset: DatasetInfo }) {
  const { drawn, retry } = useDrawing(dataset);
  if (drawn?.problem !== undefined) return <Problem text={drawn.problem} onRetry={retry} />;
  if (drawn?.graph === undefined || drawn.places === undefined) return <Waiting text="Arranging the graph" />;
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
        label={`Graph of ${dataset.title}: ${formatCount(graph.count)} nodes, ${formatCount(graph.edges.source.length)} edges`}
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
      <div className={styles.tools} role="toolbar" aria-label="View">
        <ActionIcon aria-label="Larger" onClick={() => view.zoom(1.3)}>
          <IconPlus size={16} stroke={1.7} />
        </ActionIcon>
        <ActionIcon aria-label="Smaller" onClick={() => view.zoom(1 / 1.3)}>
          <IconMinus size={16} stroke={1.7} />
        </ActionIcon>
        <ActionIcon aria-label="The whole graph" onClick={view.reset}>
          <IconArrowsMaximize size={16} stroke={1.7} />
        </ActionIcon>
      </div>
      <div className={styles.reading} role="status">
        {hovered === undefined ? (
          <span>Point at a node to see what it is</span>
        ) : (
          <>
            <b>{names.nameOf(hovered)}</b>
            <span>
              {classes && graph.classes && `${classes[graph.classes[hovered]]} · `}
              {formatCount(degrees[hovered])} {degrees[hovered] === 1 ? 'edge' : 'edges'} ·{' '}
              {hovered < dataset.splits.train ? 'training' : 'test'}
            </span>
          </>
        )}
      </div>
      <footer className={styles.foot}>
        {classes && <ClassLegend classes={classes} shapes />}
        <span>
          {formatCount(graph.count)} nodes, {formatCount(graph.edges.source.length)} {directed ? 'directed ' : ''}
          {weighted ? 'weighted ' : ''}edges{names.all && '. Ringed nodes are of the training split'}
        </span>
      </footer>
    </div>
  );
}

function degreesOf({ count, edges }: NodeGraph): Uint32Array {
  const degrees = new Uint32Array(count);
  for (let i = 0; i < edges.source.length; i += 1) {
    degrees[edges.source[i]] += 1;
    degrees[edges.target[i]] += 1;
  }
  return degrees;
}
