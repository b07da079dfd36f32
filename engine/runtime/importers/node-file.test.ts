import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunksOf } from '../../importers/byte-file.ts';
import { openFile, openFolder } from '../../importers/registry.ts';
import { asTable, refusal, rowsOf } from '../../importers/testing/files.ts';
import { openNodeFile, openNodeFolder } from './node-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-导入-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a file on disk', () => {
  it('gives the bytes that are asked for, with Chinese in its path', async () => {
    const path = join(folder, '数据.csv');
    await writeFile(path, '列,值\n一,1\n二,2\n');
    const file = await openNodeFile(path);
    expect(file.name).toBe('数据.csv');
    expect(new TextDecoder().decode(await file.read(4, 3))).toBe('值');
    expect(await rowsOf(asTable(await openFile(file)))).toEqual([
      { 列: '一', 值: '1' },
      { 列: '二', 值: '2' },
    ]);
    await file.close();
  });

  it('refuses bytes past its end, a folder, a file that isn’t there, one that is cut while it is read', async () => {
    const path = join(folder, 'a.bin');
    await writeFile(path, new Uint8Array(1000));
    const file = await openNodeFile(path);
    expect(await refusal(() => file.read(990, 11))).toMatch(
      /^bad-file: a.bin, byte 990: 11 bytes were expected, the file ends at byte 1000/,
    );
    await truncate(path, 500);
    expect(await refusal(() => file.read(400, 200))).toMatch(/byte 500: the file was cut short while it was read/);
    await file.close();
    expect(await refusal(() => openNodeFile(folder))).toMatch(/a file was expected/);
    expect(await refusal(() => openNodeFile(join(folder, 'none')))).toMatch(/it can't be read/);
  });

  it('holds a part of a large file in memory at a time', async () => {
    const path = join(folder, 'sparse.bin');
    await writeFile(path, '');
    await truncate(path, 2 ** 32);
    const file = await openNodeFile(path);
    expect(file.size).toBe(2 ** 32);
    expect(await file.read(2 ** 32 - 4, 4)).toEqual(new Uint8Array(4));
    for await (const chunk of chunksOf(file)) {
      expect(chunk.length).toBeLessThan(2 ** 20);
      break;
    }
    await file.close();
  });
});

describe('a folder on disk', () => {
  it('lists its files below, without links and hidden ones', async () => {
    for (const name of ['train/猫', 'train/狗', '.git']) await mkdir(join(folder, name), { recursive: true });
    for (const name of ['train/猫/1.png', 'train/狗/2.png', 'train/猫/.DS_Store', '.git/x.png']) await writeFile(join(folder, name), 'x');
    await symlink('/etc', join(folder, 'train/link'));
    const source = await openNodeFolder(folder);
    expect(source.entries.map(({ path }) => path)).toEqual(['train/狗/2.png', 'train/猫/1.png']);
    expect(await (await source.open('train/猫/1.png')).read(0, 1)).toEqual(Uint8Array.of(120));
    expect(await openFolder(source)).toMatchObject({ form: 'images', classes: ['狗', '猫'] });
    expect(await refusal(() => source.open('../x'))).toMatch(/it holds no \.\.\/x/);
  });
});
