import type { DragEvent } from 'react';
import { executeEdit } from '../document/execute.ts';
import { snapped } from '../document/placement.ts';
import { wireId } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { currentFlow } from './view.ts';

const MIME = 'application/x-netloom-layer';

/** Starts carrying a layer from the palette. */
export function startLayerDrag(event: DragEvent, layer: string): void {
  event.dataTransfer.setData(MIME, layer);
  event.dataTransfer.effectAllowed = 'copy';
}

export function onLayerDragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(MIME)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}

/** Puts the carried layer where it was dropped; on a wire it goes in between. */
export function onLayerDrop(event: DragEvent): void {
  const layer = event.dataTransfer.getData(MIME);
  const flow = currentFlow();
  if (layer === '' || flow === undefined) return;
  event.preventDefault();
  const wire = wireUnder(event);
  if (wire !== undefined) {
    executeEdit({ type: 'insert-layer', layer, wire });
    return;
  }
  const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
  executeEdit({ type: 'add-layer', layer, position: snapped({ x: x - 60, y: y - 15 }) });
}

function wireUnder({ clientX, clientY }: DragEvent) {
  const id = document.elementFromPoint(clientX, clientY)?.closest('.react-flow__edge')?.getAttribute('data-id');
  return useDocument.getState().project.wires.find((wire) => wireId(wire) === id);
}
