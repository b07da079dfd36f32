import type { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi, HostEvents } from '../../host/api.ts';
import { connectRemoteHost, type DesktopBridge } from '../../host/protocol.ts';
import { ReconnectingChannel, type ConnectionState } from './reconnecting-channel.ts';
import { openSocketTransport } from './socket-transport.ts';
import { takeToken } from './token.ts';
import type { Transport } from './transport.ts';

/** The window's link to the host, whichever shell carries it. */
export interface HostConnection {
  /** Calls made while there is no link wait for it; those that a loss interrupts reject with `connection-lost`. */
  readonly api: HostApi;
  on<Name extends keyof HostEvents>(name: Name, listener: HostEvents[Name]): () => void;
  /** Calls `listener` with the present state and at each change; a lost link comes with the reason. */
  onState(listener: StateListener): () => void;
  /** Dialogs of the desktop shell; `undefined` in a browser. */
  readonly desktop: DesktopBridge | undefined;
}

type StateListener = (state: ConnectionState, reason?: EngineError) => void;

declare global {
  interface Window {
    readonly netloom?: DesktopBridge;
  }
}

/** Connects through Electron's preload script where there is one, else through a WebSocket to the server that sent the page. */
export async function connectHost(): Promise<HostConnection> {
  const desktop = window.netloom;
  if (desktop) return createConnection(async () => bridgeTransport(desktop), desktop);
  const token = takeToken();
  const page = new URL('./', window.location.href);
  return createConnection(() => openSocketTransport(page, token));
}

/** A connection over transports that `open` makes; the first and, after a loss, the next ones. */
export function createConnection(open: () => Promise<Transport>, desktop?: DesktopBridge): HostConnection {
  const listeners: { readonly [Name in keyof HostEvents]: Set<HostEvents[Name]> } = {
    run: new Set(),
    job: new Set(),
    text: new Set(),
    datasetsChanged: new Set(),
    projectChanged: new Set(),
  };
  const stateListeners = new Set<StateListener>();
  let present: Parameters<StateListener> = ['connecting'];

  const channel = new ReconnectingChannel({
    open,
    onState: (...state) => {
      present = state;
      if (state[1]) remote.rejectWaiting(state[1]);
      for (const listener of stateListeners) listener(...state);
    },
  });
  const remote = connectRemoteHost(channel, {
    run: (...values) => listeners.run.forEach((listener) => listener(...values)),
    job: (...values) => listeners.job.forEach((listener) => listener(...values)),
    text: (...values) => listeners.text.forEach((listener) => listener(...values)),
    datasetsChanged: () => listeners.datasetsChanged.forEach((listener) => listener()),
    projectChanged: (...values) => listeners.projectChanged.forEach((listener) => listener(...values)),
  });
  void channel.run();

  return {
    api: remote.api,
    desktop,
    on: (name, listener) => subscribe(listeners[name], listener),
    onState: (listener) => {
      listener(...present);
      return subscribe(stateListeners, listener);
    },
  };
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The bridge lasts as long as the window. */
function bridgeTransport(bridge: DesktopBridge): Transport {
  return { post: (message) => bridge.post(message), listen: (receive) => bridge.listen(receive), closed: new Promise(() => {}) };
}
