import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo, useState } from 'react';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import type { WireFlowEdge } from './flow-model.ts';
import { fittingLabel, type ShapePart } from './shape-label.ts';
import { WireProblem } from './wire-problem.tsx';

const RADIUS = 10;
/** A wire back to a lower row runs this far above the port it goes to: in the gap over that row. */
const ABOVE_ROW = 36;

/** An orthogonal wire in the colour of what it carries, with its shape; a faulty one is dashed and has a badge. */
export const Wire = memo(function Wire({
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
  selected,
}: EdgeProps<WireFlowEdge>) {
  const [pointed, setPointed] = useState(false);
  const returns = targetX < sourceX + 28 && targetY - sourceY > 2 * ABOVE_ROW;
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: RADIUS,
    offset: 14,
    ...(returns && { centerY: targetY - ABOVE_ROW }),
  });
  const problem = data?.problem;
  const straight = Math.abs(sourceY - targetY) < 1 && targetX > sourceX;
  const label = problem === undefined ? fittingLabel(data?.label ?? [], straight ? targetX - sourceX : Infinity) : [];
  return (
    <>
      <g onMouseEnter={() => setPointed(true)} onMouseLeave={() => setPointed(false)}>
        <BaseEdge
          path={path}
          interactionWidth={16}
          className={classes.wire}
          data-error={problem !== undefined || undefined}
          data-selected={selected || undefined}
          style={{ stroke: problem === undefined ? colourOf(data?.kind) : 'var(--error)' }}
        />
      </g>
      <EdgeLabelRenderer>
        {problem !== undefined && data !== undefined && (
          <WireProblem problem={problem} wire={data.wire} title={data.title} pointed={pointed} x={labelX} y={labelY} />
        )}
        {label.length > 0 && <WireLabel parts={label} x={labelX} y={labelY} />}
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
