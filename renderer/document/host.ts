import type { HostApi } from '../../host/api.ts';

let connected: HostApi | undefined;

/** Gives the document its host; called once when the application starts. */
export function connectDocument(api: HostApi): void {
  connected = api;
}

/** The host, or undefined before the application has connected. */
export function documentHost(): HostApi | undefined {
  return connected;
}
