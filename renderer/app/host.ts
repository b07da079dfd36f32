import { create } from 'zustand';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { AppInfo, HostApi } from '../../host/api.ts';
import type { DesktopBridge } from '../../host/protocol.ts';
import { connectDocument } from '../document/host.ts';
import { takeDatasets, useDocument } from '../document/store.ts';
import type { HostConnection } from '../host/connect.ts';
import { t } from '../language/text.ts';
import { connectRuns, receiveRunEvent, refreshRuns } from '../train/run-store.ts';
import { attempt, messageOf, reportDone, reportFailure } from './failures.ts';
import { receiveJobProgress, receiveJobText } from './jobs.ts';

/** `refused`: lost for good, because the page's address doesn't open this Netloom. */
type LinkState = 'connecting' | 'connected' | 'lost' | 'refused';

interface HostState {
  readonly state: LinkState;
  /** Why the link was lost, in plain words. */
  readonly reason: string | undefined;
  /** Undefined until the host has answered for the first time. */
  readonly info: AppInfo | undefined;
  readonly datasets: readonly DatasetInfo[];
}

let connection: HostConnection | undefined;

/** State of the link to the host, and what the host told at the start. */
export const useHost = create<HostState>()(() => ({ state: 'connecting', reason: undefined, info: undefined, datasets: [] }));

function connected(): HostConnection {
  if (!connection) throw new Error('The window is not connected yet.');
  return connection;
}

/** The host's services. */
export function host(): HostApi {
  return connected().api;
}

/** Dialogs of the desktop shell; `undefined` in a browser. */
export function desktop(): DesktopBridge | undefined {
  return connection?.desktop;
}

/** Binds the stores to the host and follows its events. Called once. */
export function startHost(link: HostConnection): void {
  connection = link;
  connectDocument(link.api);
  connectRuns(link.api);
  link.on('run', receiveRunEvent);
  link.on('job', receiveJobProgress);
  link.on('text', receiveJobText);
  link.on('datasetsChanged', () => void refreshDatasets());
  link.on('projectChanged', (id) => void takeChangedFile(id));
  useDocument.subscribe(({ saveState }, former) => {
    if (saveState !== former.saveState) link.desktop?.setUnsavedChanges(saveState !== 'saved');
  });
  link.onState((state, reason) => {
    const former = useHost.getState().state;
    const refused = reason?.code === 'connection-refused';
    useHost.setState({ state: refused ? 'refused' : state, reason: reason && messageOf(reason) });
    if (state === 'connected') void greet(former === 'lost');
  });
}

/** Shows what another program or window wrote, where this window has nothing unsaved; else saving asks whose version counts. */
async function takeChangedFile(id: string): Promise<void> {
  const unchanged = () => useDocument.getState().projectId === id && useDocument.getState().saveState === 'saved';
  if (!unchanged()) return;
  const opened = await attempt(t('The changed file could not be read'), () => host().openProject(id));
  if (!opened || !unchanged() || opened.revision === useDocument.getState().revision) return;
  useDocument.getState().takeFile(opened);
  reportDone(t('The file was changed elsewhere'), t('This window shows it as it is now. Undo brings back what it showed before.'));
}

async function greet(again: boolean): Promise<void> {
  try {
    const [info, datasets] = await Promise.all([host().appInfo(), host().listDatasets()]);
    takeDatasets(datasets);
    useHost.setState({ info, datasets });
    if (again) await refreshRuns();
  } catch (error) {
    reportFailure(t('Netloom could not be asked for its data'), error);
  }
}

/** Asks which datasets there are: one's own come and go while the window is open. */
export async function refreshDatasets(): Promise<void> {
  const datasets = await attempt(t('The datasets could not be listed'), () => host().listDatasets());
  if (datasets === undefined) return;
  takeDatasets(datasets);
  useHost.setState({ datasets });
}

/** The dataset's declaration, or `undefined` where the host has none of that id. */
export function useDataset(id: string | undefined): DatasetInfo | undefined {
  return useHost(({ datasets }) => datasets.find((dataset) => dataset.id === id));
}
