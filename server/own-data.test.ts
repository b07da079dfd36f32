import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createEngineClient } from '../engine/runtime/engine-client.ts';
import { type EngineProcess, forkEngine } from '../engine/runtime/fork-engine.ts';
import { buildEngine } from '../engine/runtime/testing/build-engine.ts';
import type { JobProgress } from '../host/api.ts';
import { connectRemoteHost, type RemoteHost } from '../host/protocol.ts';
import { createTemporaryHost, type TemporaryHost } from '../host/testing/temporary-host.ts';
import { startServer, type RunningServer } from './server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const PART = 4 * 2 ** 20;

let temporary: TemporaryHost;
let page: string;
let built: string;
let server: RunningServer;
const processes: EngineProcess[] = [];
const sockets: WebSocket[] = [];

beforeAll(async () => {
  built = await buildEngine();
  page = await mkdtemp(join(tmpdir(), 'netloom-page-'));
  await mkdir(join(page, 'assets'));
  await writeFile(join(page, 'index.html'), '');
  const spawn = (entry: string): EngineProcess => {
    const started = forkEngine(entry, []);
    processes.push(started);
    return started;
  };
  const home = await mkdtemp(join(tmpdir(), 'netloom-own-'));
  const startEngine = () => createEngineClient({ entry: join(built, 'engine-process.js'), spawn });
  temporary = await createTemporaryHost({ home, shell: 'web', threads: 1, startEngine });
  server = await startServer(temporary.host, page, { port: 0 });
});

afterAll(async () => {
  await server.close();
  await temporary.remove();
  for (const folder of [built, page]) await rm(folder, { recursive: true });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await expect.poll(() => below('uploads'), { timeout: 30_000 }).toEqual([]);
  await rm(join(temporary.home, 'datasets'), { recursive: true });
  await mkdir(join(temporary.home, 'datasets'));
});

interface Window {
  readonly api: RemoteHost['api'];
  readonly socket: WebSocket;
  readonly progress: [string, JobProgress][];
  readonly changes: () => number;
}

async function openWindow(): Promise<Window> {
  const { origin, host, searchParams } = new URL(server.url);
  const socket = new WebSocket(`ws://${host}/channel?token=${searchParams.get('token')}`, { origin });
  sockets.push(socket);
  await once(socket, 'open');
  const progress: Window['progress'] = [];
  let changes = 0;
  const { api } = connectRemoteHost(
    {
      post: (message) => socket.send(message),
      listen: (receive) => void socket.on('message', (data: Buffer) => receive(new Uint8Array(data))),
    },
    {
      run: () => undefined,
      text: () => undefined,
      projectChanged: () => undefined,
      job: (job, told) => void progress.push([job, told]),
      datasetsChanged: () => (changes += 1),
    },
  );
  return { api, socket, progress, changes: () => changes };
}

async function upload({ api }: Window, path: string, content: Uint8Array): Promise<string> {
  const id = await api.beginUpload([{ path, size: content.length }]);
  const parts = Array.from({ length: Math.ceil(content.length / PART) }, (_, i) => i * PART);
  await Promise.all(parts.map((offset) => api.uploadPart(id, 0, offset, content.slice(offset, offset + PART))));
  return id;
}

/** A table of some megabytes: more than one part. */
function table(rows: number): Uint8Array {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i % 1000},${((i * 37) % 1009) / 8},第${i}号样本的备注,${i % 3 === 0 ? '高' : '低'}`,
  );
  return new TextEncoder().encode(`甲,乙,备注,等级\n${lines.join('\n')}\n`);
}

const below = (folder: string) => readdir(join(temporary.home, folder));

describe('data of a browser', () => {
  it('are uploaded in parts, previewed, imported with progress, counted, renamed and removed', async () => {
    const window = await openWindow();
    const other = await openWindow();
    const { api } = window;
    const content = table(150_000);
    expect(content.length).toBeGreaterThan(PART);
    const uploadId = await upload(window, '成绩表.csv', content);

    const choices = { id: 'grades', target: '等级', columns: { 备注: 'drop' } } as const;
    const preview = await api.previewImport('look', { uploadId }, choices);
    expect(preview).toMatchObject({ form: 'table', reader: 'delimited', info: { id: 'grades', task: 'classification' } });
    expect(preview.columns?.map(({ name }) => name)).toEqual(['甲', '乙', '备注', '等级']);
    expect(await below('datasets')).toEqual([]);

    const { info } = await api.importDataset('take', { uploadId }, choices);
    expect(info.splits.train + info.splits.test).toBe(150_000);
    expect(info.attribution).toContain('成绩表.csv');
    const told = window.progress.filter(([job]) => job === 'take').map(([, { done }]) => done);
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    await expect.poll(other.changes).toBe(1);
    expect(other.progress).toEqual([]);
    expect((await api.listDatasets()).at(-1)).toEqual(info);
    await api.discardUpload(uploadId);
    expect(await below('uploads')).toEqual([]);

    const statistics = await api.datasetStatistics('count', 'grades', 'train');
    expect(statistics.samples).toBe(info.splits.train);
    expect(statistics.columns.map(({ name }) => name)).toEqual(['甲', '乙']);
    expect(statistics.columns[0].numbers).toMatchObject({ min: 0, max: 999 });
    expect(statistics.balance[0].counts.reduce((sum, count) => sum + count, 0)).toBe(info.splits.train);
    expect(await api.datasetStatistics('again', 'grades', 'train')).toEqual(statistics);

    expect(await api.renameDataset('grades', '成绩')).toMatchObject({ title: '成绩' });
    await api.removeDataset('grades');
    expect((await api.listDatasets()).map(({ id }) => id)).not.toContain('grades');
    expect(window.changes()).toBe(3);
    expect(await below('datasets')).toEqual([]);
  });

  it('leave nothing where their import is cancelled, or their window goes', async () => {
    const [window, other] = [await openWindow(), await openWindow()];
    const uploadId = await upload(window, 'a.csv', table(300_000));
    const job = window.api.importDataset('take', { uploadId }, { id: 'gone', target: '等级' });
    const ended = expect(job).rejects.toMatchObject({ code: 'job-cancelled' });
    await expect.poll(() => window.progress.length, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect(other.api.importDataset('take', { uploadId }, { id: 'gone' })).rejects.toMatchObject({ code: 'dataset-busy' });
    await window.api.cancelJob('take');
    await ended;
    expect(await below('datasets')).toEqual([]);

    const second = window.api.importDataset('once more', { uploadId }, { id: 'gone', target: '等级' });
    second.catch(() => undefined);
    await expect.poll(() => window.progress.some(([name]) => name === 'once more'), { timeout: 30_000 }).toBe(true);
    window.socket.terminate();
    await expect.poll(() => below('uploads'), { timeout: 30_000 }).toEqual([]);
    expect(await below('datasets')).toEqual([]);
    expect(other.changes()).toBe(0);
  });

  it('come by upload alone, below the folder of the upload', async () => {
    const { api } = await openWindow();
    const before = await below('.');
    await expect(api.importDataset('a', { paths: ['/etc/passwd'] }, { id: 'x' })).rejects.toMatchObject({ code: 'not-in-browser' });
    await expect(api.previewImport('a', { paths: ['/etc/passwd'] }, { id: 'x' })).rejects.toMatchObject({ code: 'not-in-browser' });
    for (const path of ['../projects/a.netloom', '/etc/cron.d/a', 'a/../../../b', '..\\a'])
      await expect(api.beginUpload([{ path, size: 1 }])).rejects.toMatchObject({ code: 'bad-upload' });
    expect([await below('.'), await below('uploads'), await below('projects')]).toEqual([before, [], []]);
  });

  it('are refused in parts that are too large, and cut off beyond what a message may have', async () => {
    const { api, socket } = await openWindow();
    const id = await api.beginUpload([{ path: 'a.bin', size: 2 ** 30 }]);
    await expect(api.uploadPart(id, 0, 0, new Uint8Array(PART + 1))).rejects.toMatchObject({ code: 'bad-upload' });
    await api.uploadPart(id, 0, 0, new Uint8Array(PART));
    const closed = once(socket, 'close');
    void api.uploadPart(id, 0, 0, new Uint8Array(2 ** 27 + 1)).catch(() => undefined);
    expect((await closed)[0]).toBe(1009);
    await expect.poll(() => below('uploads'), { timeout: 30_000 }).toEqual([]);
  });

  it('are told to be gone when the engine dies, which starts again', async () => {
    const window = await openWindow();
    const uploadId = await upload(window, 'a.csv', table(300_000));
    const job = window.api.importDataset('take', { uploadId }, { id: 'crash', target: '等级' });
    const ended = expect(job).rejects.toMatchObject({ code: 'engine-crashed', message: expect.stringContaining('Nothing was stored') });
    await expect.poll(() => window.progress.length, { timeout: 30_000 }).toBeGreaterThan(0);
    processes.at(-1)?.kill();
    await ended;
    expect((await window.api.listDatasets()).map(({ id }) => id)).not.toContain('crash');
    expect((await window.api.datasetStatistics('a', 'digits', 'train')).samples).toBe(1438);
    await window.api.importDataset('take', { uploadId }, { id: 'crash', target: '等级' });
    expect(await below('datasets')).toEqual(['crash']);
  });
});
