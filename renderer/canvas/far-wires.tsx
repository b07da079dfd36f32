import { ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import type { Point } from '../document/placement.ts';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import type { CanvasNode, WireFlowEdge } from './flow-model.ts';
import { useCanvasView } from './view.ts';
import { wirePath, type WireEndPoints } from './wire-path.ts';
import { endPoints } from './wire-places.ts';

/** Wires whose paths are joined into one: few enough that a change of one of them is drawn fast, many enough that paths are few. */
const BUNDLE = 60;

interface FarWiresProps {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly WireFlowEdge[];
}

/** The wires of a large network from afar: without labels, ends to take hold of and room for the pointer, many in one path. */
export const FarWires = memo(function FarWires({ nodes, edges }: FarWiresProps) {
  const target = useCanvasView(({ dropTarget }) => dropTarget?.wire);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const bundles = new Map<string, { readonly look: Look; readonly paths: string[] }>();
  edges.forEach((edge, index) => {
    const path = pathOf(edge, byId);
    if (path === undefined) return;
    const look = lookOf(edge, edge.id === target);
    const key = `${Math.floor(index / BUNDLE)} ${look.stroke} ${look.width} ${look.dashes} ${look.marked}`;
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, { look, paths: [path] });
    else bundle.paths.push(path);
  });
  return (
    <ViewportPortal>
      <svg className={classes.farWires} aria-hidden>
        {[...bundles].map(([key, { look, paths }]) => (
          <Bundle key={key} {...look} path={paths.join('')} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

interface Look {
  readonly stroke: string;
  readonly width: number;
  readonly dashes: string | undefined;
  /** It is as wide on the screen whatever the zoom. */
  readonly marked: boolean;
}

const Bundle = memo(function Bundle({ stroke, width, dashes, marked, path }: Look & { readonly path: string }) {
  return (
    <path d={path} stroke={stroke} strokeWidth={width} strokeDasharray={dashes} vectorEffect={marked ? 'non-scaling-stroke' : undefined} />
  );
});

function lookOf({ data, selected }: WireFlowEdge, isTarget: boolean): Look {
  const isFaulty = data?.problem !== undefined;
  const isMarked = isTarget || selected === true;
  return {
    stroke: isMarked ? 'var(--selection)' : isFaulty ? 'var(--error)' : colourOf(data?.kind),
    width: isMarked ? 3 : isFaulty ? 8 : 4,
    marked: isMarked,
    dashes: isMarked ? undefined : isFaulty ? '16 10' : data?.idle === true ? '6 10' : undefined,
  };
}

const drawn = new WeakMap<WireFlowEdge, { readonly ends: WireEndPoints; readonly path: string }>();

/** The path of a wire between its ports where they are now; undefined where one of them isn't there. */
function pathOf(edge: WireFlowEdge, nodes: ReadonlyMap<string, CanvasNode>): string | undefined {
  const ends = endPoints(edge, (id) => nodes.get(id));
  if (ends === undefined) return undefined;
  const former = drawn.get(edge);
  if (former !== undefined && isSame(former.ends.source, ends.source) && isSame(former.ends.target, ends.target)) return former.path;
  const { path } = wirePath(ends, edge.data?.wire.via);
  drawn.set(edge, { ends, path });
  return path;
}

function isSame(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}
