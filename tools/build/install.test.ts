import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFresh, sourceDigest } from './freshness.mjs';
import { install } from './install.mjs';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'netloom-build-'));
  await put('engine/graph.ts', 'export const a = 1;');
});
afterEach(() => rm(root, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** A finished build in a folder of its own. */
async function built(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [file, text] of Object.entries(files)) await put(`${name}/${file}`, text);
  return join(root, name);
}

describe('a build', () => {
  const digest = () => sourceDigest(root, 'node');

  it('is fresh until a source changes, comes or goes', async () => {
    expect(isFresh(root, 'node')).toBe(false);
    await install(root, 'node', await built('b', { 'cli.js': 'main' }), digest());
    expect(isFresh(root, 'node')).toBe(true);
    await put('cli/main.ts', 'new');
    expect(isFresh(root, 'node')).toBe(false);
    await rm(join(root, 'cli'), { recursive: true });
    expect(isFresh(root, 'node')).toBe(true);
    await utimes(join(root, 'engine/graph.ts'), 1, 1);
    expect(isFresh(root, 'node')).toBe(false);
  });

  it('stays fresh when tests change', async () => {
    await install(root, 'node', await built('b', { 'cli.js': 'main' }), digest());
    await put('engine/graph.test.ts', 'new');
    expect(isFresh(root, 'node')).toBe(true);
  });

  it('is not fresh where its entry is missing', async () => {
    await install(root, 'node', await built('b', { 'other.js': 'x' }), digest());
    expect(isFresh(root, 'node')).toBe(false);
  });

  it('keeps the chunks of the build before it, for programs that run, and no older ones', async () => {
    for (const number of [1, 2, 3]) {
      await install(
        root,
        'node',
        await built(`b${number}`, { 'cli.js': `main ${number}`, [`part-0000000${number}.js`]: 'chunk' }),
        digest(),
      );
    }
    const files = (await readdir(join(root, 'out/node'))).filter((name) => !name.startsWith('.')).toSorted();
    expect(files).toEqual(['cli.js', 'part-00000002.js', 'part-00000003.js']);
    expect(await readFile(join(root, 'out/node/cli.js'), 'utf8')).toBe('main 3');
  });

  it('is whole where several are installed at once', async () => {
    const builds = await Promise.all(
      [1, 2, 3, 4].map((number) => built(`b${number}`, { 'cli.js': `${number}`, 'run-worker.js': `${number}` })),
    );
    await Promise.all(builds.map((folder) => install(root, 'node', folder, digest())));
    const contents = await Promise.all(['cli.js', 'run-worker.js'].map((name) => readFile(join(root, 'out/node', name), 'utf8')));
    expect(new Set(contents).size).toBe(1);
    expect(isFresh(root, 'node')).toBe(true);
    expect(await readdir(join(root, 'out'))).toEqual(['node']);
  });
});
