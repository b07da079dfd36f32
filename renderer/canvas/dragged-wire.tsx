import { getSmoothStepPath, type ConnectionLineComponentProps } from '@xyflow/react';
import { outputKindOf } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { colourOf } from '../icons/port-mark.tsx';
import classes from './canvas.module.css';
import { portOfHandle, type LayerFlowNode } from './flow-model.ts';

/** The wire that is being drawn: dashed, and red over a port that can't take it. */
export function DraggedWire({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  fromNode,
  fromHandle,
  connectionStatus,
}: ConnectionLineComponentProps<LayerFlowNode>) {
  const kind = useDocument(({ analysis, project }) =>
    fromHandle.type === 'source'
      ? outputKindOf(analysis, project, { node: fromNode.id, port: portOfHandle(fromHandle.id ?? '') })
      : undefined,
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
  return (
    <path d={path} className={classes.draggedWire} style={{ stroke: connectionStatus === 'invalid' ? 'var(--error)' : colourOf(kind) }} />
  );
}
