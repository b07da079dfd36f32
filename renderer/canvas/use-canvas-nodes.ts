import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { canvasNodes, canvasWires, type LayerFlowNode, type WireFlowEdge } from './flow-model.ts';

/**
 * The document as the canvas draws it. Positions during a drag and measured sizes stay in here; the document hears of a
 * move once, when it ends.
 */
export function useCanvasNodes() {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const drawn = useMemo(() => canvasNodes(project, analysis), [project, analysis]);
  const [nodes, setNodes] = useState<LayerFlowNode[]>([]);

  useEffect(() => {
    const selected = new Set(selection.nodes);
    setNodes((former) => {
      const known = new Map(former.map((node) => [node.id, node]));
      return drawn.map((node) => merged(known.get(node.id), node, selected.has(node.id)));
    });
  }, [drawn, selection.nodes]);

  const edges = useMemo(() => {
    const selected = new Set(selection.wires);
    return canvasWires(project, analysis).map((edge) => (selected.has(edge.id) ? { ...edge, selected: true } : edge));
  }, [project, analysis, selection.wires]);

  const onNodesChange = useCallback((changes: NodeChange<LayerFlowNode>[]) => {
    setNodes((current) => applyNodeChanges(changes.filter((change) => change.type === 'position' || change.type === 'dimensions'), current));
    selectChanged('nodes', changes);
    commitMoves(changes);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<WireFlowEdge>[]) => selectChanged('wires', changes), []);

  return { nodes, edges, onNodesChange, onEdgesChange };
}

/** The node as it is drawn now, keeping its measured size; the same object where nothing changed. */
function merged(former: LayerFlowNode | undefined, node: LayerFlowNode, selected: boolean): LayerFlowNode {
  if (former === undefined) return { ...node, selected };
  return { ...former, ...node, selected };
}

/** A move that the pointer never held is one by the arrow keys. */
let held = false;

/** Positions that no gesture is still changing become one step of the document. */
function commitMoves(changes: readonly NodeChange<LayerFlowNode>[]): void {
  const { project, execute } = useDocument.getState();
  const places = new Map(project.nodes.map((node) => [node.id, node.position]));
  const positions: Record<string, Point> = {};
  for (const change of changes) {
    if (change.type === 'position' && change.dragging === true) held = true;
    if (change.type !== 'position' || change.dragging !== false || change.position === undefined) continue;
    const place = places.get(change.id);
    const { x, y } = change.position;
    if (place !== undefined && (place.x !== x || place.y !== y)) positions[change.id] = { x, y };
  }
  if (!changes.some((change) => change.type === 'position' && change.dragging === false)) return;
  if (Object.keys(positions).length > 0) execute({ type: 'move', positions, nudge: !held });
  held = false;
}

function selectChanged(part: 'nodes' | 'wires', changes: readonly (NodeChange<LayerFlowNode> | EdgeChange<WireFlowEdge>)[]): void {
  const changed = changes.filter((change) => change.type === 'select');
  if (changed.length === 0) return;
  const { selection, select } = useDocument.getState();
  const chosen = new Set(selection[part]);
  for (const change of changed) {
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  select({ ...selection, [part]: [...chosen] });
}
