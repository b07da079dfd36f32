import type { DragEvent } from 'react';
import { executeEdit } from '../document/execute.ts';
import { snapped } from '../document/placement.ts';
import { wireId } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import type { LayerChoice } from '../layer-search/layer-choice.ts';
import { currentChoices } from '../layer-search/module-choices.ts';
import { currentFlow, useCanvasView, type DropTarget } from './view.ts';
import { wireAt } from './wire-places.ts';

const MIME = 'application/x-netloom-layer';

/** Starts carrying a layer from the palette. */
export function startLayerDrag(event: DragEvent, choice: LayerChoice): void {
  event.dataTransfer.setData(MIME, choice.id);
  event.dataTransfer.effectAllowed = 'copy';
}

/** Marks what the carried layer would go into: the wire or the node under the pointer. */
export function onLayerDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(MIME)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
  const { dropTarget } = useCanvasView.getState();
  const target = targetUnder(event);
  if (dropTarget?.wire !== target?.wire || dropTarget?.node !== target?.node) useCanvasView.setState({ dropTarget: target });
}

export function onLayerDragLeave(event: DragEvent): void {
  const into = event.relatedTarget;
  if (into instanceof Element && into.closest('[data-canvas]') !== null) return;
  useCanvasView.setState({ dropTarget: undefined });
}

/** Puts the carried layer where it was dropped: on a wire it goes in between, on a node it takes its place. */
export function onLayerDrop(event: DragEvent): void {
  const carried = event.dataTransfer.getData(MIME);
  const choice = currentChoices().find(({ id }) => id === carried);
  const flow = currentFlow();
  useCanvasView.setState({ dropTarget: undefined });
  if (choice === undefined || flow === undefined) return;
  event.preventDefault();
  const { parameters, modules } = choice;
  const brought = modules && { modules };
  const layer = choice.layer.type;
  const target = targetUnder(event);
  const wire = useDocument.getState().project.wires.find((other) => wireId(other) === target?.wire);
  if (target?.node !== undefined) executeEdit({ type: 'replace-layer', node: target.node, layer, parameters, ...brought });
  else if (wire !== undefined) executeEdit({ type: 'insert-layer', layer, parameters, wire, ...brought });
  else {
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    executeEdit({ type: 'add-layer', layer, parameters, position: snapped({ x: x - 60, y: y - 15 }), ...brought });
  }
}

function targetUnder({ clientX, clientY }: DragEvent): DropTarget | undefined {
  const under = document.elementFromPoint(clientX, clientY);
  const node = under?.closest('.react-flow__node-layer')?.getAttribute('data-id');
  if (node) return { node };
  const wire = under?.closest('.react-flow__edge')?.getAttribute('data-id') ?? wireAt({ x: clientX, y: clientY });
  return wire ? { wire } : undefined;
}
