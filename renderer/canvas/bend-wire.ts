import { wireId } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { snapped, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { currentFlow, useCanvasView } from './view.ts';
import { withBend } from './wire-path.ts';
import { currentEnds, currentWires } from './wire-places.ts';

/** Gives a wire a bend at a place of the window, by which it can be led elsewhere. */
export function bendAt(id: string, screen: Point): void {
  const flow = currentFlow();
  const wire = useDocument.getState().project.wires.find((other) => wireId(other) === id);
  const edge = currentWires().find((other) => other.id === id);
  const ends = edge && currentEnds(edge);
  if (flow === undefined || wire === undefined || ends === undefined) return;
  const place = flow.screenToFlowPosition({ ...screen }, { snapToGrid: false });
  const bend = useCanvasView.getState().snap ? snapped(place) : place;
  executeEdit({ type: 'bend-wire', wire: id, via: withBend([ends.source, ...(wire.via ?? []), ends.target], bend) });
}
