import type { DockviewApi } from 'dockview-react';
import { showWorkspace } from './route.ts';

export type PanelId = 'layers' | 'outline' | 'canvas' | 'inspector' | 'history' | 'train' | 'problems' | 'code';

let build: DockviewApi | undefined;

/** The canvas workspace's docks, once they are there. */
export function setBuildDocks(api: DockviewApi | undefined): void {
  build = api;
}

/** Brings a panel of the canvas workspace to the front. */
export function revealPanel(id: PanelId): void {
  showWorkspace('build');
  const panel = build?.getPanel(id);
  if (!panel) return;
  if (build?.hasMaximizedGroup()) build.exitMaximizedGroup();
  panel.api.setActive();
  const group = panel.group.api;
  if (group.height < 120) group.setSize({ height: 196 });
}
