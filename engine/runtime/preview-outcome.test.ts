import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importData } from './import-data.ts';
import { previewImport } from './preview-import.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'netloom-pictures-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

async function put(path: string, width: number, height: number, channels: 1 | 3 | 4, values: Uint8Array): Promise<void> {
  await mkdir(join(home, path, '..'), { recursive: true });
  const picture = sharp(values, { raw: { width, height, channels } });
  await writeFile(join(home, path), await (channels === 1 ? picture.toColourspace('b-w') : picture).png().toBuffer());
}

const filled = (size: number, seed: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => (i * 7 + seed * 31) % 256);

describe('a preview of many pictures', () => {
  it('says what the import stores, of all classes, and what pictures lose on the way', async () => {
    for (const [k, name] of ['圆', '方', '三角'].entries())
      for (let i = 0; i < 30; i += 1) {
        const channels = i === 7 ? 4 : 3;
        await put(`shapes/${name}/${i}.png`, 6, 6, channels, filled(36 * channels, 100 * k + i));
      }
    await put('shapes/方/wide.png', 12, 6, 3, filled(12 * 6 * 3, 1));
    const request = { paths: [join(home, 'shapes')], options: { id: 'shapes' } };
    const preview = await previewImport(request);
    const { info, notes } = await importData({ ...request, folder: join(home, 'datasets') });
    expect(preview.info?.fields).toEqual(info.fields);
    expect(new Set(preview.samples?.fields.target.values).size).toBe(3);
    expect(notes).toEqual([
      'Pictures are of unlike sizes; they are resized to 64×64. Another size may be chosen.',
      '1 picture of other proportions: stretched to fit. Crop them before the import where that matters.',
      '3 pictures with transparency: laid on black.',
    ]);
  });

  it('knows the classes of masks that only few pictures have', async () => {
    for (let i = 0; i < 80; i += 1) {
      await put(`seg/images/${i}.png`, 4, 4, 3, filled(48, i));
      await put(`seg/masks/${i}.png`, 4, 4, 1, new Uint8Array(16).fill(i === 33 ? 2 : i % 2, 8));
    }
    const preview = await previewImport({ paths: [join(home, 'seg')], options: { id: 'seg' } });
    expect(preview.info?.fields.find(({ name }) => name === 'mask')?.classes).toHaveLength(3);
  });
});

describe('a preview of rows that follow each other in time', () => {
  it('offers windows, unless there are some already or the days jump', async () => {
    const rows = (day: (i: number) => number) =>
      Array.from({ length: 40 }, (_, i) => `2024-01-${String(day(i) + 1).padStart(2, '0')} 0${i % 4}:00,${i % 7},${i % 5}`);
    const write = (day: (i: number) => number) => writeFile(join(home, 'energy.csv'), `time,load,price\n${rows(day).join('\n')}\n`);
    const notes = async (window?: { length: number; horizon: number; stride: number; step: string }) =>
      (await previewImport({ paths: [join(home, 'energy.csv')], options: { id: '', ...(window && { window }) } })).notes.join(' ');
    await write((i) => Math.floor(i / 4));
    expect(await notes()).toMatch(/^“time” counts on from row to row\. If the rows are steps of a series, take windows/);
    expect(await notes({ length: 4, horizon: 1, stride: 1, step: 'hour' })).not.toMatch(/counts on/);
    await write((i) => (i * 7) % 10);
    expect(await notes()).not.toMatch(/counts on/);
  });
});
