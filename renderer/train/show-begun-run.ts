import { showCurves } from '../window/panel-access.ts';
import { currentRoute } from '../window/route.ts';
import { useLayerOverlay } from './layer-overlay.ts';

/** Shows a run that was just begun: its curves, unless it is watched on the canvas or in what was brought to the front to train with. */
export function showBegunRun(): void {
  const route = currentRoute();
  const workspace = route.page === 'project' ? route.workspace : undefined;
  const isOnCanvas = workspace === 'build' && useLayerOverlay.getState().metric !== undefined;
  if (workspace !== 'train' && !isOnCanvas) showCurves();
}
