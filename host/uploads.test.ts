import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UPLOAD_PART_BYTES, Uploads } from './uploads.ts';

let folder: string;
let uploads: Uploads;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-uploads-'));
  uploads = await Uploads.open(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const textOf = (path: string) => readFile(path, 'utf8');
const bad = (message: RegExp): unknown => expect.objectContaining({ code: 'bad-upload', message: expect.stringMatching(message) });

describe('an upload', () => {
  it('keeps the parts of its files in their places, in whatever order they come', async () => {
    const id = await uploads.begin([
      { path: '数据/一.csv', size: 6 },
      { path: '数据/深/二.csv', size: 2 },
      { path: 'empty.txt', size: 0 },
    ]);
    await Promise.all([
      uploads.part(id, 0, 4, bytes('ef')),
      uploads.part(id, 1, 0, bytes('xy')),
      uploads.part(id, 0, 0, bytes('ab')),
      uploads.part(id, 0, 2, bytes('cd')),
      uploads.part(id, 0, 2, bytes('cd')),
    ]);
    await uploads.use(id, async (paths) => {
      expect(paths.map((path) => basename(path))).toEqual(['数据', 'empty.txt']);
      expect(await textOf(join(paths[0], '一.csv'))).toBe('abcdef');
      expect(await textOf(join(paths[0], '深', '二.csv'))).toBe('xy');
      expect(await textOf(paths[1])).toBe('');
    });
    await uploads.discard(id);
    expect(await readdir(folder)).toEqual([]);
    await expect(uploads.part(id, 0, 0, bytes('a'))).rejects.toMatchObject({ code: 'unknown-upload' });
    await uploads.discard(id);
  });

  it.each([
    '../a',
    'a/../../b',
    '/etc/passwd',
    'C:/a',
    'c:a',
    '..',
    '.',
    'a/./b',
    'a//b',
    'a/',
    '',
    'a\\b',
    'a\0b',
    'x'.repeat(256),
    '长'.repeat(90),
    'a/'.repeat(70) + 'b',
    'a\ud800',
  ])('refuses the path %j', async (path) => {
    await expect(uploads.begin([{ path, size: 1 }])).rejects.toEqual(bad(/can't be stored/));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [[], /Nothing was chosen/],
    [[{ path: 'a', size: -1 }], /whole number/],
    [[{ path: 'a', size: 1.5 }], /whole number/],
    [[{ path: 'a', size: Infinity }], /whole number|list of files/],
    [[{ path: 'a' }], /list of files/],
    ['a', /list of files/],
    [
      [
        { path: 'a', size: 1 },
        { path: 'a', size: 1 },
      ],
      /twice/,
    ],
    [
      [
        { path: 'a', size: 1 },
        { path: 'a/b/c', size: 1 },
      ],
      /a file and a folder/,
    ],
  ])('refuses %j', async (files, message) => {
    await expect(uploads.begin(files as { path: string; size: number }[])).rejects.toEqual(bad(message));
  });

  it('refuses more than the disk holds, and says how much that is', async () => {
    const begun = uploads.begin([{ path: 'a', size: 2 ** 52 }]);
    await expect(begun).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/4,503,599,628 MB, but only [\d,]+ MB/),
    });
  });

  it.each([
    [0, 9, 'xy', /10 bytes; bytes 9 to 11/],
    [0, -1, 'a', /bytes -1/],
    [0, 0.5, 'a', /bytes 0.5/],
    [2, 0, 'a', /none with the number 2/],
    [0.5, 0, 'a', /none with the number/],
  ])('refuses bytes that were not declared: file %s from %s on', async (file, offset, text, message) => {
    const id = await uploads.begin([
      { path: 'a', size: 10 },
      { path: 'b', size: 10 },
    ]);
    await expect(uploads.part(id, file, offset, bytes(text))).rejects.toEqual(bad(message));
  });

  it('refuses parts that are too large or no bytes', async () => {
    const id = await uploads.begin([{ path: 'a', size: 10 * UPLOAD_PART_BYTES }]);
    await expect(uploads.part(id, 0, 0, new Uint8Array(UPLOAD_PART_BYTES + 1))).rejects.toEqual(bad(/at most 4194304 bytes/));
    await expect(uploads.part(id, 0, 0, [1] as never)).rejects.toEqual(bad(/at most/));
    await uploads.part(id, 0, 0, new Uint8Array(UPLOAD_PART_BYTES));
  });

  it('is not read before all bytes have come', async () => {
    const id = await uploads.begin([{ path: 'a', size: 4 }]);
    const read = () => uploads.use(id, async (paths) => textOf(paths[0]));
    await expect(read()).rejects.toMatchObject({ code: 'upload-incomplete', message: expect.stringContaining('of which 0 have come') });
    await uploads.part(id, 0, 3, bytes('d'));
    await uploads.part(id, 0, 0, bytes('ab'));
    await expect(read()).rejects.toMatchObject({ code: 'upload-incomplete', message: expect.stringContaining('of which 3 have come') });
    await uploads.part(id, 0, 1, bytes('bc'));
    expect(await read()).toBe('abcd');
  });

  it('stays until it has been read', async () => {
    const id = await uploads.begin([{ path: 'a', size: 1 }]);
    await uploads.part(id, 0, 0, bytes('a'));
    let go: () => void = () => undefined;
    const reading = await new Promise<{ readonly done: Promise<string> }>((begun) => {
      const done = uploads.use(id, async (paths) => {
        await new Promise<void>((resolve) => {
          go = resolve;
          begun({ done });
        });
        return textOf(paths[0]);
      });
    });
    const discarding = uploads.discard(id);
    await expect(uploads.use(id, async () => 1)).rejects.toMatchObject({ code: 'unknown-upload' });
    go();
    expect(await reading.done).toBe('a');
    await discarding;
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the folder of uploads', () => {
  it('is cleared of what dead processes left, and of nothing else', async () => {
    const kept = await uploads.begin([{ path: 'a', size: 1 }]);
    await mkdir(join(folder, '2147483646-left', 'deep'), { recursive: true });
    await writeFile(join(folder, '2147483646-left', 'deep', 'a'), 'a');
    await mkdir(join(folder, 'strange'));
    await Uploads.open(folder);
    expect(await readdir(folder)).toEqual([kept]);
    await uploads.close();
    expect(await readdir(folder)).toEqual([]);
  });
});
