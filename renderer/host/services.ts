import type { HostApi } from '../../host/api.ts';

let connected: HostApi | undefined;

/** Gives the window the host's services; called once when it starts. */
export function connectServices(api: HostApi): void {
  connected = api;
}

/** The host's services, or undefined before the window has connected. */
export function services(): HostApi | undefined {
  return connected;
}
