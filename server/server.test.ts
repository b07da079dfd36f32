import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { connectRemoteHost, type RemoteHost } from '../host/protocol.ts';
import { createTemporaryHost, type TemporaryHost } from '../host/testing/temporary-host.ts';
import { isOwnHost } from './access.ts';
import { startServer, type RunningServer } from './server.ts';

let temporary: TemporaryHost;
let folder: string;
let server: RunningServer;
const sockets: WebSocket[] = [];

beforeAll(async () => {
  temporary = await createTemporaryHost({ shell: 'web' });
  folder = await mkdtemp(join(tmpdir(), 'netloom-page-'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), 'secret');
  await writeFile(join(folder, 'page', 'index.html'), '<h1>page</h1>');
  await writeFile(join(folder, 'page', 'assets', 'main.js'), 'start()');
  await symlink(join(folder, 'secret.json'), join(folder, 'page', 'linked.json'));
  server = await startServer(temporary.host, join(folder, 'page'), { port: 0 });
});
afterAll(async () => {
  for (const socket of sockets) socket.terminate();
  await server.close();
  await temporary.remove();
  await rm(folder, { recursive: true });
});

const token = () => new URL(server.url).searchParams.get('token') ?? '';
const address = () => `127.0.0.1:${server.port}`;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The path goes out as it is written here. */
async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port: server.port, path, headers, method });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of answer) body += String(chunk);
  return { status: answer.statusCode, headers: answer.headers, body };
}

describe('the page', () => {
  it('is sent with the policy that keeps foreign scripts out', async () => {
    const { status, headers, body } = await get(`/?token=${token()}`);
    expect([status, body]).toEqual([200, '<h1>page</h1>']);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain("worker-src 'self' blob:;");
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://${address()};`);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
  });

  it('is sent again after a reload, when the token has left the address', async () => {
    expect((await get('/')).status).toBe(200);
    expect((await get('/assets/main.js')).headers['cache-control']).toContain('immutable');
  });

  it('is refused to an old token', async () => {
    expect(await get('/?token=wrong')).toMatchObject({ status: 401, body: expect.stringContaining('printed') });
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', '127.0.0.1@evil.example', '0.0.0.0'])(
    'is refused to the host name %j',
    async (host) => {
      expect((await get(`/?token=${token()}`, { host })).status).toSatisfy((status: number) => status === 400 || status === 403);
    },
  );

  it('is refused to a request without a host name', () => {
    expect([undefined, '', ':80', 'localhost:', '[::1', '127.0.0.1:1:2'].filter(isOwnHost)).toEqual([]);
  });

  it.each(['localhost:9999', '127.0.0.1', '[::1]:80'])('is sent through a tunnel as %s', async (host) => {
    expect((await get('/', { host })).status).toBe(200);
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%5c..%5c..%5csecret.json',
    '/assets/../../secret.json',
    '//etc/passwd',
    '/linked.json',
    '/assets',
    '/assets/',
    '/%00',
    '/%E0%A4%A',
    '/.stamp.json',
  ])('does not send %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  it('takes no writes', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
    expect((await get('/', {}, 'PUT')).status).toBe(405);
  });

  it('says whether a token is right', async () => {
    expect((await get('/token', { authorization: `Bearer ${token()}` })).status).toBe(204);
    expect((await get('/token', { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get('/token')).status).toBe(401);
    expect((await get('/token', { authorization: `Bearer ${token()}`, origin: 'http://evil.example' })).status).toBe(403);
  });
});

describe('the channel', () => {
  interface Handshake {
    readonly token?: string;
    readonly origin?: string;
    readonly host?: string;
    readonly path?: string;
  }

  function socketWith({ token: shown = token(), origin = `http://${address()}`, host, path = '/channel' }: Handshake): WebSocket {
    const socket = new WebSocket(`ws://${address()}${path}?token=${shown}`, { origin, headers: host === undefined ? {} : { host } });
    sockets.push(socket);
    return socket;
  }

  async function refusal(handshake: Handshake): Promise<number | undefined> {
    const socket = socketWith(handshake);
    socket.on('error', () => {});
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    return answer.statusCode;
  }

  async function openWindow(seen: string[] = []): Promise<RemoteHost> {
    const socket = socketWith({});
    await once(socket, 'open');
    const listen = (receive: (message: Uint8Array) => void) => void socket.on('message', (data: Buffer) => receive(new Uint8Array(data)));
    return connectRemoteHost(
      { post: (message) => socket.send(message), listen },
      { run: () => {}, job: () => {}, text: () => {}, datasetsChanged: () => {}, projectChanged: (id) => void seen.push(id) },
    );
  }

  it.each([
    ['a wrong token', { token: 'wrong' }, 401],
    ['no token', { token: '' }, 401],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['the origin of another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a foreign host', { host: 'evil.example' }, 403],
    ['a foreign host with its own origin', { host: 'evil.example', origin: 'http://evil.example' }, 403],
    ['another path', { path: '/other' }, 404],
  ])('is refused to %s', async (_, handshake, status) => {
    expect(await refusal(handshake)).toBe(status);
  });

  it('is refused without an origin', async () => {
    const socket = new WebSocket(`ws://${address()}/channel?token=${token()}`);
    socket.on('error', () => {});
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(answer.statusCode).toBe(403);
  });

  it('survives a request that is none', async () => {
    const raw = connect(server.port, '127.0.0.1');
    raw.write('GET // HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    raw.resume();
    await once(raw, 'close');
    expect((await get('/')).status).toBe(200);
  });

  it('serves two windows, and tells each what the other changed', async () => {
    const [firstSeen, secondSeen]: string[][] = [[], []];
    const [first, second] = await Promise.all([openWindow(firstSeen), openWindow(secondSeen)]);
    const { info, project, revision } = await first.api.createProject('mlp-xor');
    await second.api.openProject(info.id);
    const saved = await first.api.saveProject(info.id, { ...project, description: 'by the first' }, revision);
    expect((await second.api.openProject(info.id)).revision).toBe(saved.revision);
    expect([firstSeen, secondSeen]).toEqual([[], [info.id]]);
    await expect(second.api.saveProject(info.id, project, revision)).rejects.toMatchObject({ code: 'project-changed' });
  });

  it('tells a window of a file that breaks, and again when it is back as it was', async () => {
    const seen: string[] = [];
    const { api } = await openWindow(seen);
    const { info } = await api.createProject('mlp-xor');
    const text = await readFile(info.path);
    await writeFile(info.path, text.subarray(0, 300));
    await vi.waitFor(() => expect(seen).toEqual([info.id]), 5000);
    await expect(api.openProject(info.id)).rejects.toMatchObject({ code: 'not-json' });
    await writeFile(info.path, text);
    await vi.waitFor(() => expect(seen).toEqual([info.id, info.id]), 5000);
    expect((await api.openProject(info.id)).info.id).toBe(info.id);
  });

  it('does not open files of the machine', async () => {
    const { api } = await openWindow();
    await expect(api.openProjectFile('/etc/passwd')).rejects.toMatchObject({ code: 'not-in-browser' });
  });

  it('sends typed arrays of previews', async () => {
    const { api } = await openWindow();
    const { fields } = await api.previewDataset('xor', 3);
    expect(fields['point']?.values).toBeInstanceOf(Float32Array);
    expect(fields['point']?.values).toHaveLength(6);
  });
});

describe('starting', () => {
  it.each(['0.0.0.0', '192.168.0.1', '::', 'example.org'])('refuses to listen on %s', async (hostname) => {
    await expect(startServer(temporary.host, folder, { hostname, port: 0 })).rejects.toMatchObject({ code: 'not-loopback' });
  });

  it('says when the port is taken', async () => {
    await expect(startServer(temporary.host, folder, { port: server.port })).rejects.toMatchObject({ code: 'port-unavailable' });
  });

  it('has a token of its own each time', async () => {
    const other = await startServer(temporary.host, folder, { port: 0 });
    expect(new URL(other.url).searchParams.get('token')).toMatch(/^[\w-]{43}$/);
    expect(new URL(other.url).searchParams.get('token')).not.toBe(token());
    await other.close();
  });
});
