import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasets } from '../engine/data/registry.ts';
import { importData } from '../engine/runtime/import-data.ts';
import type { TextPiece } from '../engine/generation/definition.ts';
import type { ImportChoices, JobProgress } from './api.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';
import { attachWindow } from './window.ts';
import { connectRemoteHost, type RemoteHost } from './protocol.ts';

let temporary: TemporaryHost;
let changes: number;

beforeEach(async () => {
  temporary = await createTemporaryHost();
  const path = join(temporary.home, '表.csv');
  await writeFile(path, `x,等级\n${Array.from({ length: 50 }, (_, i) => `${i}.5,${i % 3 === 0 ? '高' : '低'}`).join('\n')}\n`);
  await importData({ paths: [path], folder: join(temporary.home, 'datasets'), options: { id: 'mine', target: '等级' } });
  changes = 0;
  temporary.host.on('datasetsChanged', () => (changes += 1));
});

afterEach(() => temporary.remove());

const api = () => temporary.host.api;
const refusedAs = (code: string): unknown => expect.objectContaining({ code });
const ids = async () => (await api().listDatasets()).map(({ id }) => id);
const foreign = ['../projects', '..', '', 'a/b', 'none', '.import-1', 'Mine', 'mine/'];

describe('removing a dataset', () => {
  it('moves it to the trash', async () => {
    await api().removeDataset('mine');
    expect(await ids()).not.toContain('mine');
    const [trashed] = await readdir(join(temporary.home, 'trash'));
    expect(trashed).toMatch(/^dataset-mine-\d{4}-/);
    expect(await readdir(join(temporary.home, 'trash', trashed))).toContain('dataset.json');
    expect(changes).toBe(1);
    await expect(api().removeDataset('mine')).rejects.toEqual(refusedAs('unknown-dataset'));
  });

  it('works for a damaged one too', async () => {
    await writeFile(join(temporary.home, 'datasets', 'mine', 'dataset.json'), '{');
    await api().removeDataset('mine');
    expect(await readdir(join(temporary.home, 'datasets'))).toEqual([]);
  });

  it.each(datasets.slice(0, 3).map(({ id }) => id))('refuses the bundled %s', async (id) => {
    await expect(api().removeDataset(id)).rejects.toEqual(refusedAs('bundled-dataset'));
    await expect(api().renameDataset(id, 'x')).rejects.toEqual(refusedAs('bundled-dataset'));
    expect(changes).toBe(0);
  });

  it.each(foreign)('finds none of the id %j', async (id) => {
    await expect(api().removeDataset(id)).rejects.toEqual(refusedAs('unknown-dataset'));
    await expect(api().renameDataset(id, 'x')).rejects.toEqual(refusedAs('unknown-dataset'));
    expect(await ids()).toContain('mine');
  });

  it('refuses one that a run trains on', async () => {
    const { info, project } = await api().createProject('mlp-xor');
    const nodes = project.nodes.map((node) => {
      if (node.type === 'Input') return { ...node, parameters: { ...node.parameters, dataset: 'mine', field: 'features' } };
      return node.type === 'Output' ? { ...node, parameters: { ...node.parameters, target: 'target' } } : node;
    });
    const run = await api().startRun(info.id, { ...project, nodes }, {});
    await expect(api().removeDataset('mine')).rejects.toMatchObject({ code: 'dataset-in-use', message: expect.stringContaining('Run 1') });
    const choices = { id: 'mine', replace: true };
    await expect(api().importDataset('a', { paths: ['/a.csv'] }, choices)).rejects.toEqual(refusedAs('dataset-in-use'));
    await api().controlRun(run.id, { type: 'stop' });
    await expect.poll(async () => (await api().listRuns(info.id))[0].state).toBe('stopped');
    await expect
      .poll(() =>
        api()
          .removeDataset('mine')
          .then(() => 'removed', String),
      )
      .toBe('removed');
  });
});

describe('renaming a dataset', () => {
  it('changes its title alone', async () => {
    const path = join(temporary.home, 'datasets', 'mine', 'dataset.json');
    const before = JSON.parse(await readFile(path, 'utf8')) as { info: object };
    expect(await api().renameDataset('mine', '  成绩  2026 ')).toMatchObject({ id: 'mine', title: '成绩 2026' });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...before, info: { ...before.info, title: '成绩 2026' } });
    expect((await api().listDatasets()).at(-1)?.title).toBe('成绩 2026');
    expect(await readdir(join(temporary.home, 'datasets', 'mine'))).not.toContainEqual(expect.stringContaining('.tmp'));
    expect(changes).toBe(1);
  });

  it.each(['', '   ', 'x'.repeat(201), 'a\0b'])('refuses the title %j', async (title) => {
    await expect(api().renameDataset('mine', title)).rejects.toEqual(refusedAs('bad-title'));
  });

  it('refuses a damaged one', async () => {
    await writeFile(join(temporary.home, 'datasets', 'mine', 'dataset.json'), '{}');
    await expect(api().renameDataset('mine', 'x')).rejects.toEqual(refusedAs('bad-dataset'));
  });
});

describe('what a dataset holds', () => {
  it('is found by class', async () => {
    const [train, test] = await Promise.all([
      api().classPositions('mine', 'train', 'target', 1),
      api().classPositions('mine', 'test', 'target', 1),
    ]);
    expect(train.length + test.length).toBe(17);
    const { fields } = await api().datasetSamples('mine', 'train', [...train]);
    expect(new Set(fields['target'].values)).toEqual(new Set([1]));
    expect((await api().classPositions('digits', 'train', 'digit', 3)).length).toBe(146);
  });

  it.each([
    ['digits', 'train', 'digit', 10, 'unknown-class'],
    ['digits', 'train', 'digit', -1, 'bad-request'],
    ['digits', 'train', 'image', 0, 'unknown-field'],
    ['digits', 'validation', 'digit', 0, 'bad-request'],
    ['none', 'train', 'digit', 0, 'unknown-dataset'],
  ])('is not found in %s, %s, %s %i', async (id, split, field, classNumber, code) => {
    await expect(api().classPositions(id, split as 'train', field, classNumber)).rejects.toEqual(refusedAs(code));
  });

  it('has no graph where samples are no nodes', async () => {
    expect(await api().datasetGraph('digits')).toBeUndefined();
    await expect(api().datasetGraph('none')).rejects.toEqual(refusedAs('unknown-dataset'));
  });

  it('is shown before and after augmentation, sixteen samples at most', async () => {
    const flip = [{ type: 'HorizontalFlip', parameters: { probability: 1 } }];
    const { count, draws, fields } = await api().previewAugmentation('digits', 'image', flip, { count: 3, draws: 2, seed: 1 });
    expect([count, draws, fields['image'].augmented.length]).toEqual([3, 2, 6 * 64]);
    const asked = (options: { count: number; draws: number; seed: number }) => api().previewAugmentation('digits', 'image', flip, options);
    await expect(asked({ count: 17, draws: 1, seed: 1 })).rejects.toEqual(refusedAs('bad-request'));
    await expect(asked({ count: 1, draws: 0, seed: 1 })).rejects.toEqual(refusedAs('bad-request'));
    await expect(asked({ count: 1, draws: 1, seed: 0.5 })).rejects.toEqual(refusedAs('bad-request'));
  });
});

describe('a job', () => {
  it('tells how far it is, and ends when it is cancelled', async () => {
    const told: unknown[] = [];
    temporary.host.on('job', (job, progress) => told.push([job, progress]));
    const statistics = api().datasetStatistics('count', 'digits', 'train');
    const ended = expect(statistics).rejects.toEqual(refusedAs('job-cancelled'));
    await expect.poll(() => told).toEqual([['count', { done: 1, total: 2, unit: 'statistics' }]]);
    await expect(api().datasetStatistics('count', 'mnist', 'train')).rejects.toEqual(refusedAs('job-running'));
    await api().cancelJob('count');
    await ended;
    await api().cancelJob('count');
  });

  it('is refused beside eight others, or without a name', async () => {
    const jobs = Array.from({ length: 8 }, (_, i) => api().datasetStatistics(`${i}`, 'digits', 'train'));
    await expect(api().datasetStatistics('8', 'digits', 'train')).rejects.toEqual(refusedAs('too-many-jobs'));
    await expect(api().datasetStatistics('', 'digits', 'train')).rejects.toEqual(refusedAs('bad-request'));
    await expect.poll(() => temporary.engine.jobs.length).toBe(8);
    for (let i = 0; i < 8; i += 1) await api().cancelJob(`${i}`);
    expect((await Promise.allSettled(jobs)).map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
  });

  it('is refused for a split that is none', async () => {
    await expect(api().datasetStatistics('a', 'digits', 'validation' as 'train')).rejects.toEqual(refusedAs('bad-request'));
  });
});

describe('an import', () => {
  const source = { paths: ['/nowhere/a.csv'] };

  it('of an id keeps others of the same id, and changes to it, out', async () => {
    const first = api().importDataset('first', source, { id: 'new' });
    const ended = expect(first).rejects.toEqual(refusedAs('job-cancelled'));
    await expect(api().importDataset('second', source, { id: 'new' })).rejects.toEqual(refusedAs('dataset-busy'));
    await expect(api().removeDataset('new')).rejects.toEqual(refusedAs('dataset-busy'));
    await expect(api().renameDataset('new', 'x')).rejects.toEqual(refusedAs('dataset-busy'));
    await api().cancelJob('first');
    await ended;
    expect(changes).toBe(0);
    await expect(api().removeDataset('new')).rejects.toEqual(refusedAs('unknown-dataset'));
  });

  it.each([
    [{ paths: ['a.csv'] }, {}],
    [{ paths: [] }, {}],
    [{ paths: [7] }, {}],
    [{ uploadId: '../x' }, {}],
    [{}, {}],
    [source, { columns: { x: 'noise' } }],
    [source, { split: { kind: 'hash', test: 1.5 } }],
    [source, { settings: { separator: 'x' } }],
    [source, { size: 0 }],
    [source, { folder: '/etc' }],
  ])('is refused from %j with %j', async (given, choices) => {
    const asked = { id: 'new', ...choices } as ImportChoices;
    const code = 'uploadId' in given ? 'unknown-upload' : 'bad-request';
    await expect(api().importDataset('a', given as typeof source, asked)).rejects.toEqual(refusedAs(code));
    await expect(api().previewImport('a', given as typeof source, asked)).rejects.toEqual(refusedAs(code));
    expect(temporary.engine.jobs).toEqual([]);
  });

  it('takes no paths from a browser', async () => {
    const web = await temporary.again({ shell: 'web' });
    await expect(web.host.api.previewImport('a', source, { id: 'new' })).rejects.toEqual(refusedAs('not-in-browser'));
    await expect(web.host.api.importDataset('a', source, { id: 'new' })).rejects.toEqual(refusedAs('not-in-browser'));
    await web.host.close();
  });
});

describe('a window', () => {
  interface Opened {
    readonly api: RemoteHost['api'];
    readonly told: [string, JobProgress][];
    readonly texts: [string, string][];
    readonly close: () => void;
  }

  /** Two ends of a channel in this process. */
  function open(): Opened {
    const told: [string, JobProgress][] = [];
    const texts: [string, string][] = [];
    let toHost: (message: Uint8Array) => void = () => undefined;
    let toWindow: (message: Uint8Array) => void = () => undefined;
    const close = attachWindow(temporary.host, {
      post: (message) => queueMicrotask(() => toWindow(message)),
      listen: (receive) => (toHost = receive),
    });
    const channel = {
      post: (message: Uint8Array) => queueMicrotask(() => toHost(message)),
      listen: (receive: (message: Uint8Array) => void) => void (toWindow = receive),
    };
    const none = () => undefined;
    const events = {
      run: none,
      text: (job: string, pieces: readonly TextPiece[]) => void texts.push([job, pieces.map(({ text }) => text).join('')]),
      projectChanged: none,
      datasetsChanged: none,
      job: (job: string, progress: JobProgress) => void told.push([job, progress]),
    };
    return { api: connectRemoteHost(channel, events).api, told, texts, close };
  }

  it('hears of its own jobs alone, and can’t cancel those of another', async () => {
    const [first, second] = [open(), open()];
    const job = first.api.datasetStatistics('same', 'digits', 'train');
    const ended = expect(job).rejects.toEqual(refusedAs('job-cancelled'));
    const other = second.api.datasetStatistics('same', 'digits', 'test');
    const otherEnded = expect(other).rejects.toEqual(refusedAs('job-cancelled'));
    await expect.poll(() => [first.told.length, second.told.length]).toEqual([1, 1]);
    expect(first.told).toEqual([['same', { done: 1, total: 2, unit: 'statistics' }]]);
    await second.api.cancelJob('same');
    await otherEnded;
    expect(await Promise.race([job.catch(() => 'ended'), second.api.cancelJob('same').then(() => 'runs')])).toBe('runs');
    await first.api.cancelJob('same');
    await ended;
  });

  it('hears of the texts that it asked for alone, and may end them', async () => {
    const { project } = await temporary.host.api.createProject('mlp-xor');
    const run = await temporary.host.api.startRun('xor', project, {});
    const options = { checkpoint: 'last', prompt: '', length: 10, temperature: 1, seed: 1 } as const;
    const [first, second] = [open(), open()];
    const text = first.api.generateText('one', run.id, options);
    await expect.poll(() => first.texts).toEqual([['one', 'Call']]);
    await second.api.cancelJob('one');
    await first.api.cancelJob('one');
    expect(await text).toMatchObject({ end: 'stopped', tokens: 1 });
    expect(second.texts).toEqual([]);
    for (const wrong of [
      { temperature: -1 },
      { temperature: Number.NaN },
      { topK: 0 },
      { topP: 0 },
      { topP: 1.1 },
      { seed: 0.5 },
      { length: 0 },
    ])
      await expect(first.api.generateText('two', run.id, { ...options, ...wrong })).rejects.toEqual(refusedAs('bad-request'));
    await expect(first.api.generateText('two', 'xor/99', options)).rejects.toEqual(refusedAs('unknown-run'));
  });

  it('that closes ends its jobs, and its uploads with what was sent', async () => {
    const window = open();
    const folder = join(temporary.home, 'uploads');
    const id = await window.api.beginUpload([{ path: 'a.csv', size: 3 }]);
    await window.api.uploadPart(id, 0, 0, new Uint8Array(3));
    void window.api.importDataset('a', { uploadId: id }, { id: 'new' }).catch(() => undefined);
    await expect.poll(() => temporary.engine.jobs).toEqual(['import']);
    expect(await readdir(folder)).toEqual([id]);
    window.close();
    await expect.poll(() => readdir(folder)).toEqual([]);
    await expect(api().removeDataset('new')).rejects.toEqual(refusedAs('unknown-dataset'));
    expect(temporary.faults).toEqual([]);
  });
});

describe('a host', () => {
  it('removes what a dead one left when it starts', async () => {
    await mkdir(join(temporary.home, 'uploads', '2147483646-x'), { recursive: true });
    await (await temporary.again()).host.close();
    expect(await readdir(join(temporary.home, 'uploads'))).toEqual([]);
  });
});
