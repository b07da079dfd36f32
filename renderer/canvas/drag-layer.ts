import type { DragEvent } from 'react';
import { executeEdit } from '../document/execute.ts';
import { snapped } from '../document/placement.ts';
import { wireId } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { layerChoices, type LayerChoice } from '../palette/layer-choice.ts';
import { currentFlow } from './view.ts';

const MIME = 'application/x-netloom-layer';

/** Starts carrying a layer from the palette. */
export function startLayerDrag(event: DragEvent, choice: LayerChoice): void {
  event.dataTransfer.setData(MIME, choice.id);
  event.dataTransfer.effectAllowed = 'copy';
}

export function onLayerDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(MIME)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** Puts the carried layer where it was dropped; on a wire it goes in between. */
export function onLayerDrop(event: DragEvent): void {
  const carried = event.dataTransfer.getData(MIME);
  const choice = layerChoices.find(({ id }) => id === carried);
  const flow = currentFlow();
  if (choice === undefined || flow === undefined) return;
  event.preventDefault();
  const { parameters } = choice;
  const layer = choice.layer.type;
  const wire = wireUnder(event);
  if (wire !== undefined) {
    executeEdit({ type: 'insert-layer', layer, parameters, wire });
    return;
  }
  const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  executeEdit({ type: 'add-layer', layer, parameters, position: snapped({ x: x - 60, y: y - 15 }) });
}

function wireUnder({ clientX, clientY }: DragEvent) {
  const id = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__edge')?.getAttribute('data-id');
  return useDocument.getState().project.wires.find((wire) => wireId(wire) === id);
}
