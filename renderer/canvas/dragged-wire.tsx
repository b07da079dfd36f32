import { getSmoothStepPath, useStore, ViewportPortal, type ConnectionLineComponentProps } from '@xyflow/react';
import { outputKindOf } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import { portOfHandle, type CanvasNode } from './flow-model.ts';
import { portKey, useCanvasView } from './view.ts';

/** The wire that is being drawn: dashed, and red over a port that can't take it, with the reason. */
export function DraggedWire({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  fromNode,
  fromHandle,
  toNode,
  toHandle,
  connectionStatus,
}: ConnectionLineComponentProps<CanvasNode>) {
  const kind = useDocument(({ analysis, project }) =>
    fromHandle.type === 'source'
      ? outputKindOf(analysis, project, { node: fromNode.id, port: portOfHandle(fromHandle.id ?? '') })
      : undefined,
  );
  const reason = useCanvasView(({ refusals }) =>
    toNode === null || toHandle === null
      ? undefined
      : refusals?.get(portKey({ node: toNode.id, port: portOfHandle(toHandle.id ?? '') }, toHandle.type)),
  );
  const [path] = getSmoothStepPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
    borderRadius: 10,
    offset: 14,
  });
  const stroke = connectionStatus === 'invalid' ? 'var(--error)' : colourOf(kind);
  return (
    <>
      <path d={path} className={classes.draggedWire} style={{ stroke }} />
      {reason !== undefined && <Refusal reason={reason} x={toX} y={toY} />}
    </>
  );
}

/** Why the wire can't end here, beside the port, in its own size whatever the zoom. */
function Refusal({ reason, x, y }: { readonly reason: string; readonly x: number; readonly y: number }) {
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <ViewportPortal>
      <div className={classes.refusal} role="status" style={{ transform: `translate(${x}px, ${y}px) scale(${1 / zoom})` }}>
        {reason}
      </div>
    </ViewportPortal>
  );
}
