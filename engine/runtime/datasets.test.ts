import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadDataset } from './datasets.ts';

const SHIPPED = new URL('../../datasets', import.meta.url).pathname;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'netloom-datasets-'));
  cpSync(join(SHIPPED, 'digits'), join(directory, 'digits'), { recursive: true });
});

afterEach(() => rmSync(directory, { recursive: true }));

function change(file: string, edit: (bytes: Buffer) => Buffer | string): void {
  const path = join(directory, 'digits', file);
  writeFileSync(path, edit(readFileSync(path)));
}

describe('loadDataset', () => {
  it('reads a folder once', async () => {
    const first = await loadDataset('digits', directory);
    expect(await loadDataset('digits', directory)).toBe(first);
    expect(first.test.size).toBe(359);
  });

  it('generates toys without files', async () => {
    expect((await loadDataset('moons', '/nowhere')).train.size).toBe(1000);
  });

  it('refuses an id that is not declared', async () => {
    await expect(loadDataset('../secrets', directory)).rejects.toMatchObject({ code: 'unknown-dataset' });
  });

  it('names a missing file and what to do', async () => {
    rmSync(join(directory, 'digits', 'test-image.gz'));
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({
      code: 'bad-dataset',
      message: expect.stringMatching(/digits.test-image\.gz can't be read\. Restore the datasets folder/),
    });
  });

  it('refuses a file with a changed byte', async () => {
    change('train-image.gz', (bytes) => {
      bytes[bytes.length >> 1] ^= 1;
      return bytes;
    });
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({
      code: 'bad-dataset',
      message: expect.stringMatching(/train-image\.gz is damaged: its content was changed or cut short\. Restore/),
    });
  });

  it('refuses a header that is not JSON', async () => {
    change('dataset.json', () => '{');
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({
      code: 'bad-dataset',
      message: expect.stringContaining('is not JSON'),
    });
  });

  it('refuses a header of another dataset', async () => {
    change('dataset.json', () => readFileSync(join(SHIPPED, 'mnist', 'dataset.json')));
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({
      code: 'bad-dataset',
      message: expect.stringContaining('"digits" was expected'),
    });
  });

  it('refuses a file name that leaves the folder', async () => {
    change('dataset.json', (bytes) => bytes.toString().replace('test-digit.gz', '../test-digit.gz'));
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({ code: 'bad-dataset' });
  });

  it('tries again after a failure', async () => {
    const header = readFileSync(join(directory, 'digits', 'dataset.json'));
    change('dataset.json', () => '');
    await expect(loadDataset('digits', directory)).rejects.toMatchObject({ code: 'bad-dataset' });
    change('dataset.json', () => header);
    expect((await loadDataset('digits', directory)).train.size).toBe(1438);
  });
});
