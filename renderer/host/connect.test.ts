import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../engine/graph/errors.ts';
import type { HostApi, ProjectInfo } from '../../host/api.ts';
import { hostMethodNames, serveRemoteWindow, type RemoteWindow } from '../../host/protocol.ts';
import { createConnection } from './connect.ts';
import type { ConnectionState } from './reconnecting-channel.ts';
import { takeToken } from './token.ts';
import type { Transport } from './transport.ts';

/** A host that can be cut off and that can refuse. */
class FakeHost {
  answering = true;
  refusing = false;
  window: RemoteWindow | undefined;
  listProjects: HostApi['listProjects'] = async () => [];
  cut: () => void = () => {};

  open = async (): Promise<Transport> => {
    if (this.refusing) throw new EngineError('connection-refused', 'The token is wrong.');
    if (!this.answering) throw new TypeError('Failed to fetch');
    let toHost: (message: Uint8Array) => void = () => {};
    let toWindow: (message: Uint8Array) => void = () => {};
    let open = true;
    const closed = new Promise<void>((resolve) => {
      this.cut = () => {
        open = false;
        resolve();
      };
    });
    const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'));
    const api = {
      ...Object.fromEntries(hostMethodNames.map((name) => [name, refuse])),
      listProjects: () => this.listProjects(),
    } as HostApi;
    const post = (message: Uint8Array): void => {
      if (open) toWindow(message);
    };
    this.window = serveRemoteWindow(api, { post, listen: (receive) => void (toHost = receive) }, () => {});
    return { closed, post: (message) => toHost(message), listen: (receive) => void (toWindow = receive) };
  };
}

const project: ProjectInfo = { id: 'a', name: 'A', path: '/a', changedAt: 1 };

describe('a connection', () => {
  let host: FakeHost;
  beforeEach(() => {
    host = new FakeHost();
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  function follow(connection: ReturnType<typeof createConnection>) {
    const states: [ConnectionState, string?][] = [];
    connection.onState((state, reason) => states.push(reason ? [state, reason.code] : [state]));
    return states;
  }

  it('keeps calls until it is made', async () => {
    host.answering = false;
    host.listProjects = async () => [project];
    const connection = createConnection(host.open);
    const states = follow(connection);
    const waiting = connection.api.listProjects();
    await vi.advanceTimersByTimeAsync(1000);
    expect(states).toEqual([['connecting']]);
    host.answering = true;
    await vi.advanceTimersByTimeAsync(5000);
    expect(await waiting).toEqual([project]);
    expect(states).toEqual([['connecting'], ['connected']]);
  });

  it('rejects what a loss interrupts, comes back by itself and hears events again', async () => {
    host.listProjects = () => new Promise(() => {});
    const connection = createConnection(host.open);
    const states = follow(connection);
    const changed: string[] = [];
    connection.on('projectChanged', (id) => changed.push(id));
    await vi.advanceTimersByTimeAsync(0);
    const interrupted = expect(connection.api.listProjects()).rejects.toMatchObject({ code: 'connection-lost' });
    host.cut();
    await interrupted;
    const later = connection.api.listProjects();
    host.listProjects = async () => [project];
    await vi.advanceTimersByTimeAsync(300);
    expect(await later).toEqual([project]);
    host.window?.send('projectChanged', 'a');
    await vi.advanceTimersByTimeAsync(0);
    expect(changed).toEqual(['a']);
    expect(states).toEqual([['connecting'], ['connected'], ['lost', 'connection-lost'], ['connected']]);
  });

  it('stops trying when it is refused, and says why to every call', async () => {
    host.refusing = true;
    const connection = createConnection(host.open);
    const states = follow(connection);
    const early = expect(connection.api.listProjects()).rejects.toMatchObject({ code: 'connection-refused' });
    await vi.advanceTimersByTimeAsync(10_000);
    await early;
    await expect(connection.api.listProjects()).rejects.toMatchObject({ code: 'connection-refused' });
    expect(states).toEqual([['connecting'], ['lost', 'connection-refused']]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells no more to a listener that has ended', async () => {
    const connection = createConnection(host.open);
    const changed: string[] = [];
    const end = connection.on('projectChanged', (id) => changed.push(id));
    await vi.advanceTimersByTimeAsync(0);
    end();
    host.window?.send('projectChanged', 'a');
    await vi.advanceTimersByTimeAsync(0);
    expect(changed).toEqual([]);
  });
});

describe('the token', () => {
  beforeEach(() => sessionStorage.clear());

  it('leaves the address and is kept for a reload', () => {
    window.history.replaceState(null, '', '/?token=secret&view=gallery#top');
    expect(takeToken()).toBe('secret');
    expect(window.location.href).toMatch(/\/\?view=gallery#top$/);
    expect(takeToken()).toBe('secret');
  });

  it('of a newer address replaces the one kept', () => {
    sessionStorage.setItem('netloom-token', 'old');
    window.history.replaceState(null, '', '/?token=new');
    expect(takeToken()).toBe('new');
    expect(sessionStorage.getItem('netloom-token')).toBe('new');
  });

  it('is missing in a page that was opened without', () => {
    window.history.replaceState(null, '', '/');
    expect(takeToken()).toBeUndefined();
  });
});
