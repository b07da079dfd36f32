import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import type { WireFlowEdge } from './flow-model.ts';
import { labelWidth, type ShapePart } from './shape-label.ts';
import { WireProblem } from './wire-problem.tsx';

const RADIUS = 10;

/** An orthogonal wire in the colour of what it carries, with its shape; a faulty one is dashed and has a badge. */
export const Wire = memo(function Wire({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, selected }: EdgeProps<WireFlowEdge>) {
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: RADIUS,
    offset: 14,
  });
  const problem = data?.problem;
  const straight = Math.abs(sourceY - targetY) < 1 && targetX > sourceX;
  const room = straight ? targetX - sourceX - 14 : Infinity;
  const showsLabel = problem === undefined && data !== undefined && data.label.length > 0 && labelWidth(data.label) <= room;
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={16}
        className={classes.wire}
        data-error={problem !== undefined || undefined}
        data-selected={selected || undefined}
        style={{ stroke: problem === undefined ? colourOf(data?.kind) : 'var(--error)' }}
      />
      <EdgeLabelRenderer>
        {problem !== undefined && data !== undefined && <WireProblem problem={problem} wire={data.wire} title={data.title} x={labelX} y={labelY} />}
        {showsLabel && <WireLabel parts={data.label} x={labelX} y={labelY} />}
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
