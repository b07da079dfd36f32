import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { getRequestListener } from '@hono/node-server';
import { EngineError } from '../engine/graph/errors.ts';
import type { Host } from '../host/host.ts';
import { attachWindow } from '../host/window.ts';
import { createToken, isLoopback } from './access.ts';
import { createPage } from './page.ts';
import { acceptSockets } from './sockets.ts';

export interface ServerOptions {
  /** `undefined` takes the usual port, or any free one where it is taken. */
  readonly port?: number | undefined;
  /** A name of this machine's loopback interface; others are refused. */
  readonly hostname?: string | undefined;
  readonly token?: string | undefined;
}

export interface RunningServer {
  /** With the token: whoever has it may do what the user may. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const USUAL_PORT = 4870;

/** The web shell: the window's page and its channel to the host, for browsers on this machine. */
export async function startServer(host: Host, rendererFolder: string, options: ServerOptions = {}): Promise<RunningServer> {
  const { hostname = '127.0.0.1', token = createToken() } = options;
  requireLoopback(hostname);
  const answer = getRequestListener(createPage(rendererFolder, token).fetch, { overrideGlobalObjects: false });
  const server = createServer((request, response) => void answer(request, response));
  const sockets = acceptSockets(server, token, (channel) => attachWindow(host, channel));
  const port = await listen(server, options.port, hostname);
  return {
    port,
    url: `http://${hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname}:${port}/?token=${token}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Throws `not-loopback` for a name that others could reach. */
export function requireLoopback(hostname: string): void {
  if (isLoopback(hostname)) return;
  throw new EngineError(
    'not-loopback',
    `Netloom only listens on this machine (127.0.0.1, localhost or ::1), not on "${hostname}". Use an SSH tunnel to reach it from elsewhere.`,
  );
}

async function listen(server: Server, wanted: number | undefined, hostname: string): Promise<number> {
  const name = hostname.replace(/^\[|\]$/g, '');
  try {
    return await listenOn(server, wanted ?? USUAL_PORT, name);
  } catch (cause) {
    if (wanted === undefined) return listenOn(server, 0, name);
    throw new EngineError(
      'port-unavailable',
      `Port ${wanted} can't be used: ${cause instanceof Error ? cause.message : String(cause)}. Choose another with --port.`,
      { cause },
    );
  }
}

async function listenOn(server: Server, port: number, hostname: string): Promise<number> {
  server.listen(port, hostname);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}
