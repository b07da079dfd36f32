import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, writeFileAtomic } from './atomic-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-atomic-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each([
  ['writeFileAtomic', async (path: string, content: string | Uint8Array) => writeFileAtomic(path, content)],
  ['replaceFile', replaceFile],
])('%s', (_, write) => {
  it('writes new files and replaces old ones, and leaves nothing beside them', async () => {
    await write(join(folder, 'a'), 'one');
    await write(join(folder, 'a'), new Uint8Array([116, 119, 111]));
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('leaves what was there where it fails', async () => {
    await mkdir(join(folder, 'a/inner'), { recursive: true });
    await expect(write(join(folder, 'a'), 'text')).rejects.toThrow();
    await expect(write(join(folder, 'missing/a'), 'text')).rejects.toThrow();
    expect(await readdir(folder, { recursive: true })).toEqual(['a', 'a/inner']);
  });
});

it('follows a link and keeps the permissions of its file', async () => {
  await writeFile(join(folder, 'file'), 'one');
  await chmod(join(folder, 'file'), 0o600);
  await symlink('file', join(folder, 'link'));
  await replaceFile(join(folder, 'link'), 'two');
  expect(await readlink(join(folder, 'link'))).toBe('file');
  expect(await readFile(join(folder, 'file'), 'utf8')).toBe('two');
  expect((await stat(join(folder, 'file'))).mode & 0o777).toBe(0o600);
});
