import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { fileCandidates, folderCandidates, openFile, openFolder, readers } from './registry.ts';
import { memoryFolder } from './source-folder.ts';
import { asTable, fixture, fixtureBytes, refusal, rowsOf, textFile } from './testing/files.ts';

const surest = async (name: string, content: string | Uint8Array) =>
  (await fileCandidates(typeof content === 'string' ? textFile(name, content) : memoryFile(name, content)))[0]?.reader.id;

const idx = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 8);

describe('recognising a file', () => {
  it.each([
    ['a.csv', 'a,b\n1,2\n', 'delimited'],
    ['a.tsv', 'a\tb\n1\t2\n', 'delimited'],
    ['表.txt', 'a;b\n1;2\n3;4\n', 'delimited'],
    ['a.txt', 'Call me Ishmael.\nSome years ago I went to sea.\n', 'text'],
    ['sms.txt', 'ham\tSee you, Ann\nspam\tWin now\nham\tOk, fine\nham\tYes\n', 'text'],
    ['a.jsonl', '{"a": 1}\n', 'json-lines'],
    ['a.json', '[\n  {"a": 1}]', 'json-lines'],
    ['noending', '{"a": 1}\n{"a": 2}\n', 'json-lines'],
    ['glove.txt', ', 0.1 0.2 0.3 4\nthe 1 2 3 4\n', 'word-vectors'],
    ['numbers.txt', '1 0.1 0.2 0.3 4\n2 1 2 3 4\n', 'text'],
    ['table.csv', 'a,1,2,3,4\nb,1,2,3,4\n', 'delimited'],
    ['web.edges', '1 2\n2 3\n', 'edge-list'],
    ['edges.csv', 'source,target\n1,2\n', 'edge-list'],
    ['x-idx1-ubyte', idx, 'idx'],
    ['data_batch_1.bin', new Uint8Array(3073), 'cifar'],
    ['x-idx1-ubyte.gz', gzipSync(idx), 'idx'],
    ['a.csv.gz', gzipSync(new TextEncoder().encode('a,b\n1,2\n')), 'delimited'],
  ])('%s', async (name, content, id) => {
    expect(await surest(name, content)).toBe(id);
  });

  it.each([
    ['none.parquet', 'parquet'],
    ['float32.npy', 'npy'],
    ['stored.npz', 'npz'],
  ])('%s by its content', async (name, id) => {
    expect((await fileCandidates(fixture(name)))[0].reader.id).toBe(id);
    if (id !== 'npz') expect(await surest('renamed', fixtureBytes(name))).toBe(id);
  });

  it('refuses what nobody reads, saying what is read', async () => {
    expect(
      await refusal(() =>
        openFile(
          memoryFile(
            'a.exe',
            Uint8Array.from({ length: 300 }, (_, i) => (i * 7) % 256),
          ),
        ),
      ),
    ).toMatch(/^unsupported-file: a.exe: no reader knows it. These are read: CSV or TSV, /);
    expect(await refusal(() => openFile(textFile('a.csv', '')))).toMatch(/the file is empty/);
    expect(await refusal(() => openFile(textFile('a.csv', 'a'), { reader: 'excel' }))).toMatch(
      /^unknown-reader: Expected one of delimited/,
    );
  });

  it('reads with the reader and the settings that are named', async () => {
    const table = asTable(await openFile(textFile('a.csv', 'a,b\n'), { reader: 'text' }));
    expect(await rowsOf(table)).toEqual([{ text: 'a,b' }]);
  });
});

describe('recognising a folder', () => {
  const folder = (...paths: readonly string[]) =>
    memoryFolder(
      'data',
      paths.map((path) => memoryFile(path, new Uint8Array(3073))),
    );

  it.each([
    ['image-folder', ['train/cat/1.png', 'train/dog/2.png']],
    ['image-masks', ['images/1.png', 'images/2.png', 'masks/1.png', 'masks/2.png']],
    ['image-masks', ['1.jpg', '1_mask.png', '2.jpg', '2_mask.png']],
    ['idx-folder', ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']],
    ['cifar-folder', ['data_batch_1.bin', 'test_batch.bin', 'readme.html']],
    ['graph-folder', ['edges.csv', 'nodes.csv']],
  ])('as %s', (id, paths) => {
    expect(folderCandidates(folder(...paths))[0].reader.id).toBe(id);
  });

  it('opens an archive as the folder it holds', async () => {
    const bytes = zipSync({ 'pets/cat/1.png': Uint8Array.of(1), 'pets/dog/2.png': Uint8Array.of(2) });
    expect(await openFile(memoryFile('pets.zip', bytes))).toMatchObject({ form: 'images', classes: ['cat', 'dog'] });
  });

  it('refuses an empty folder', async () => {
    expect(await refusal(() => openFolder(memoryFolder('empty', [])))).toMatch(/no reader knows it/);
  });
});

it('has readers with ids of their own', () => {
  expect(new Set(readers.map(({ id }) => id)).size).toBe(readers.length);
});
