import { useMemo } from 'react';
import { layerOf } from '../../engine/layers/registry.ts';
import type { Project } from '../../engine/project/schema.ts';
import { analyzeProject, outputKindOf } from '../document/knowledge.ts';

interface MiniatureProps {
  readonly project: Project;
  /** Width over height of the place that it fills. */
  readonly ratio: number;
}

const NODE = { width: 22, height: 28 };
const LARGEST = 400;

/** A network as a small drawing: its nodes at their places in the colours of their kinds, its wires in those of their data. */
export function NetworkMiniature({ project, ratio }: MiniatureProps) {
  const drawing = useMemo(() => drawingOf(project, ratio), [project, ratio]);
  if (!drawing) return null;
  return (
    <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} width="100%" height="100%" preserveAspectRatio="xMidYMid meet" aria-hidden>
      {drawing.wires.map(({ key, path, colour }) => (
        <path key={key} d={path} fill="none" stroke={colour} strokeWidth={1.6} />
      ))}
      {drawing.nodes.map(({ id, x, y, colour }) => (
        <g key={id} transform={`translate(${x} ${y})`}>
          <rect width={NODE.width} height={NODE.height} rx={4} fill="var(--raised)" stroke={colour} strokeWidth={1.2} />
          <rect x={4} y={4} width={5} height={4} rx={1.2} fill={colour} />
          <path d="M4 13h14M4 17h14M4 21h9" stroke="var(--line)" strokeWidth={1.4} />
        </g>
      ))}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Columns and rows of the canvas drawn close together, so that a long chain stays readable at this size. */
function drawingOf(whole: Project, ratio: number) {
  const project = whole.nodes.length > LARGEST ? beginningOf(whole) : whole;
  const { nodes } = project;
  if (nodes.length === 0) return undefined;
  const columns = ranks(nodes.map(({ position }) => position.x));
  const rows = ranks(nodes.map(({ position }) => position.y));
  const across = Math.max(...columns.values()) + 1;
  const down = Math.max(...rows.values()) + 1;
  const step = { x: Math.min(44, Math.max(32, 210 / across)), y: 40 };
  const [inner, tall] = [(across - 1) * step.x + NODE.width, (down - 1) * step.y + NODE.height];
  const height = Math.max(tall + 28, (inner + 16) / ratio);
  const width = Math.max(inner + 16, height * ratio);
  const corner = { x: (width - inner) / 2, y: (height - tall) / 2 };
  const places = new Map<string, Place>();
  for (const { id, position } of nodes) {
    places.set(id, { x: corner.x + (columns.get(position.x) ?? 0) * step.x, y: corner.y + (rows.get(position.y) ?? 0) * step.y });
  }
  return {
    width,
    height,
    nodes: nodes.map(({ id, type }) => ({
      id,
      colour: `var(--category-${layerOf(type)?.category ?? 'module'})`,
      ...(places.get(id) ?? corner),
    })),
    wires: wiresOf(project, places),
  };
}

/** Of a large drawing so much as a small picture shows, so that a list of projects doesn't analyse whole ones. */
function beginningOf(project: Project): Project {
  const nodes = project.nodes.slice(0, LARGEST);
  const ids = new Set(nodes.map(({ id }) => id));
  return { ...project, nodes, wires: project.wires.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node)) };
}

function wiresOf(project: Project, places: ReadonlyMap<string, Place>) {
  const analysis = analyzeProject(project);
  return project.wires.flatMap(({ from, to }) => {
    const [start, end] = [places.get(from.node), places.get(to.node)];
    if (!start || !end) return [];
    const kind = outputKindOf(analysis, project, from);
    const [x1, y1, x2, y2] = [start.x + NODE.width, start.y + NODE.height / 2, end.x, end.y + NODE.height / 2];
    return [
      {
        key: `${from.node}.${from.port}-${to.node}.${to.port}`,
        path: wirePath(x1, y1, x2, y2),
        colour: kind ? `var(--type-${kind})` : 'var(--line-strong)',
      },
    ];
  });
}

/** A curve to the right; back to the left, as at the end of a row, the way goes between the rows. */
function wirePath(x1: number, y1: number, x2: number, y2: number): string {
  if (x2 > x1) {
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const middle = (y1 + y2) / 2;
  return `M${x1} ${y1}h5V${middle}H${x2 - 5}V${y2}h5`;
}

/** The position of each distinct coordinate among all of them; those close together share one. */
function ranks(values: readonly number[]): Map<number, number> {
  const result = new Map<number, number>();
  let rank = -1;
  let start = -Infinity;
  for (const value of [...new Set(values)].sort((a, b) => a - b)) {
    if (value - start > 40) {
      rank += 1;
      start = value;
    }
    result.set(value, rank);
  }
  return result;
}
