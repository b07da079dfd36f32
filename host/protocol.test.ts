import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { EngineError } from '../engine/graph/errors.ts';
import type { HostApi, HostEvents } from './api.ts';
import { connectRemoteHost, hostMethodNames, serveRemoteWindow, type Channel, type RemoteHost, type RemoteWindow } from './protocol.ts';
import { deserialize, serialize } from './wire.ts';

describe('messages', () => {
  it.each([
    new Float32Array([1.5, -0, NaN]),
    new Float64Array([Math.PI]),
    new Int32Array([-1, 2 ** 31 - 1]),
    new BigInt64Array([-5n, 2n ** 62n]),
    new Uint8Array([0, 255]),
    new Float32Array(0),
  ])('keep the type and the values of %o', (array) => {
    expect(deserialize(serialize({ array }))).toEqual({ array });
  });

  it('send only the window of a view, and bring it back aligned', () => {
    const view = new Float32Array([1, 2, 3, 4]).subarray(1, 3);
    expect(deserialize(serialize(['x', view]))).toEqual(['x', new Float32Array([2, 3])]);
  });

  it('keep integers beyond 2³², fractions, bigint and null', () => {
    const message = { time: 1_790_000_000_000, small: 1e-7, big: 9_007_199_254_740_993n, nothing: null, list: [1, -1, 70_000] };
    expect(deserialize(serialize(message))).toEqual(message);
  });

  it('keep an undefined argument in its place', () => {
    expect(deserialize(serialize({ t: 'q', m: 'createProject', a: [undefined, 1] }))).toEqual({
      t: 'q',
      m: 'createProject',
      a: [undefined, 1],
    });
  });

  it('refuse bytes that are no message', () => {
    expect(() => deserialize(new Uint8Array([0xc1, 1, 2]))).toThrow(expect.objectContaining({ code: 'bad-message' }));
  });
});

describe('a call through a WebSocket', () => {
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach((close) => close()));

  async function connect(methods: Partial<HostApi>, events: Partial<HostEvents> = {}): Promise<Connection> {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const faults: unknown[] = [];
    const accepted = new Promise<RemoteWindow>((resolve) => {
      server.once('connection', (socket) => {
        resolve(serveRemoteWindow(fakeHost(methods), socketChannel(socket), (fault) => faults.push(fault)));
      });
    });
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    closers.push(
      () => socket.terminate(),
      () => server.close(),
    );
    await once(socket, 'open');
    const host = connectRemoteHost(socketChannel(socket), {
      run: () => {},
      job: () => {},
      text: () => {},
      datasetsChanged: () => {},
      projectChanged: () => {},
      ...events,
    });
    return { host, socket, faults, window: await accepted };
  }

  it('returns typed arrays', async () => {
    const preview = { count: 2, fields: { image: { shape: [2], values: new Float32Array([1, 2, 3, 4]) } } };
    const { host } = await connect({ previewDataset: async (id, count) => ({ ...preview, count: id === 'mnist' ? count : 0 }) });
    expect(await host.api.previewDataset('mnist', 2)).toEqual(preview);
  });

  it('rejects with the code, message and node of an engine error', async () => {
    const { host, faults } = await connect({
      openProject: async () => {
        throw new EngineError('shape-mismatch', 'Expected 784 inputs, got 10.', { nodeId: 'dense1' });
      },
    });
    const error: unknown = await host.api.openProject('x').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: 'shape-mismatch', message: 'Expected 784 inputs, got 10.', nodeId: 'dense1' });
    expect(faults).toEqual([]);
  });

  it('rejects with the code internal on a bug and reports the bug on the host', async () => {
    const { host, faults } = await connect({ openProject: () => Promise.reject(new TypeError('x is undefined')) });
    await expect(host.api.openProject('x')).rejects.toMatchObject({ code: 'internal', message: 'x is undefined' });
    expect(faults).toHaveLength(1);
  });

  it('delivers events in order', async () => {
    const seen: string[] = [];
    const { window, host } = await connect({ appInfo: async () => ({}) as never }, { projectChanged: (id) => void seen.push(id) });
    window.send('projectChanged', 'a');
    window.send('projectChanged', 'b');
    await host.api.appInfo();
    expect(seen).toEqual(['a', 'b']);
  });

  it.each(['constructor', 'toString', '__proto__', 'nothing'])('cannot reach %s', async (name) => {
    const { socket } = await connect({});
    const answer = once(socket, 'message');
    socket.send(serialize({ t: 'q', i: '1', m: name, a: [] }));
    const [bytes] = (await answer) as [Uint8Array];
    expect(deserialize(new Uint8Array(bytes))).toMatchObject({ t: 's', e: { message: expect.stringContaining('not found') } });
  });

  it('survives garbage from the window', async () => {
    const { host, socket, faults } = await connect({ listProjects: async () => [] });
    const garbage = [new Uint8Array([0xc1]), new Uint8Array([0xc0]), serialize({ t: 'q', m: 7 }), serialize([1])];
    for (const bytes of garbage) socket.send(bytes);
    expect(await host.api.listProjects()).toEqual([]);
    expect(faults).toHaveLength(4);
  });

  it('rejects waiting calls when it is told to', async () => {
    const { host } = await connect({ listProjects: () => new Promise(() => {}) });
    const waiting = host.api.listProjects();
    await Promise.resolve();
    host.rejectWaiting(new EngineError('connection-lost', 'gone'));
    await expect(waiting).rejects.toMatchObject({ code: 'connection-lost' });
  });
});

interface Connection {
  readonly host: RemoteHost;
  readonly window: RemoteWindow;
  readonly socket: WebSocket;
  readonly faults: readonly unknown[];
}

function socketChannel(socket: WebSocket): Channel {
  return {
    post: (message) => socket.send(message),
    listen: (receive) => void socket.on('message', (data: Buffer) => receive(new Uint8Array(data))),
  };
}

function fakeHost(methods: Partial<HostApi>): HostApi {
  const refuse = () => Promise.reject(new Error('not part of this test'));
  return { ...Object.fromEntries(hostMethodNames.map((name) => [name, refuse])), ...methods } as HostApi;
}
