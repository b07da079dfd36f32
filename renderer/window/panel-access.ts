import type { DockviewApi } from 'dockview-react';
import { showWorkspace } from './route.ts';

export type PanelId = 'layers' | 'outline' | 'canvas' | 'inspector' | 'history' | 'train' | 'problems' | 'code';

let build: DockviewApi | undefined;
let training: DockviewApi | undefined;
let curvesWanted = true;
let shownProject: string | undefined;

/** The canvas workspace's docks, once they are there. */
export function setBuildDocks(api: DockviewApi | undefined): void {
  build = api;
}

/**
 * The train workspace's docks, once they are there. Its curves come to the front where they were asked for, and in another project: what
 * was in front there says nothing about this one.
 */
export function setTrainDocks(api: DockviewApi | undefined, project: string | undefined): void {
  training = api;
  if (api === undefined) return;
  if (curvesWanted || project !== shownProject) api.getPanel('curves')?.api.setActive();
  curvesWanted = false;
  shownProject = project;
}

/** Shows the train workspace with its curves in front. */
export function showCurves(): void {
  showWorkspace('train');
  curvesWanted = training === undefined;
  training?.getPanel('curves')?.api.setActive();
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
