import { useStore, ViewportPortal } from '@xyflow/react';
import classes from './canvas.module.css';
import { useCanvasView } from './view.ts';

/** The lines along which a dragged node stands with others, a pixel wide at every zoom. */
export function GuideLines() {
  const guides = useCanvasView((view) => view.guides);
  const zoom = useStore(({ transform }) => transform[2]);
  if (guides.length === 0) return null;
  const width = 1 / zoom;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <span
          key={`${axis}${at}`}
          className={classes.guide}
          style={
            axis === 'x'
              ? { width, height: to - from, transform: `translate(${at - width / 2}px, ${from}px)` }
              : { width: to - from, height: width, transform: `translate(${from}px, ${at - width / 2}px)` }
          }
        />
      ))}
    </ViewportPortal>
  );
}
