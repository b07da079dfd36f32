import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DatasetField } from '../data/dataset.ts';
import { fixtureBytes, refusal } from '../importers/testing/files.ts';
import { readNewSamples } from './new-samples.ts';

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'netloom-新-'));
});

afterEach(() => rmSync(place, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(place, name);
  writeFileSync(path, content);
  return path;
}

const scaled = { scale: 1, offset: 0 };
const table: DatasetField = {
  name: 'features',
  label: 'Columns',
  role: 'input',
  semantics: 'table',
  dtype: 'float32',
  shape: [2],
  columns: [
    { name: '高', ...scaled, missing: 0 },
    { name: 'place', ...scaled, missing: 0, values: ['shade', 'sun'] },
  ],
};
const image: DatasetField = { name: 'image', label: 'Image', role: 'input', semantics: 'image', dtype: 'float32', shape: [1, 2, 2] };
const ragged = { mean: 1, max: 1, percentile95: 1 };
const text: DatasetField = { name: 'text', label: 'review', role: 'input', semantics: 'text', dtype: 'uint8', shape: [], ragged };

it('reads columns by name, tells unknown values and names those that lack', async () => {
  const path = put('a.csv', 'place,id,高\nsun,1,2.5\nmoon,2,\n');
  const read = await readNewSamples({ paths: [path] }, [table]);
  expect(read).toMatchObject({ samples: 2, inputs: { features: Float32Array.of(2.5, 1, NaN, NaN) } });
  expect(read?.notes.join(' ')).toMatch(/passed over: id\. .*"place" are unknown to the training .*: moon\./);
  expect(await refusal(() => readNewSamples({ paths: [put('b.csv', 'place,x\nsun,1\n')] }, [table]))).toMatch(
    /^bad-input: b\.csv lacks columns that the network was trained on: 高/,
  );
});

it('reads pictures of a folder, lines of text and arrays', async () => {
  const raw = { raw: { width: 4, height: 4, channels: 3 } } as const;
  put('图.png', await sharp(new Uint8Array(48).fill(100), raw).png().toBuffer());
  expect(await readNewSamples({ paths: [place] }, [image])).toMatchObject({
    samples: 1,
    names: ['图.png'],
    inputs: { image: Uint8Array.of(100, 100, 100, 100) },
  });
  for (const [storedType, scale, offset, stored] of [
    ['uint8', 1 / 16, 0, Uint8Array.of(6, 6, 6, 6)],
    ['float32', 0.5, 1, new Float32Array(4).fill((100 / 255 - 1) / 0.5)],
  ] as const) {
    const field = { ...image, preprocessing: { scale, offset } };
    expect((await readNewSamples({ paths: [place] }, [field], new Map([['image', storedType]])))?.inputs).toEqual({ image: stored });
  }
  const lines = await readNewSamples({ paths: [put('a.txt', 'fine, 好\nbad\n')] }, [text]);
  expect(lines).toMatchObject({ samples: 2, offsets: { text: Uint32Array.of(0, 9, 12) } });
  const wrong = put('a.npy', fixtureBytes('float32.npy'));
  expect(await refusal(() => readNewSamples({ paths: [wrong] }, [image]))).toMatch(
    /^bad-input: Samples of Image have the shape \[1, 2, 2\]/,
  );
});

const days: DatasetField = {
  name: 'steps',
  label: 'Steps',
  role: 'input',
  semantics: 'signal',
  dtype: 'float32',
  shape: [2, 3],
  columns: [
    { name: '雨', ...scaled },
    { name: 'sun', ...scaled },
  ],
};

it('cuts each full window of the rows of a series', async () => {
  const path = put('a.csv', 'sun,雨,note\n,,x\n1,10,x\n2,20,x\n,30,x\n4,40,x\n');
  const read = await readNewSamples({ paths: [path] }, [days]);
  expect(read).toMatchObject({ samples: 2, inputs: { steps: Float32Array.of(10, 20, 30, 1, 2, 2, 20, 30, 40, 2, 2, 4) } });
  expect(read?.notes.join(' ')).toMatch(/prediction 0 follows step 3.* 1 missing numbers take .* 1 steps at the beginning are left out/);
  const falling = put('b.csv', 'date,sun,雨\n2026-02-03,3,30\n2026-02-02,2,20\n2026-02-01,1,10\n');
  const turned = await readNewSamples({ paths: [falling] }, [days]);
  expect(turned).toMatchObject({ samples: 1, inputs: { steps: Float32Array.of(10, 20, 30, 1, 2, 3) } });
  expect(turned?.notes.join(' ')).toMatch(/put in the order of "date"/);
  expect(await refusal(() => readNewSamples({ paths: [put('c.csv', 'sun,雨\n1,2\n')] }, [days]))).toMatch(
    /^no-samples: c\.csv has 1 steps/,
  );
  expect(await refusal(() => readNewSamples({ paths: [put('d.csv', 'sun\n1\n')] }, [days]))).toMatch(
    /^bad-input: d\.csv lacks columns .* 雨/,
  );
});

/** An array of bytes or floats as numpy writes it. */
function npy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array {
  const header = `${`{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117)}\n`;
  return Uint8Array.from([
    0x93,
    ...new TextEncoder().encode('NUMPY'),
    1,
    0,
    header.length,
    0,
    ...new TextEncoder().encode(header),
    ...values,
  ]);
}

const pixels = Uint8Array.from({ length: 8 }, (_, i) => 30 * i);

it.each([
  ['images.npy', npy('|u1', [2, 2, 2], pixels)],
  ['images.npz', zipSync({ 'x.npy': npy('|u1', [2, 2, 2], pixels), 'y.npy': npy('|u1', [2], Uint8Array.of(1, 0)) })],
  ['t10k-images-idx3-ubyte', Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, ...pixels)],
])('reads the pictures of %s', async (name, bytes) => {
  const read = await readNewSamples({ paths: [put(name, bytes)] }, [image]);
  expect(read).toMatchObject({ samples: 2, inputs: { image: pixels } });
});

it('reads the pictures of a zip, by their names', async () => {
  const png = async (value: number) =>
    Uint8Array.from(
      await sharp(new Uint8Array(4).fill(value), { raw: { width: 2, height: 2, channels: 1 } })
        .toColourspace('b-w')
        .png()
        .toBuffer(),
    );
  const path = put('新.zip', zipSync({ 'new/一.png': await png(7), 'new/二.png': await png(200), 'new/readme.txt': Uint8Array.of(65) }));
  expect(await readNewSamples({ paths: [path] }, [image])).toMatchObject({
    samples: 2,
    inputs: { image: Uint8Array.of(7, 7, 7, 7, 200, 200, 200, 200) },
    names: [expect.stringContaining('一.png'), expect.stringContaining('二.png')],
  });
});
