import type { Connection, FinalConnectionState, OnConnectStartParams } from '@xyflow/react';
import { useMemo } from 'react';
import { wireId } from '../document/document.ts';
import type { Point } from '../document/placement.ts';
import { executeEdit } from '../document/execute.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { fittingEnd, refusedEnds, unfitNodes, wireProblem, type DrawnEnd } from '../document/wiring.ts';
import { portOfHandle, type WireFlowEdge } from './flow-model.ts';
import { openAddLayer, portKey, useCanvasView } from './view.ts';

/** An end of a wire that exists is being moved: dropped into the void, it takes the wire away. */
let rewiring = false;

/** The wire that is being drawn: wanted until Escape takes it back. */
let drawing: 'wanted' | 'unwanted' | undefined;

export function isWiring(): boolean {
  return drawing !== undefined;
}

/** Ends the wire that is being drawn, or the end of one that is being moved, as if it had never been begun. */
export function cancelWiring(): void {
  drawing = 'unwanted';
  // React Flow ends a wire with the button alone, at the last port near the pointer: far from all of them there is none.
  for (const type of ['mousemove', 'mouseup']) document.dispatchEvent(new MouseEvent(type, { clientX: -1e5, clientY: -1e5 }));
  drawing = undefined;
}

/** Drawing, rewiring and dropping wires. */
export function useWiring() {
  return useMemo(
    () => ({
      isValidConnection: (connection: Connection | WireFlowEdge) => {
        const wire = endsOf(connection);
        return wire !== undefined && wireProblem(useDocument.getState().project, wire, layerKnowledge) === undefined;
      },
      onConnect: (connection: Connection) => {
        const wire = endsOf(connection);
        if (wire !== undefined) executeEdit({ type: 'connect', ...wire });
      },
      onConnectStart: (_event: MouseEvent | TouchEvent, start: OnConnectStartParams) => {
        drawing = 'wanted';
        showRefusals(start);
      },
      onReconnectStart: () => {
        rewiring = true;
      },
      onReconnect: (edge: WireFlowEdge, connection: Connection) => {
        const wire = endsOf(connection);
        if (wire !== undefined && wireId(wire) !== edge.id) executeEdit({ type: 'reconnect', wire: edge.id, ...wire });
      },
      onReconnectEnd: (event: MouseEvent | TouchEvent, edge: WireFlowEdge, _type: unknown, state: FinalConnectionState) => {
        rewiring = false;
        const fixed = drawnEnd(state);
        if (fixed === undefined || state.toNode !== null || drawing === 'unwanted') return;
        const node = nodeAt(pointOf(event));
        if (node === undefined) executeEdit({ type: 'remove', nodes: [], wires: [edge.id] });
        else rewireToNode(edge, fixed, node);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        useCanvasView.setState({ refusals: undefined, unfit: undefined });
        if (drawing === 'unwanted') return;
        drawing = undefined;
        const drawn = drawnEnd(state);
        if (drawn === undefined) return;
        const node = state.toNode === null && !rewiring ? nodeAt(pointOf(event)) : undefined;
        if (node !== undefined && node !== drawn.end.node) wireToNode(drawn, node);
        else if (state.toNode === null && !rewiring && node === undefined)
          openAddLayer(pointOf(event), drawn.output ? { from: drawn.end } : { to: drawn.end });
        if (state.isValid !== true) explainRefusal(state, drawn);
      },
    }),
    [],
  );
}

/** While the wire is drawn, ports that can't take it stand back, and say why. */
function showRefusals({ nodeId, handleId, handleType }: OnConnectStartParams): void {
  if (nodeId === null || handleId === null) return;
  const output = handleType === 'source';
  const { project } = useDocument.getState();
  const drawn = { end: { node: nodeId, port: portOfHandle(handleId) }, output };
  const refused = refusedEnds(project, drawn, layerKnowledge);
  useCanvasView.setState({
    refusals: new Map(refused.map(({ end, reason }) => [portKey(end, output ? 'target' : 'source'), reason])),
    unfit: new Set(unfitNodes(project, drawn, refused, layerKnowledge)),
  });
}

function endsOf({ source, sourceHandle, target, targetHandle }: Connection | WireFlowEdge) {
  if (typeof sourceHandle !== 'string' || typeof targetHandle !== 'string') return undefined;
  return { from: { node: source, port: portOfHandle(sourceHandle) }, to: { node: target, port: portOfHandle(targetHandle) } };
}

/** The end that a wire was drawn from. */
function drawnEnd({ fromNode, fromHandle }: FinalConnectionState): DrawnEnd | undefined {
  if (fromNode === null || fromHandle === null) return undefined;
  return { end: { node: fromNode.id, port: portOfHandle(fromHandle.id ?? '') }, output: fromHandle.type === 'source' };
}

/** Tries the wire that was refused, so that the user is told why. */
function explainRefusal({ toNode, toHandle }: FinalConnectionState, { end, output }: DrawnEnd): void {
  if (toNode === null || toHandle === null || (toHandle.type === 'source') === output) return;
  const other = { node: toNode.id, port: portOfHandle(toHandle.id ?? '') };
  const wire = { from: output ? end : other, to: output ? other : end };
  if (wireProblem(useDocument.getState().project, wire, layerKnowledge) !== undefined) executeEdit({ type: 'connect', ...wire });
}

function nodeAt({ x, y }: Point): string | undefined {
  return document.elementFromPoint(x, y)?.closest('.react-flow__node-layer')?.getAttribute('data-id') ?? undefined;
}

/** A wire that is let go over a node goes to its first port that takes it; where none does, the user is told why. */
function wireToNode({ end, output }: DrawnEnd, node: string): void {
  const other = fittingEnd(useDocument.getState().project, { end, output }, node, layerKnowledge);
  if (other !== undefined) executeEdit({ type: 'connect', from: output ? end : other, to: output ? other : end });
}

/** An end that is let go over another node goes to its first port that takes the wire; over the wire's own nodes it goes back. */
function rewireToNode(edge: WireFlowEdge, { end, output }: DrawnEnd, node: string): void {
  if (node === edge.source || node === edge.target) return;
  const { project } = useDocument.getState();
  const without = { ...project, wires: project.wires.filter((wire) => wireId(wire) !== edge.id) };
  const other = fittingEnd(without, { end, output }, node, layerKnowledge);
  if (other !== undefined) executeEdit({ type: 'reconnect', wire: edge.id, from: output ? end : other, to: output ? other : end });
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: clientX, y: clientY };
}
