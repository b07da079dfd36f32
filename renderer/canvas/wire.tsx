import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import { wireLabel, wireTitle, type WireFlowEdge } from './flow-model.ts';
import { AboveWires } from './above-wires.tsx';
import { fittingLabel } from './shape-label.ts';
import { ShapeLabel } from './shape-label-view.tsx';
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
      <AboveWires>
        {problem !== undefined && data !== undefined && (
          <WireProblem problem={problem} wire={data.wire} title={wireTitle(data)} pointed={pointed} x={place.x} y={place.y} />
        )}
        {problem === undefined && data !== undefined && <WireLabel from={data.wire.from} room={room} x={place.x} y={place.y} />}
        {via !== undefined && via.length > 0 && <WireBends id={id} via={via} shown={selected || pointed} onMove={setMoving} />}
      </AboveWires>
    </>
  );
});

interface WireLabelProps extends Point {
  readonly from: PortReference;
  /** Length of the stretch that the label stands on. */
  readonly room: number;
}

/** The shape of what a wire carries. */
function WireLabel({ from, room, x, y }: WireLabelProps) {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const parts = fittingLabel(wireLabel(project, analysis, from), room);
  return <ShapeLabel parts={parts} place={{ x, y }} />;
}
