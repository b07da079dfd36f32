import { useMemo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { classColour } from './class-colours.ts';
import { boundsOf, excerptOf, layoutGraph } from './graph-layout.ts';
import { type NodeGraph, useNodeGraph } from './node-graph.ts';
import styles from './samples.module.css';

interface GraphThumbnailProps {
  readonly dataset: DatasetInfo;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const SHOWN = 90;

/** The graph of a dataset's nodes in the colours of their classes; of a large one the part around its busiest node. */
export function GraphThumbnail({ dataset, width, height }: GraphThumbnailProps) {
  const graph = useNodeGraph(dataset);
  const drawn = useMemo(() => graph && drawingOf(graph), [graph]);
  if (drawn === undefined) return <span style={{ width, height }} aria-hidden />;
  const { x, y, width: across, height: down } = drawn.bounds;
  const dot = (3.4 * Math.max(across / width, down / height)).toFixed(1);
  return (
    <svg width={width} height={height} viewBox={`${x} ${y} ${across} ${down}`} className={styles.nodes} aria-hidden>
      <path d={drawn.lines} vectorEffect="non-scaling-stroke" />
      {drawn.nodes.map(({ left, top, label }, i) => (
        <circle key={i} cx={left} cy={top} r={dot} fill={classColour(label)} />
      ))}
    </svg>
  );
}

function drawingOf({ count, edges, classes }: NodeGraph) {
  const { nodes, edges: kept } = excerptOf(count, edges, SHOWN);
  const places = layoutGraph(nodes.length, kept);
  const at = (node: number) => `${places[2 * node].toFixed(1)} ${places[2 * node + 1].toFixed(1)}`;
  return {
    bounds: boundsOf(places, 12),
    lines: Array.from({ length: kept.source.length }, (_, i) => `M${at(kept.source[i])}L${at(kept.target[i])}`).join(''),
    nodes: nodes.map((node, i) => ({ left: places[2 * i], top: places[2 * i + 1], label: classes?.[node] })),
  };
}
