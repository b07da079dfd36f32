import { useMemo } from 'react';
import type { DatasetField } from '../../engine/data/dataset.ts';
import type { PreviewField } from '../../host/api.ts';
import { boundsOf, layoutGraph } from './graph-layout.ts';
import { partsOfSample, sampleValues } from './sample-values.ts';
import styles from './samples.module.css';

interface SmallGraphProps {
  /** Fields with the semantics 'nodes' and 'edges', and their values. */
  readonly nodes: DatasetField;
  readonly edges: DatasetField;
  readonly fields: Readonly<Record<string, PreviewField>>;
  readonly sample: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const MARGIN = 14;
/** Distance between neighbours that is drawn no larger than this, CSS pixels. */
const LARGEST_SCALE = 1.15;

/** A graph of a sample: atoms with the letters of their elements, carbon as a bare corner, and bonds. */
export function SmallGraph({ nodes, edges, fields, sample, width, height }: SmallGraphProps) {
  const [rows, pairs] = [fields[nodes.name], fields[edges.name]];
  const drawn = useMemo(() => drawingOf(nodes, rows, pairs, sample), [nodes, rows, pairs, sample]);
  const { x, y, ...size } = drawn.bounds;
  const scale = Math.min(LARGEST_SCALE, width / size.width, height / size.height);
  const box = { width: width / scale, height: height / scale };
  const view = `${x - (box.width - size.width) / 2} ${y - (box.height - size.height) / 2} ${box.width} ${box.height}`;
  return (
    <svg width={width} height={height} viewBox={view} className={styles.graph} aria-hidden>
      <path d={drawn.bonds} />
      {drawn.atoms.map(({ name, left, top }, i) => (
        <g key={i} data-element={name}>
          <circle cx={left} cy={top} r={name === 'C' ? 3 : 8.5} />
          {name !== 'C' && (
            <text x={left} y={top} dy="0.36em">
              {name}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function drawingOf(nodes: DatasetField, rows: PreviewField, pairs: PreviewField, sample: number) {
  const count = partsOfSample(rows, sample);
  const flat = sampleValues(pairs, sample);
  const ends = (offset: number) => Array.from({ length: flat.length / 2 }, (_, i) => flat[2 * i + offset]);
  const [source, target] = [ends(0), ends(1)];
  const places = layoutGraph(count, { source, target });
  const at = (node: number) => `${places[2 * node].toFixed(1)} ${places[2 * node + 1].toFixed(1)}`;
  const names = nodeNames(nodes, sampleValues(rows, sample));
  return {
    bounds: boundsOf(places, MARGIN),
    bonds: source.map((from, i) => `M${at(from)}L${at(target[i])}`).join(''),
    atoms: names.map((name, i) => ({ name, left: places[2 * i], top: places[2 * i + 1] })),
  };
}

const ELEMENT = /^[A-Z][a-z]?$/;

/** What each node of a graph is: the value of a category among its features, or the one of its columns that is set. */
export function nodeNames({ columns = [], shape }: DatasetField, values: ArrayLike<number>): string[] {
  const width = shape.reduce((product, length) => product * length, 1);
  const category = columns.findIndex((column) => column.values !== undefined);
  const elements = Array.from(columns.keys()).filter((i) => ELEMENT.test(columns[i].name));
  return Array.from({ length: values.length / width }, (_, node) => {
    const start = node * width;
    if (category >= 0) return columns[category].values?.[values[start + category]] ?? '';
    const set = elements.find((i) => values[start + i] > 0);
    return set === undefined ? '' : columns[set].name;
  });
}
