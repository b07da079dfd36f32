import { wireId } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { snapped, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { currentFlow, useCanvasView } from './view.ts';
import { withBend } from './wire-path.ts';

/** Gives a wire a bend at a place of the window, by which it can be led elsewhere. */
export function bendAt(id: string, screen: Point): void {
  const flow = currentFlow();
  const wire = useDocument.getState().project.wires.find((other) => wireId(other) === id);
  const [from, to] = [portPlace(wire?.from, 'source'), portPlace(wire?.to, 'target')];
  if (flow === undefined || wire === undefined || from === undefined || to === undefined) return;
  const place = flow.screenToFlowPosition({ ...screen }, { snapToGrid: false });
  const bend = useCanvasView.getState().snap ? snapped(place) : place;
  executeEdit({ type: 'bend-wire', wire: id, via: withBend([from, ...(wire.via ?? []), to], bend) });
}

/** The middle of a port on the canvas. */
function portPlace(end: { readonly node: string; readonly port: string } | undefined, side: 'source' | 'target'): Point | undefined {
  const port =
    end &&
    document.querySelector(
      `.react-flow__node[data-id="${CSS.escape(end.node)}"] .react-flow__handle.${side}[data-handleid="${CSS.escape(end.port)}"]`,
    );
  const box = port?.getBoundingClientRect();
  return box && currentFlow()?.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, { snapToGrid: false });
}
