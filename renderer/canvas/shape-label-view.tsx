import type { Point } from '../document/placement.ts';
import classes from './canvas.module.css';
import type { ShapePart } from './shape-label.ts';

interface ShapeLabelProps {
  readonly parts: readonly ShapePart[];
  /** Its middle. */
  readonly place: Point;
}

/** A shape on a wire, the dimensions that changed in bold. */
export function ShapeLabel({ parts, place: { x, y } }: ShapeLabelProps) {
  if (parts.length === 0) return null;
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
