import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import type { FlowDirection } from '../../engine/project/schema.ts';
import { reportFailure } from '../window/failures.ts';
import { executeEdit } from '../document/execute.ts';
import { elkGraph, layoutFrom, type LayoutNode } from '../document/layered-layout.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { portOfHandle, type CanvasNode } from './flow-model.ts';
import { expectedSize, handlesOf } from './node-size.ts';
import { currentFlow, PORT_SIZE, showNodes, useCanvasView } from './view.ts';

let running: Elk | undefined;

/**
 * Lays layers out in another thread: the selected ones where several are selected, else all, which turns their ports, too. It is one step of the history when it is
 * done; nothing comes of it where it is cancelled or the network is changed meanwhile.
 */
export async function arrange(direction: FlowDirection): Promise<void> {
  cancelArranging();
  const { project, selection } = useDocument.getState();
  const chosen = selection.nodes.length > 1 ? new Set(selection.nodes) : undefined;
  const nodes = (currentFlow()?.getNodes() ?? []).flatMap((node) => ((chosen?.has(node.id) ?? true) ? layoutNode(node, direction) : []));
  if (nodes.length < 2) return;
  const corner = { x: Math.min(...nodes.map(({ x }) => x)), y: Math.min(...nodes.map(({ y }) => y)) };
  const elk = new ELK({ workerFactory: () => new ElkWorker() });
  running = elk;
  useCanvasView.setState({ arranging: nodes.length });
  try {
    const aspect = chosen === undefined && direction === 'right' ? canvasAspect() : undefined;
    const laidOut = await elk.layout(elkGraph(nodes, project, direction, aspect));
    if (running !== elk || useDocument.getState().project !== project) return;
    const { positions, bends } = layoutFrom(laidOut, corner, direction);
    const label = chosen ? 'Arrange the selected layers' : 'Arrange the layers';
    executeEdit({ type: 'move', positions, bends, straighten: true, label, ...(chosen === undefined && { flow: direction }) });
    requestAnimationFrame(() => showNodes(chosen && [...chosen]));
  } catch (error) {
    if (running === elk) reportFailure(t('The layers could not be arranged'), error);
  } finally {
    if (running === elk) cancelArranging();
  }
}

/** Ends a layout that is under way: nothing is moved. */
export function cancelArranging(): void {
  running?.terminateWorker();
  running = undefined;
  useCanvasView.setState({ arranging: undefined });
}

function layoutNode(node: CanvasNode, direction: FlowDirection): LayoutNode[] {
  if (node.type === 'comment' || node.draggable === false) return [];
  const { width = expectedSize(node).width, height = expectedSize(node).height } = node.measured ?? {};
  // A variadic port is one port of ELK's, at its first place.
  const ports = handlesOf(node, { width, height }, direction).flatMap(({ id, type, x, y }) => {
    if (typeof id !== 'string' || portOfHandle(id) !== id) return [];
    return [{ port: id, side: type === 'target' ? ('in' as const) : ('out' as const), x: x + PORT_SIZE / 2, y: y + PORT_SIZE / 2 }];
  });
  return [{ id: node.id, ...node.position, width, height, ports }];
}

/** Rows this much longer than the canvas's shape asks for: what goes on in the next row has to be led back to its beginning. */
const ROW_FACTOR = 1.5;

function canvasAspect(): number {
  const pane = document.querySelector('[data-canvas]');
  return pane === null || pane.clientHeight === 0 ? 2 : Math.max(1, (ROW_FACTOR * pane.clientWidth) / pane.clientHeight);
}
