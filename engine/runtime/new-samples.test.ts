import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
