import { create } from 'zustand';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { AppInfo, HostApi, HostEvents } from '../../host/api.ts';

/** What the window needs of its link to the host, whichever shell carries it. */
export interface HostLink {
  readonly api: HostApi;
  /** Calls `listener` for each event of that name; returns how to stop. */
  on<Name extends keyof HostEvents>(name: Name, listener: HostEvents[Name]): () => void;
}

export type LinkState = 'connecting' | 'connected' | 'lost';

interface HostState {
  readonly state: LinkState;
  readonly info: AppInfo | undefined;
  readonly datasets: readonly DatasetInfo[];
}

let link: HostLink | undefined;

/** State of the link and what the host told once at the start. */
export const useHost = create<HostState>()(() => ({ state: 'connecting', info: undefined, datasets: [] }));

/** The host's services. */
export function host(): HostApi {
  if (!link) throw new Error('The window is not connected yet.');
  return link.api;
}

export function onHostEvent<Name extends keyof HostEvents>(name: Name, listener: HostEvents[Name]): () => void {
  if (!link) throw new Error('The window is not connected yet.');
  return link.on(name, listener);
}

export function setHostLink(next: HostLink): void {
  link = next;
}

/** Follows the link's state; whenever it comes up, asks for what the window shows everywhere. */
export async function setLinkState(state: LinkState): Promise<void> {
  useHost.setState({ state });
  if (state !== 'connected') return;
  const [info, datasets] = await Promise.all([host().appInfo(), host().listDatasets()]);
  useHost.setState({ info, datasets });
}

/** The dataset's declaration, or `undefined` where the host has none of that id. */
export function useDataset(id: string | undefined): DatasetInfo | undefined {
  return useHost(({ datasets }) => datasets.find((dataset) => dataset.id === id));
}
