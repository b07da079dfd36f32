import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { canvasNodes, canvasWires, type LayerFlowNode, type WireFlowEdge } from './flow-model.ts';

type Changes = readonly NodeChange<LayerFlowNode>[];
type Measured = ReadonlyMap<string, NonNullable<LayerFlowNode['measured']>>;
type Held = ReadonlyMap<string, Pick<LayerFlowNode, 'position' | 'dragging'>>;

/**
 * The document as the canvas draws it. Positions during a drag and measured sizes stay in here; the document hears of a
 * move once, when it ends.
 */
export function useCanvasNodes() {
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis);
  const selection = useDocument((state) => state.selection);
  const [measured, setMeasured] = useState<Measured>(new Map());
  const [held, setHeld] = useState<Held>(new Map());

  const drawn = useMemo(() => canvasNodes(project, analysis), [project, analysis]);
  const resting = useMemo(() => {
    const selected = new Set(selection.nodes);
    return drawn.map((node) => ({ ...node, selected: selected.has(node.id), ...sizeOf(measured, node.id) }));
  }, [drawn, selection.nodes, measured]);
  const nodes = useMemo(() => (held.size === 0 ? resting : resting.map((node) => ({ ...node, ...held.get(node.id) }))), [resting, held]);

  const edges = useMemo(() => {
    const selected = new Set(selection.wires);
    return canvasWires(project, analysis).map((edge) => (selected.has(edge.id) ? { ...edge, selected: true } : edge));
  }, [project, analysis, selection.wires]);

  const onNodesChange = useCallback((changes: NodeChange<LayerFlowNode>[]) => {
    setMeasured((current) => withSizes(current, changes));
    setHeld((current) => withMoves(current, changes));
    selectChanged('nodes', changes);
    commitMoves(changes);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<WireFlowEdge>[]) => selectChanged('wires', changes), []);

  return { nodes, edges, onNodesChange, onEdgesChange };
}

function sizeOf(measured: Measured, id: string): Pick<LayerFlowNode, 'measured'> {
  const size = measured.get(id);
  return size === undefined ? {} : { measured: size };
}

function withSizes(current: Measured, changes: Changes): Measured {
  const sized = changes.filter((change) => change.type === 'dimensions');
  if (sized.length === 0) return current;
  const next = new Map(current);
  for (const { id, dimensions } of sized) if (dimensions !== undefined) next.set(id, dimensions);
  return next;
}

/** Where nodes are while the pointer holds them. */
function withMoves(current: Held, changes: Changes): Held {
  const moved = changes.filter((change) => change.type === 'position');
  if (moved.length === 0) return current;
  const next = new Map(current);
  for (const { id, position, dragging } of moved) {
    if (dragging === true && position !== undefined) next.set(id, { position, dragging });
    else if (dragging === false) next.delete(id);
  }
  return next;
}

/** A move that the pointer never held is one by the arrow keys. */
let pointerHeld = false;

/** Positions that no gesture is still changing become one step of the document. */
function commitMoves(changes: Changes): void {
  const { project, execute } = useDocument.getState();
  const places = new Map(project.nodes.map((node) => [node.id, node.position]));
  const positions: Record<string, Point> = {};
  for (const change of changes) {
    if (change.type !== 'position' || change.dragging === undefined) continue;
    if (change.dragging) pointerHeld = true;
    const place = places.get(change.id);
    if (change.dragging || change.position === undefined || place === undefined) continue;
    const { x, y } = change.position;
    if (place.x !== x || place.y !== y) positions[change.id] = { x, y };
  }
  if (!changes.some((change) => change.type === 'position' && change.dragging === false)) return;
  if (Object.keys(positions).length > 0) execute({ type: 'move', positions, nudge: !pointerHeld });
  pointerHeld = false;
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
