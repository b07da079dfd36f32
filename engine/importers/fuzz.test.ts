import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../graph/errors.ts';
import { type ByteFile, memoryFile } from './byte-file.ts';
import { guessColumns } from './columns.ts';
import type { FileReader, RawData, RawTensor } from './definition.ts';
import { readPickle } from './pickle.ts';
import { pickledMatrix } from './pickled-arrays.ts';
import { fileCandidates, fileReaders, openFile } from './registry.ts';
import { fixtureBytes } from './testing/files.ts';
import { mutated } from './testing/mutation.ts';
import { rowCount } from './tensor-file.ts';

/** `NETLOOM_FUZZ=20000` looks longer, with another seed at each run; fast-check prints the seed of what it finds. */
const extended = Number(process.env.NETLOOM_FUZZ ?? 0);
const parameters = extended > 0 ? { numRuns: extended } : { numRuns: 60, seed: 4 };

const bytesOf = (text: string) => new TextEncoder().encode(text);
const idx = Uint8Array.from([0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 5, ...new Uint8Array(100).map((_, i) => i)]);
const csv = bytesOf(`名称,value,"a ""b"""\n${'苹果,1.5,"x\ny"\n梨,NA,z\n'.repeat(30)}`);
const cifar = Uint8Array.from({ length: 3 * 3073 }, (_, i) => (i % 3073 === 0 ? 7 : i % 251));

/** Valid files of each reader. */
const seeds: Readonly<Record<string, readonly (readonly [string, Uint8Array])[]>> = {
  delimited: [
    ['a.csv', csv],
    ['a.csv.gz', gzipSync(csv)],
    ['gbk.csv', Uint8Array.from(Buffer.from('b3c7cad02cc8cbbfda0ab1b1bea92c323138390ac9cfbaa32c323438370a', 'hex'))],
  ],
  'json-lines': [
    ['a.jsonl', bytesOf('{"a": [1, {"b": null}], "c": {"d": "文"}}\n{"a": [], "e": true}\n'.repeat(10))],
    ['a.json', bytesOf('[{"a": 1}, {"a": 2e5}]')],
  ],
  parquet: ['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'].map(
    (codec) => [`${codec}.parquet`, fixtureBytes(`${codec}.parquet`)] as const,
  ),
  text: [['a.txt', bytesOf('ham\tSee you\nspam\tWin now\nham\tOk then\nham\tYes 好\n')]],
  npy: ['float32', 'fortran', 'float16', 'int64', 'text', 'bytes'].map((name) => [`${name}.npy`, fixtureBytes(`${name}.npy`)] as const),
  'word-vectors': [
    ['glove.txt', bytesOf(`${['the', '苹果', 'a'].map((word) => `${word} ${'0.5 -1e-3 '.repeat(8).trim()}`).join('\n')}\n`)],
    ['vectors.vec', bytesOf('2 3\nking 1 2 3\nqueen 4 5 6\n')],
  ],
  npz: ['stored', 'compressed'].map((name) => [`${name}.npz`, fixtureBytes(`${name}.npz`)] as const),
  idx: [
    ['x-idx3-ubyte', idx],
    ['x-idx3-ubyte.gz', gzipSync(idx)],
  ],
  cifar: [['data_batch_1.bin', cifar]],
  'edge-list': [
    ['a.edges', bytesOf('# graph\n1 2 0.5\n2 3 1\n'.repeat(10))],
    ['edges.csv', bytesOf('source,target,weight\na,b,1\nb,c,2\n')],
  ],
};

/** Reads all there is, so that everything lazy is tried as well. */
async function readAll(data: RawData): Promise<void> {
  if (data.form === 'table') await guessColumns(data);
  if (data.form === 'tensors') for (const tensor of data.tensors) await readTensor(tensor);
  if (data.form === 'images') for (const { path } of data.samples) await data.open(path).then((file) => file.read(0, file.size));
}

async function readTensor(tensor: RawTensor): Promise<void> {
  const rows = rowCount(tensor.shape);
  const size = tensor.shape.slice(1).reduce((product, length) => product * length, 1);
  for (let first = 0; first < Math.min(rows, 20); first += 3) {
    const count = Math.min(3, rows - first);
    expect((await tensor.rows(first, count)).length).toBe(count * size);
  }
}

/** Ends well or with an error of the engine that names the file; looking longer, also within seconds. */
async function survives(name: string, action: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  try {
    await action();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    expect(error.message).toContain(name.replace(/\.gz$/, '').slice(0, 4));
  }
  if (extended > 0) expect(performance.now() - started).toBeLessThan(5000);
}

describe('changed files end in an error of the engine or are read', () => {
  it('has valid files of every reader', () => {
    expect(Object.keys(seeds).sort()).toEqual(fileReaders.map(({ id }) => id).sort());
  });

  for (const reader of fileReaders) {
    for (const [name, valid] of seeds[reader.id]) it(`${reader.title}: ${name}`, () => fuzz(reader, name, valid), 600_000);
  }

  it('zip archives of pictures', async () => {
    const valid = zipSync({ 'cat/1.png': bytesOf('picture '.repeat(40)), 'dog/2.png': Uint8Array.of(1, 2, 3) });
    await fc.assert(
      fc.asyncProperty(mutated(valid), (bytes) => survives('a.zip', async () => readAll(await openFile(memoryFile('a.zip', bytes))))),
      parameters,
    );
  }, 600_000);

  it.each([0, 2, 4])(
    'pickles of protocol %i',
    async (protocol) => {
      for (const part of ['allx', 'ally', 'graph']) {
        const valid = fixtureBytes(`planetoid/protocol${protocol}/ind.protocol${protocol}.${part}`);
        const read = async (bytes: Uint8Array) => pickledMatrix(readPickle(bytes, 'ind.x'), 'ind.x');
        await fc.assert(
          fc.asyncProperty(mutated(valid), (bytes) => survives('ind.x', () => read(bytes))),
          parameters,
        );
      }
    },
    600_000,
  );

  it('bytes without any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) =>
        survives('x', () => readAllKinds(memoryFile('x', bytes))),
      ),
      parameters,
    );
  }, 600_000);
});

async function fuzz(reader: FileReader, name: string, valid: Uint8Array): Promise<void> {
  await readAll(await reader.open(memoryFile(name, valid), {}));
  await fc.assert(
    fc.asyncProperty(mutated(valid), (bytes) =>
      survives(name, async () => {
        const file = memoryFile(name, bytes);
        await fileCandidates(file);
        await readAll(await reader.open(file, { duplicateColumns: 'number' }));
      }),
    ),
    parameters,
  );
}

async function readAllKinds(file: ByteFile): Promise<void> {
  await fileCandidates(file);
  for (const reader of fileReaders) await survives(file.name, async () => readAll(await reader.open(file, {})));
}
