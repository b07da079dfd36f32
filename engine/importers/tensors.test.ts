import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { memoryFile } from './byte-file.ts';
import { Cifar, CifarFolder } from './cifar.ts';
import { Idx } from './idx.ts';
import { IdxFolder } from './idx-folder.ts';
import { Npy } from './npy.ts';
import { Npz } from './npz.ts';
import { memoryFolder } from './source-folder.ts';
import { asTensors, fixture, fixtureBytes, refusal, textFile } from './testing/files.ts';

async function first(name: string) {
  const { tensors } = asTensors(await Npy.open(fixture(name), {}));
  return tensors[0];
}

const quarters = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => (from + i) / 4);

describe('npy', () => {
  it.each(['float32.npy', 'fortran.npy', 'big-endian.npy'])('reads rows of %s', async (name) => {
    const tensor = await first(name);
    expect(tensor.shape).toEqual([4, 3, 2]);
    expect(Array.from(await tensor.rows(1, 2), Number)).toEqual(quarters(6, 18));
    expect(Array.from(await tensor.rows(0, 4), Number)).toEqual(quarters(0, 24));
  });

  it('reads halves, large integers, booleans, text, scalars and nothing', async () => {
    expect(await (await first('float16.npy')).rows(0, 5)).toEqual(Float32Array.of(0.5, -2, 65504, 2 ** -24, Infinity));
    expect(await (await first('int64.npy')).rows(1, 1)).toEqual(BigInt64Array.of(2n ** 62n, -(2n ** 62n)));
    expect(await (await first('bool.npy')).rows(0, 3)).toEqual(Uint8Array.of(1, 0, 1));
    expect(await (await first('text.npy')).rows(0, 3)).toEqual(['cat', '狗', '']);
    expect(await (await first('bytes.npy')).rows(1, 1)).toEqual(['do']);
    expect(await (await first('scalar.npy')).rows(0, 1)).toEqual(Float32Array.of(7));
    expect((await first('empty.npy')).shape).toEqual([0, 3]);
  });

  it('reads a packed array', async () => {
    const packed = memoryFile('x.npy.gz', gzipSync(fixtureBytes('float32.npy')));
    const { tensors } = asTensors(await Npy.open(packed, {}));
    expect(Array.from(await tensors[0].rows(3, 1), Number)).toEqual(quarters(18, 24));
    expect(Array.from(await tensors[0].rows(0, 1), Number)).toEqual(quarters(0, 6));
  });

  it('refuses objects, records and rows that aren’t there', async () => {
    expect(await refusal(() => first('objects.npy'))).toMatch(/^unsupported-file: objects.npy: it holds Python objects/);
    expect(await refusal(() => first('records.npy'))).toMatch(/records with named fields/);
    expect(await refusal(async () => (await first('float32.npy')).rows(3, 2))).toMatch(/row 4: 2 rows were asked for, it has 4/);
  });

  it('refuses headers that lie', async () => {
    const lie = (shape: string) => {
      const bytes = fixtureBytes('float32.npy');
      const text = new TextDecoder('latin1').decode(bytes).replace(/\(4, 3, 2\)/, shape);
      return refusal(() =>
        Npy.open(
          memoryFile(
            'lie.npy',
            Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
          ),
          {},
        ),
      );
    };
    expect(await lie('(4, 3, 9)')).toMatch(/its header claims .* It is cut short or its header lies/);
    expect(await lie('(4, 3, 1)')).toMatch(/More follows/);
    expect(await lie('(99999999999, 99999999999)')).toMatch(/which no file can hold/);
    expect(await refusal(() => Npy.open(memoryFile('cut.npy', fixtureBytes('float32.npy').slice(0, 40)), {}))).toMatch(/its header claims/);
    expect(await refusal(() => Npy.open(textFile('no.npy', 'hello, world, how are you'), {}))).toMatch(/begins with/);
  });
});

describe('npz', () => {
  it.each(['stored.npz', 'compressed.npz'])('reads the arrays of %s', async (name) => {
    const { tensors } = asTensors(await Npz.open(fixture(name), {}));
    const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    expect([...byName.keys()].sort()).toEqual(['x', '标签']);
    expect(Array.from((await byName.get('x')?.rows(2, 2)) ?? [], Number)).toEqual(quarters(12, 24));
    expect(await byName.get('标签')?.rows(0, 4)).toEqual(Uint8Array.of(0, 1, 1, 0));
  });

  it('refuses an archive without arrays and one that is cut short', async () => {
    const empty = memoryFile('x.npz', zipSync({ 'a.txt': Uint8Array.of(1) }));
    expect(await refusal(() => Npz.open(empty, {}))).toMatch(/there are none/);
    expect(await refusal(() => Npz.open(memoryFile('x.npz', fixtureBytes('stored.npz').slice(0, -30)), {}))).toMatch(
      /directory at the end/,
    );
  });
});

function idx(type: number, dims: readonly number[], values: readonly number[]): Uint8Array {
  const sizes = dims.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, type, dims.length, ...sizes, ...values]);
}

describe('IDX', () => {
  const pictures = idx(8, [3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);

  it('reads rows of a plain and of a packed file, forward and backward', async () => {
    for (const file of [memoryFile('images-idx3-ubyte', pictures), memoryFile('images-idx3-ubyte.gz', gzipSync(pictures))]) {
      const { tensors } = asTensors(await Idx.open(file, {}));
      expect(tensors[0]).toMatchObject({ name: 'images-idx3-ubyte', dtype: 'uint8', shape: [3, 2, 2] });
      expect(await tensors[0].rows(1, 2)).toEqual(Uint8Array.of(5, 6, 7, 8, 9, 10, 11, 255));
      expect(await tensors[0].rows(0, 1)).toEqual(Uint8Array.of(1, 2, 3, 4));
    }
  });

  it('reads big-endian numbers of several bytes', async () => {
    const { tensors } = asTensors(await Idx.open(memoryFile('x.idx', idx(0x0b, [2], [1, 2, 255, 254])), {}));
    expect(await tensors[0].rows(0, 2)).toEqual(Int16Array.of(258, -2));
  });

  it('refuses a header of 10¹² pictures, a cut file, more than it says, and another kind of file', async () => {
    const open = (bytes: Uint8Array) => refusal(() => Idx.open(memoryFile('x-ubyte', bytes), {}));
    expect(await open(idx(8, [1_000_000, 1_000_000], [1, 2]))).toMatch(/claims \[1000000×1000000\].*1000000000012 bytes in all; it has 14/);
    expect(await open(gzipSync(idx(8, [1_000_000, 1_000_000], [1, 2])))).toMatch(/claims \[1000000×1000000\]/);
    expect(await open(idx(8, [2 ** 32 - 1, 2 ** 32 - 1], []))).toMatch(/which no file can hold/);
    expect(await open(pictures.slice(0, -1))).toMatch(/cut short/);
    expect(await open(gzipSync(pictures.slice(0, -1)))).toMatch(/cut short/);
    expect(await open(Uint8Array.from([...pictures, 0]))).toMatch(/More follows/);
    expect(await open(gzipSync(Uint8Array.from([...pictures, ...new Uint8Array(100_000)])))).toMatch(/More follows/);
    expect(await open(Uint8Array.of(1, 2, 3, 4))).toMatch(/byte 0: an IDX file begins with/);
    expect(await open(Uint8Array.of(0, 0, 8, 9, 0))).toMatch(/ends within its header/);
  });

  it('pairs pictures with labels in a folder', async () => {
    const labels = (count: number) => idx(8, [count], new Array<number>(count).fill(1));
    const folder = (count: number) =>
      memoryFolder('mnist', [
        memoryFile('raw/train-images-idx3-ubyte.gz', gzipSync(pictures)),
        memoryFile('raw/train-labels-idx1-ubyte', labels(count)),
        memoryFile('raw/t10k-images-idx3-ubyte', pictures),
        memoryFile('raw/t10k-labels-idx1-ubyte.gz', gzipSync(labels(3))),
      ]);
    expect(IdxFolder.sniff(folder(3))).toBe(1);
    const { tensors } = asTensors(await IdxFolder.open(folder(3), {}));
    expect(tensors.map(({ split, role }) => `${split} ${role}`).sort()).toEqual([
      'test input',
      'test target',
      'train input',
      'train target',
    ]);
    expect(await refusal(() => IdxFolder.open(folder(2), {}))).toMatch(
      /as many labels as pictures were expected for train, there are 2 and 3/,
    );
  });
});

describe('CIFAR', () => {
  const batch = (labels: readonly number[], coarse = false) =>
    Uint8Array.from(labels.flatMap((label) => [...(coarse ? [1] : []), label, ...new Uint8Array(3072).fill(label + 100)]));

  it('reads pictures and labels of CIFAR-10 and CIFAR-100', async () => {
    const { tensors } = asTensors(await Cifar.open(memoryFile('data_batch_1.bin', batch([3, 9])), {}));
    expect(tensors.map(({ name, shape }) => [name, shape])).toEqual([
      ['images', [2, 3, 32, 32]],
      ['labels', [2]],
    ]);
    expect(await tensors[1].rows(0, 2)).toEqual(Uint8Array.of(3, 9));
    expect((await tensors[0].rows(1, 1))[3071]).toBe(109);
    const hundred = asTensors(await Cifar.open(memoryFile('train.bin', batch([42], true)), {}));
    expect(hundred.tensors.map(({ name }) => name)).toEqual(['images', 'coarse-labels', 'fine-labels']);
  });

  it('joins the batches of a folder and reads the names of classes', async () => {
    const folder = memoryFolder('cifar', [
      memoryFile('data_batch_1.bin', batch([3, 9])),
      memoryFile('data_batch_2.bin', batch([5])),
      memoryFile('test_batch.bin', batch([7])),
      textFile('batches.meta.txt', 'airplane\nautomobile\n\n'),
    ]);
    expect(CifarFolder.sniff(folder)).toBeGreaterThan(0.9);
    const { tensors } = asTensors(await CifarFolder.open(folder, {}));
    const labels = tensors.find(({ name, split }) => name === 'labels' && split === 'train');
    expect(labels?.classes).toEqual(['airplane', 'automobile']);
    expect(await labels?.rows(1, 2)).toEqual(Uint8Array.of(9, 5));
    const images = tensors.find(({ name, split }) => name === 'images' && split === 'train');
    expect((await images?.rows(1, 2))?.length).toBe(2 * 3072);
  });

  it('refuses another length', async () => {
    expect(await refusal(() => Cifar.open(memoryFile('x.bin', new Uint8Array(3000)), {}))).toMatch(/records of 3,073 bytes/);
  });
});
