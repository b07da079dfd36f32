import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useState } from 'react';
import type { Project } from '../../engine/project/schema.ts';
import { findComment, findNode } from '../document/document.ts';
import type { Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { alignedMoves, commitMoves, heldPositions, type Held } from './drag-nodes.ts';
import { canvasComments, canvasNodes, canvasWires, commentOf, flowIdOf, type CanvasNode, type WireFlowEdge } from './flow-model.ts';
import { isAdding } from './box-selection.ts';
import { FEW, finishedNode, isSeenFromAfar, LARGE, type Measured } from './large-network.ts';

type Changes = readonly NodeChange<CanvasNode>[];

/** What is dragged lies above all else. */
const HELD = 1000;

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

  const drawn = useMemo((): CanvasNode[] => [...canvasComments(project), ...canvasNodes(project, analysis)], [project, analysis]);
  const resting = useMemo(() => {
    const selected = new Set([...selection.nodes, ...selection.comments.map(flowIdOf)]);
    const isLarge = drawn.length >= LARGE;
    return drawn.map((node) => finishedNode(node, selected.has(node.id), measured.get(node.id), isLarge));
  }, [drawn, selection.nodes, selection.comments, measured]);
  const nodes = useMemo(
    () =>
      held.size === 0
        ? resting
        : resting.map(
            (node): CanvasNode =>
              held.has(node.id) ? { ...node, ...held.get(node.id), ...(node.type === 'layer' && { zIndex: HELD }) } : node,
          ),
    [resting, held],
  );

  const wires = useMemo(() => {
    const selected = new Set(selection.wires);
    const all = canvasWires(project, analysis);
    return selected.size === 0 ? all : all.map((edge) => (selected.has(edge.id) ? { ...edge, selected: true } : edge));
  }, [project, analysis, selection.wires]);
  const isCarrying = useMemo(() => held.size > 1 && wires.some(({ data }) => data?.wire.via !== undefined), [wires, held]);
  const edges = useMemo(() => (isCarrying ? wires.map((edge) => carried(edge, project, held)) : wires), [isCarrying, wires, project, held]);

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    const moves = alignedMoves(changes);
    setMeasured((current) => withSizes(current, changes));
    setHeld((current) => heldPositions(current, moves));
    selectNodes(changes);
    commitMoves(moves);
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<WireFlowEdge>[]) => {
    const { selection: former, select } = useDocument.getState();
    const wiresChosen = withChosen(former.wires, changes);
    if (wiresChosen !== former.wires) select({ ...former, wires: wiresChosen });
  }, []);

  return { nodes, edges, onNodesChange, onEdgesChange };
}

/** A wire whose two ends are moved together takes its bends along. */
function carried(edge: WireFlowEdge, project: Project, held: Held): WireFlowEdge {
  const { data } = edge;
  const via = data?.wire.via;
  if (data === undefined || via === undefined) return edge;
  const [from, to] = [offsetOf(edge.source, project, held), offsetOf(edge.target, project, held)];
  if (from === undefined || to === undefined || from.x !== to.x || from.y !== to.y) return edge;
  return { ...edge, data: { ...data, wire: { ...data.wire, via: via.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })) } } };
}

function offsetOf(id: string, project: Project, held: Held): Point | undefined {
  const [place, now] = [findNode(project, id)?.position, held.get(id)?.position];
  return place && now && { x: now.x - place.x, y: now.y - place.y };
}

function withSizes(current: Measured, changes: Changes): Measured {
  const sized = changes.filter((change) => change.type === 'dimensions');
  if (sized.length === 0) return current;
  const next = new Map(current);
  for (const { id, dimensions } of sized) if (dimensions !== undefined) next.set(id, dimensions);
  return next;
}

function selectNodes(changes: Changes): void {
  const { selection, select, project } = useDocument.getState();
  const [onComments, onNodes] = [
    changes.filter((change) => isOfComment(change, project)),
    changes.filter((change) => !isOfComment(change, project)),
  ];
  const nodes = withChosen(selection.nodes, onNodes);
  const comments = withChosen(selection.comments, onComments, commentOf);
  if (nodes === selection.nodes && comments === selection.comments) return;
  // From afar React Flow knows the wires that were chosen only where they are few, and takes the choice of others away with nothing.
  const wires = isSeenFromAfar() && selection.wires.length > FEW && !isAdding() ? [] : selection.wires;
  select({ ...selection, nodes, comments, wires });
}

function isOfComment(change: NodeChange<CanvasNode>, project: Project): boolean {
  const comment = 'id' in change ? commentOf(change.id) : undefined;
  return comment !== undefined && findComment(project, comment) !== undefined;
}

/** The chosen ids after the changes; the same list where these change nothing. */
function withChosen(
  former: readonly string[],
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<WireFlowEdge>)[],
  idOf: (flowId: string) => string | undefined = (id) => id,
): readonly string[] {
  const changed = changes.filter((change) => change.type === 'select');
  if (changed.length === 0) return former;
  const chosen = new Set(former);
  for (const change of changed) {
    const id = idOf(change.id);
    if (id === undefined) continue;
    if (change.selected) chosen.add(id);
    else chosen.delete(id);
  }
  return [...chosen];
}
