import { create } from 'zustand';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { AppInfo, HostApi } from '../../host/api.ts';
import type { DesktopBridge } from '../../host/protocol.ts';
import type { HostConnection } from './connect.ts';
import { t } from '../language/text.ts';
import { connectServices, services } from './services.ts';
import { attempt } from '../window/failures.ts';

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

/** Takes the link to the host. Called once. */
export function connectHost(link: HostConnection): void {
  connection = link;
  connectServices(link.api);
}

/** The host's services. */
export function host(): HostApi {
  const api = services();
  if (!api) throw new Error('The window is not connected yet.');
  return api;
}

/** Dialogs of the desktop shell; `undefined` in a browser. */
export function desktop(): DesktopBridge | undefined {
  return connection?.desktop;
}

/** Asks which datasets there are: one's own come and go while the window is open. */
export async function refreshDatasets(): Promise<void> {
  const datasets = await attempt(t('The datasets could not be listed'), () => host().listDatasets());
  if (datasets === undefined) return;
  useHost.setState({ datasets });
}

/** The dataset's declaration, or `undefined` where the host has none of that id. */
export function useDataset(id: string | undefined): DatasetInfo | undefined {
  return useHost(({ datasets }) => datasets.find((dataset) => dataset.id === id));
}
