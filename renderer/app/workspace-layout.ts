import type { AddPanelOptions, DockviewApi, SerializedDockview } from 'dockview-react';
import { t, type WindowText } from '../language/text.ts';
import type { Workspace } from '../window/route.ts';

/** Workspaces of panels that can be moved. */
export type DockedWorkspace = Exclude<Workspace, 'evaluate'>;

type PanelPlace = Pick<AddPanelOptions, 'id' | 'position' | 'initialWidth' | 'initialHeight' | 'minimumWidth' | 'minimumHeight'>;

/** What the panels' tabs are called, by their ids. */
const titles: Readonly<Record<string, WindowText>> = {
  canvas: 'Canvas',
  layers: 'Layers',
  outline: 'Outline',
  inspector: 'Inspector',
  history: 'History',
  train: 'Train',
  problems: 'Problems',
  code: 'Code',
  curves: 'Curves',
  throughTime: 'Gradients through time',
  runs: 'Runs',
  run: 'Run',
  text: 'Text',
};

/** The title of a panel in the window's language. */
export function panelTitle(id: string): string {
  return id in titles ? t(titles[id]) : id;
}

/** Panels of each workspace where nothing else was chosen; `id` is also the component's name. */
const places: Readonly<Record<DockedWorkspace, readonly PanelPlace[]>> = {
  build: [
    { id: 'canvas' },
    { id: 'layers', position: { referencePanel: 'canvas', direction: 'left' } },
    { id: 'outline', position: { referencePanel: 'layers', direction: 'within' } },
    { id: 'inspector', position: { referencePanel: 'canvas', direction: 'right' } },
    { id: 'history', position: { referencePanel: 'inspector', direction: 'within' } },
    { id: 'train', position: { referencePanel: 'canvas', direction: 'below' } },
    { id: 'problems', position: { referencePanel: 'train', direction: 'within' } },
    { id: 'code', position: { referencePanel: 'train', direction: 'within' } },
  ],
  train: [
    { id: 'curves' },
    { id: 'runs', position: { referencePanel: 'curves', direction: 'left' } },
    { id: 'run', position: { referencePanel: 'curves', direction: 'right' } },
  ],
};

/** Panels of the train workspace that are there only for some networks: those that write texts, and those in which something recurs. */
const optionalPlaces = {
  throughTime: { id: 'throughTime', position: { referencePanel: 'curves', direction: 'within' } },
  text: { id: 'text', initialHeight: 300, minimumHeight: 140, position: { referencePanel: 'curves', direction: 'below' } },
} as const satisfies Readonly<Record<string, PanelPlace>>;

export type OptionalPanel = keyof typeof optionalPlaces;

const optionalPanels = Object.keys(optionalPlaces) as OptionalPanel[];

/** Panels in front, and sizes, after all panels are there: sizes set before are lost. */
const sizes: Readonly<Record<DockedWorkspace, readonly { readonly id: string; readonly width?: number; readonly height?: number }[]>> = {
  build: [
    { id: 'layers', width: 244 },
    { id: 'inspector', width: 304 },
    { id: 'train', height: 228 },
  ],
  train: [{ id: 'curves' }, { id: 'runs', width: 300 }, { id: 'run', width: 304 }],
};

const BARE_GROUPS = new Set(['canvas', 'curves']);

/** The group that holds a workspace's main view has no tabs while it holds nothing else. */
export function hideMainTabs(api: DockviewApi): void {
  for (const group of api.groups) group.header.hidden = group.panels.length === 1 && BARE_GROUPS.has(group.panels[0]?.id ?? '');
}

/** Adds a panel that only some networks have to the train workspace, or takes it away. */
export function showOptional(api: DockviewApi, id: OptionalPanel, shown: boolean): void {
  const panel = api.getPanel(id);
  if (shown === (panel !== undefined)) return;
  if (panel === undefined) api.addPanel({ ...optionalPlaces[id], component: id, title: panelTitle(id), inactive: true });
  else api.removePanel(panel);
  hideMainTabs(api);
}

export function defaultLayout(api: DockviewApi, workspace: DockedWorkspace): void {
  const kept = optionalPanels.filter((id) => api.getPanel(id) !== undefined);
  api.clear();
  // A panel that comes to the front only to go behind the next one would be drawn, and stay so, unseen: the editor of the code among them.
  for (const place of places[workspace]) api.addPanel({ ...place, component: place.id, title: panelTitle(place.id), inactive: true });
  for (const { id, ...size } of sizes[workspace]) {
    const panel = api.getPanel(id);
    panel?.api.setActive();
    panel?.group.api.setSize(size);
  }
  for (const id of kept) showOptional(api, id, true);
  hideMainTabs(api);
}

function keyOf(workspace: DockedWorkspace): string {
  return `netloom.layout.1.${workspace}`;
}

/** Takes the layout kept on this machine; the default one where there is none, or where it lacks a panel. */
export function restoreLayout(api: DockviewApi, workspace: DockedWorkspace): void {
  try {
    const text = localStorage.getItem(keyOf(workspace));
    if (text !== null) {
      api.fromJSON(JSON.parse(text) as SerializedDockview);
      const complete = places[workspace].every(({ id }) => api.getPanel(id) !== undefined);
      const steady = api.panels.filter(({ id }) => !(id in optionalPlaces));
      if (complete && steady.length === places[workspace].length) return hideMainTabs(api);
    }
  } catch {
    // A layout of another version: the default one takes its place.
  }
  defaultLayout(api, workspace);
}

export function keepLayout(api: DockviewApi, workspace: DockedWorkspace): void {
  try {
    localStorage.setItem(keyOf(workspace), JSON.stringify(api.toJSON()));
  } catch {
    // Without storage the layout lasts as long as the window.
  }
}

export function forgetLayouts(): void {
  for (const workspace of ['build', 'train'] as const) localStorage.removeItem(keyOf(workspace));
}
