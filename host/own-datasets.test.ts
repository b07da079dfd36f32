import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasets } from '../engine/data/registry.ts';
import { importData } from '../engine/runtime/import-data.ts';
import { createTemporaryHost, type TemporaryHost } from './testing/temporary-host.ts';

let temporary: TemporaryHost;

beforeEach(async () => {
  temporary = await createTemporaryHost();
  const path = join(temporary.home, 'a.csv');
  await writeFile(path, `x,y\n${Array.from({ length: 50 }, (_, i) => `${i}.5,${i % 2}`).join('\n')}\n`);
  await importData({ paths: [path], folder: join(temporary.home, 'datasets'), options: { id: 'mine' } });
});

afterEach(() => temporary.remove());

describe('one’s own datasets', () => {
  it('are listed behind the bundled ones and previewed', async () => {
    const { api } = temporary.host;
    const listed = await api.listDatasets();
    expect(listed.map(({ id }) => id)).toEqual([...datasets.map(({ id }) => id), 'mine']);
    const { count, fields } = await api.previewDataset('mine', 4);
    expect([count, fields['features'].shape, fields['features'].values.length]).toEqual([4, [1], 4]);
    expect((await api.datasetSamples('mine', 'test', [2, 0])).count).toBe(2);
  });

  it('that are damaged or being imported are left out of the list', async () => {
    const { api } = temporary.host;
    const folder = join(temporary.home, 'datasets');
    await mkdir(join(folder, '.import-1'));
    await rename(join(folder, 'mine'), join(folder, 'other'));
    expect(await api.listDatasets()).toHaveLength(datasets.length);
    await expect(api.previewDataset('other', 1)).rejects.toMatchObject({ code: 'bad-dataset' });
    await expect(api.previewDataset('mine', 1)).rejects.toMatchObject({ code: 'unknown-dataset' });
  });

  it('can be trained on', async () => {
    const { api } = temporary.host;
    const { info, project } = await api.createProject('mlp-xor');
    const nodes = project.nodes.map((node) => {
      if (node.type === 'Input') return { ...node, parameters: { ...node.parameters, dataset: 'mine', field: 'features' } };
      return node.type === 'Output' ? { ...node, parameters: { ...node.parameters, target: 'target' } } : node;
    });
    expect((await api.startRun(info.id, { ...project, nodes }, {})).state).toBe('queued');
    await rename(join(temporary.home, 'datasets', 'mine'), join(temporary.home, 'gone'));
    await expect(api.startRun(info.id, { ...project, nodes }, {})).rejects.toMatchObject({ code: 'project-problems' });
  });
});
