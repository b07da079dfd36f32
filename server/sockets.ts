import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Channel } from '../host/protocol.ts';
import { isOwnHost, isOwnOrigin, sameToken } from './access.ts';

export const SOCKET_PATH = '/channel';

const MAX_MESSAGE = 128 * 2 ** 20;
const PING_EVERY = 20_000;

/** Lets windows with the token connect to `server`; `attach` gets each one's channel and returns what to do when it goes. */
export function acceptSockets(server: Server, token: string, attach: (channel: Channel) => () => void): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refusal = refuse(request, token);
    if (refusal) socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else sockets.handleUpgrade(request, socket, head, (accepted) => follow(accepted, attach));
  });
  return sockets;
}

function refuse(request: IncomingMessage, token: string): string | undefined {
  const target = request.url ?? '/';
  const url = URL.canParse(target, 'http://localhost') ? new URL(target, 'http://localhost') : undefined;
  if (url?.pathname !== SOCKET_PATH) return '404 Not Found';
  if (!isOwnHost(request.headers.host) || !isOwnOrigin(request.headers.origin, request.headers.host)) return '403 Forbidden';
  if (!sameToken(url.searchParams.get('token') ?? '', token)) return '401 Unauthorized';
  return undefined;
}

function follow(socket: WebSocket, attach: (channel: Channel) => () => void): void {
  const detach = attach(socketChannel(socket));
  const stopPings = pingRegularly(socket);
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    stopPings();
    detach();
  });
}

/** Messages of a socket that has gone are dropped: its window will ask anew. */
function socketChannel(socket: WebSocket): Channel {
  return {
    post: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message);
    },
    listen: (receive) => {
      socket.on('message', (data: Buffer) => receive(new Uint8Array(data)));
    },
  };
}

/** Finds windows that went without a word, as when a laptop sleeps. */
function pingRegularly(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
