import type { Connection, FinalConnectionState } from '@xyflow/react';
import { useMemo } from 'react';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import { executeEdit } from '../document/execute.ts';
import { layerKnowledge, useDocument } from '../document/store.ts';
import { wireProblem } from '../document/wiring.ts';
import { portOfHandle, type WireFlowEdge } from './flow-model.ts';
import { openAddLayer } from './view.ts';

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
      onReconnect: (edge: WireFlowEdge, connection: Connection) => {
        const wire = endsOf(connection);
        if (wire !== undefined) executeEdit({ type: 'reconnect', wire: edge.id, ...wire });
      },
      onReconnectEnd: (_event: MouseEvent | TouchEvent, edge: WireFlowEdge, _type: unknown, state: FinalConnectionState) => {
        if (state.toNode === null) executeEdit({ type: 'remove', nodes: [], wires: [edge.id] });
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
        if (state.fromNode === null || state.fromHandle === null) return;
        const end = { node: state.fromNode.id, port: portOfHandle(state.fromHandle.id ?? '') };
        const output = state.fromHandle.type === 'source';
        if (state.toNode === null) return openAddLayer(pointOf(event), output ? { from: end } : { to: end });
        if (state.isValid !== true && state.toHandle !== null) explainRefusal(state, end, output);
      },
    }),
    [],
  );
}

function endsOf({ source, sourceHandle, target, targetHandle }: Connection | WireFlowEdge) {
  if (typeof sourceHandle !== 'string' || typeof targetHandle !== 'string') return undefined;
  return { from: { node: source, port: portOfHandle(sourceHandle) }, to: { node: target, port: portOfHandle(targetHandle) } };
}

/** Tries the wire that was refused, so that the user is told why. */
function explainRefusal({ toNode, toHandle }: FinalConnectionState, end: PortReference, output: boolean): void {
  if (toNode === null || toHandle === null || (toHandle.type === 'source') === output) return;
  const other = { node: toNode.id, port: portOfHandle(toHandle.id ?? '') };
  executeEdit({ type: 'connect', from: output ? end : other, to: output ? other : end });
}

function pointOf(event: MouseEvent | TouchEvent): { x: number; y: number } {
  const { clientX, clientY } = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: clientX, y: clientY };
}
