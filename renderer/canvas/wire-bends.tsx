import { useRef, type PointerEvent } from 'react';
import { executeEdit } from '../document/execute.ts';
import { snapped, type Point } from '../document/placement.ts';
import { t } from '../language/text.ts';
import classes from './canvas.module.css';
import { currentFlow, useCanvasView } from './view.ts';

interface WireBendsProps {
  readonly id: string;
  readonly via: readonly Point[];
  readonly shown: boolean;
  /** Where the bends are while one is held; undefined when it is let go. */
  readonly onMove: (via: Point[] | undefined) => void;
}

/** The points that a wire runs through: dragged to lead it elsewhere, taken out by a double click. */
export function WireBends({ id, via, shown, onMove }: WireBendsProps) {
  const held = useRef<Point[]>(undefined);
  const start = useRef(via);
  const move = (index: number, event: PointerEvent) => {
    const place = currentFlow()?.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    if (held.current === undefined || place === undefined) return;
    held.current = held.current.with(index, useCanvasView.getState().snap ? snapped(place) : place);
    onMove(held.current);
  };
  const letGo = () => {
    const after = held.current;
    held.current = undefined;
    onMove(undefined);
    const isMoved = after?.some(({ x, y }, index) => x !== start.current[index]?.x || y !== start.current[index].y) === true;
    if (after !== undefined && isMoved) executeEdit({ type: 'bend-wire', wire: id, via: after });
  };
  return via.map(({ x, y }, index) => (
    <span
      key={index}
      className={`${classes.bend} nodrag nopan`}
      data-shown={shown || undefined}
      title={t('Drag the bend; double-click takes it out')}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = via;
        held.current = via.map((point) => ({ ...point }));
      }}
      onPointerMove={(event) => move(index, event)}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onDoubleClick={(event) => {
        event.stopPropagation();
        executeEdit({ type: 'bend-wire', wire: id, via: via.toSpliced(index, 1), label: 'Take a bend out' });
      }}
    />
  ));
}
