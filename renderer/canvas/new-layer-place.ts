import type { PortReference } from '../../engine/project/diagnostic.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { findNode } from '../document/document.ts';
import { outputKindOf } from '../document/knowledge.ts';
import { outputPortsIn } from '../document/node-layer.ts';
import { freePlace, nearestFreePlace, NODE_HEIGHT, NODE_WIDTH, placeAfter, type Box, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { currentFlow, FIRST_PORT, FIRST_PORT_ACROSS, showNodes, viewBox, type AddLayerRequest } from './view.ts';

interface Place {
  readonly position: Point;
  readonly from?: PortReference;
  readonly to?: PortReference;
}

/**
 * Where a layer that was searched for goes: with its port to the end of the wire that was let go, beside the selected layer and
 * wired to it where it takes what that gives and nothing else takes it yet, or to where the search was asked for. What stands
 * there already is kept clear of.
 */
export function placeOf(layer: string, { position, placed = false, from, to }: AddLayerRequest): Place {
  const { project } = useDocument.getState();
  const ends = { ...(from && { from }), ...(to && { to }) };
  if (placed) return { position: freePlace(project, position), ...ends };
  const back = to === undefined ? 0 : 1;
  const corner =
    project.flow === 'down'
      ? { x: position.x - FIRST_PORT_ACROSS, y: position.y - back * NODE_HEIGHT }
      : { x: position.x - back * NODE_WIDTH, y: position.y - FIRST_PORT };
  if (from !== undefined || to !== undefined) return { position: nearestFreePlace(boxes(), corner), ...ends };
  const source = selectedSource(layer);
  if (source !== undefined) return { position: freePlace(project, placeAfter(project, source.node)), from: source.from };
  return { position: nearestFreePlace(boxes(), corner, viewBox()) };
}

/** Moves the view where the layer just added can't be seen. */
export function showAdded(): void {
  const { project, selection } = useDocument.getState();
  const added = findNode(project, selection.nodes[0] ?? '');
  const view = viewBox();
  if (added === undefined || view === undefined) return;
  const { x, y } = added.position;
  const seen = x >= view.x && y >= view.y && x + NODE_WIDTH <= view.x + view.width && y + NODE_HEIGHT <= view.y + view.height;
  if (!seen) requestAnimationFrame(() => showNodes());
}

/** The selected layer, if its free output fits the new one. */
function selectedSource(layer: string) {
  const { project, selection, analysis } = useDocument.getState();
  const node = selection.nodes.length === 1 ? findNode(project, selection.nodes[0]) : undefined;
  const port = outputPortsIn(project, node).at(0);
  const input = layerOf(layer)?.inputs[0];
  if (node === undefined || port === undefined || input === undefined) return undefined;
  const from = { node: node.id, port: port.name };
  const kind = outputKindOf(analysis, project, from);
  const taken = project.wires.some((wire) => wire.from.node === from.node && wire.from.port === from.port);
  const fits = kind === undefined || input.accepts === undefined || input.accepts.includes(kind);
  return fits && !taken ? { node, from } : undefined;
}

/** The room that each layer takes on the canvas. */
function boxes(): readonly Box[] {
  const measured = new Map(
    currentFlow()
      ?.getNodes()
      .map((node) => [node.id, node.measured]),
  );
  return useDocument.getState().project.nodes.map(({ id, position }) => {
    const { width = NODE_WIDTH, height = NODE_HEIGHT } = measured.get(id) ?? {};
    return { ...position, width, height };
  });
}
