import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProjectWatch } from './project-watch.ts';
import { contentHash } from './workspace.ts';

let folder: string;
let watch: ProjectWatch;
const told = vi.fn<(id: string, revision: string) => void>();

beforeEach(async () => {
  told.mockReset();
  folder = await mkdtemp(join(tmpdir(), 'netloom-watch-'));
  await writeFile(join(folder, 'a.netloom'), 'one');
  watch = new ProjectWatch(told);
  watch.follow('a', join(folder, 'a.netloom'), contentHash('one'));
});
afterEach(async () => {
  watch.close();
  await rm(folder, { recursive: true, force: true });
});

const hears = (revision: string) => vi.waitFor(() => expect(told).toHaveBeenLastCalledWith('a', revision), 5000);

it('tells of another content', async () => {
  await writeFile(join(folder, 'a.netloom'), 'two');
  await hears(contentHash('two'));
});

it('tells of a file that is gone, and of one that comes back', async () => {
  await rename(join(folder, 'a.netloom'), join(folder, 'b.netloom'));
  await hears('');
  await rename(join(folder, 'b.netloom'), join(folder, 'a.netloom'));
  await hears(contentHash('one'));
  expect(told).toHaveBeenCalledTimes(2);
});

it('is silent about what this program wrote', async () => {
  watch.written('a', contentHash('mine'));
  await writeFile(join(folder, 'a.netloom'), 'mine');
  await writeFile(join(folder, 'a.netloom'), 'theirs');
  await hears(contentHash('theirs'));
  expect(told).toHaveBeenCalledTimes(1);
});
