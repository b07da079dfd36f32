import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { importData } from '../engine/runtime/import-data.ts';
import { main } from './main.ts';

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'netloom-datasets-'));
  vi.stubEnv('NETLOOM_HOME', home);
  const path = join(home, '表.csv');
  await writeFile(path, `身高,等级\n${Array.from({ length: 50 }, (_, i) => `${i}.5,${i % 3 === 0 ? '高' : '低'}`).join('\n')}\n`);
  for (const id of ['grades', 'damaged'])
    await importData({ paths: [path], folder: join(home, 'datasets'), options: { id, target: '等级' } });
  await writeFile(join(home, 'datasets', 'damaged', 'dataset.json'), '{');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

function collecting() {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
}

async function netloom(...args: readonly string[]) {
  const [stdout, stderr] = [collecting(), collecting()];
  const code = await main(['datasets', ...args], { stdout: stdout.stream, stderr: stderr.stream });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

describe('datasets', () => {
  it('lists bundled ones and one’s own, and says which are damaged', async () => {
    const { code, stdout, stderr } = await netloom();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^mnist /m);
    expect(stdout).toMatch(/^grades /m);
    expect(stdout).not.toMatch(/^damaged/m);
    expect(stderr).toMatch(/^netloom: bad-dataset: .*damaged/);
  });

  it('shows fields, splits, licence and attribution of one', async () => {
    const { stdout } = await netloom('show', 'penguins');
    for (const part of ['Palmer penguins', '273 train, 69 test', '3 classes', 'CC0', 'Gorman']) expect(stdout).toContain(part);
    expect(stdout).not.toContain('median');
  });

  it('shows what its values look like where asked for', async () => {
    const { code, stdout, stderr } = await netloom('show', 'grades', '--statistics');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^身高 +0 +\d/m);
    expect(stdout).toMatch(/^高 +\d+ +\d+\.\d % +█+$/m);
    const { stdout: lines } = await netloom('show', 'grades', '--statistics', '--split', 'test', '--json');
    const [shown, told] = lines
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(shown).toMatchObject({ event: 'dataset', id: 'grades' });
    expect(told).toMatchObject({ event: 'statistics', id: 'grades', split: 'test', columns: [{ name: '身高', missing: 0 }] });
  });

  it('renames and removes one’s own, damaged ones too', async () => {
    expect(await netloom('rename', 'grades', '成绩')).toEqual({ code: 0, stdout: 'grades is called “成绩” now.\n', stderr: '' });
    expect((await netloom('show', 'grades')).stdout).toContain('grades (成绩)');
    expect(await netloom('remove', 'grades')).toMatchObject({ code: 0, stderr: '' });
    expect(await netloom('remove', 'damaged')).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(join(home, 'datasets'))).toEqual([]);
    expect((await readdir(join(home, 'trash'))).length).toBe(2);
  });

  it.each([
    [['remove', 'mnist'], /bundled-dataset/],
    [['rename', 'mnist', 'x'], /bundled-dataset/],
    [['remove', '../projects'], /unknown-dataset/],
    [['remove', 'none'], /unknown-dataset/],
    [['rename', 'none', 'x'], /unknown-dataset/],
    [['show', 'none'], /unknown-dataset/],
    [['show'], /usage/],
    [['remove'], /usage/],
    [['rename', 'x'], /usage/],
    [['burn', 'x'], /show, remove, rename/],
    [['show', 'mnist', '--split', 'validation'], /train, test/],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await netloom(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });
});
