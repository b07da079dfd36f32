import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import type { WireFlowEdge } from './flow-model.ts';
import { fittingLabel, type ShapePart } from './shape-label.ts';
import { useCanvasView } from './view.ts';
import { WireBends } from './wire-bends.tsx';
import { wirePath } from './wire-path.ts';
import { WireProblem } from './wire-problem.tsx';

/** An orthogonal wire in the colour of what it carries, with its shape; a faulty one is dashed and has a badge. */
export const Wire = memo(function Wire({
  id,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
  selected = false,
}: EdgeProps<WireFlowEdge>) {
  const [pointed, setPointed] = useState(false);
  const isTarget = useCanvasView(({ dropTarget }) => dropTarget?.wire === id);
  const ends = { source: { x: sourceX, y: sourceY }, target: { x: targetX, y: targetY }, sourcePosition, targetPosition };
  const [moving, setMoving] = useState<NonNullable<typeof data>['wire']['via']>();
  const via = moving ?? data?.wire.via;
  const { path, label: place, room } = wirePath(ends, via);
  const problem = data?.problem;
  const label = problem === undefined ? fittingLabel(data?.label ?? [], room) : [];
  return (
    <>
      <g onMouseEnter={() => setPointed(true)} onMouseLeave={() => setPointed(false)}>
        <BaseEdge
          path={path}
          interactionWidth={16}
          className={classes.wire}
          data-error={problem !== undefined || undefined}
          data-selected={selected || undefined}
          data-target={isTarget || undefined}
          data-idle={data?.idle || undefined}
          style={{ stroke: problem === undefined ? colourOf(data?.kind) : 'var(--error)' }}
        />
      </g>
      <EdgeLabelRenderer>
        {problem !== undefined && data !== undefined && (
          <WireProblem problem={problem} wire={data.wire} title={data.title} pointed={pointed} x={place.x} y={place.y} />
        )}
        {label.length > 0 && <WireLabel parts={label} x={place.x} y={place.y} />}
        {via !== undefined && via.length > 0 && <WireBends id={id} via={via} shown={selected || pointed} onMove={setMoving} />}
      </EdgeLabelRenderer>
    </>
  );
});

function WireLabel({ parts, x, y }: { readonly parts: readonly ShapePart[]; readonly x: number; readonly y: number }) {
  return (
    <div className={classes.wireLabel} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
      {parts.map(({ text, changed }, axis) => (
        <span key={axis}>
          {axis > 0 && '×'}
          {changed ? <b>{text}</b> : text}
        </span>
      ))}
    </div>
  );
}
