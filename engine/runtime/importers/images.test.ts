import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../importers/byte-file.ts';
import { crc32 } from '../../importers/crc32.ts';
import { refusal } from '../../importers/testing/files.ts';
import { imageDecoder } from './images.ts';

const { header, decode } = imageDecoder;

/** A picture of 3 columns and 2 rows: red, green, blue; black, white, grey. */
const colours = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 128, 128, 128]);
const picture = () => sharp(colours, { raw: { width: 3, height: 2, channels: 3 } });

async function fileOf(image: Sharp, name: string) {
  return memoryFile(name, Uint8Array.from(await image.toBuffer()));
}

function fixture(name: string) {
  return memoryFile(name, Uint8Array.from(readFileSync(join(import.meta.dirname, '../../importers/fixtures', name))));
}

describe('pictures', () => {
  it('reads lossless formats to the bit', async () => {
    for (const [name, image] of [
      ['图.png', picture().png()],
      ['a.webp', picture().webp({ lossless: true })],
      ['a.tiff', picture().tiff({ compression: 'lzw' })],
    ] as const) {
      const file = await fileOf(image, name);
      expect(await header(file)).toMatchObject({ width: 3, height: 2, channels: 3, depth: 8, pages: 1 });
      expect(await decode(file, {})).toMatchObject({ width: 3, height: 2, channels: 3, values: colours });
    }
  });

  it('reads GIF, the first picture of an animation', async () => {
    const file = await fileOf(picture().gif(), 'a.gif');
    expect((await decode(file, { channels: 3 })).values.slice(0, 3)).toEqual(Uint8Array.of(255, 0, 0));
  });

  it('turns a photograph as its EXIF says', async () => {
    const file = await fileOf(picture().jpeg({ quality: 100 }).withMetadata({ orientation: 6 }), 'a.jpg');
    expect(await header(file)).toMatchObject({ format: 'jpeg', width: 2, height: 3 });
    const { width, height, values } = await decode(file, {});
    expect([width, height, values.length]).toEqual([2, 3, 18]);
  });

  it('keeps 16 bits, or scales them to 8', async () => {
    for (const name of ['grey16.png', 'grey16.tiff']) {
      const file = fixture(name);
      expect(await header(file)).toMatchObject({ width: 4, height: 3, channels: 1, depth: 16 });
      const ramp = Array.from({ length: 12 }, (_, i) => i * 5000);
      expect((await decode(file, {})).values).toEqual(Uint16Array.from(ramp));
      const bytes = (await decode(file, { depth: 8 })).values;
      expect(bytes).toBeInstanceOf(Uint8Array);
      bytes.forEach((value, i) => expect(Math.abs(value - ramp[i] / 257)).toBeLessThan(1.01));
    }
  });

  it('keeps alpha, or blends it with black', async () => {
    const half = sharp(Uint8Array.of(200, 100, 50, 128), { raw: { width: 1, height: 1, channels: 4 } });
    const file = await fileOf(half.png(), 'a.png');
    expect((await decode(file, {})).values).toEqual(Uint8Array.of(200, 100, 50, 128));
    const blended = (await decode(file, { channels: 3 })).values;
    [100, 50, 25].forEach((value, i) => expect(Math.abs(blended[i] - value)).toBeLessThan(2));
  });

  it('makes grey of colour and colour of grey', async () => {
    const file = await fileOf(picture().png(), 'a.png');
    const grey = await decode(file, { channels: 1 });
    expect([grey.values.length, grey.values[3], grey.values[4]]).toEqual([6, 0, 255]);
    const one = await fileOf(
      sharp(Uint8Array.of(7, 200), { raw: { width: 2, height: 1, channels: 1 } })
        .toColourspace('b-w')
        .png(),
      'b.png',
    );
    expect(await header(one)).toMatchObject({ channels: 1 });
    expect((await decode(one, {})).values).toEqual(Uint8Array.of(7, 200));
    expect((await decode(one, { channels: 3 })).values).toEqual(Uint8Array.of(7, 7, 7, 200, 200, 200));
  });

  it('resizes masks without inventing classes', async () => {
    const mask = sharp(Uint8Array.of(0, 3, 3, 0), { raw: { width: 2, height: 2, channels: 1 } });
    const { values, width, height } = await decode(await fileOf(mask.png(), 'm.png'), { width: 5, height: 3, resampling: 'nearest' });
    expect([width, height]).toEqual([5, 3]);
    expect(new Set(values)).toEqual(new Set([0, 3]));
  });

  it('keeps the class numbers of a mask with a palette', async () => {
    const palette = await sharp(Uint8Array.of(0, 255, 255, 0), { raw: { width: 2, height: 2, channels: 1 } })
      .png({ palette: true })
      .toBuffer();
    expect((await decode(memoryFile('m.png', Uint8Array.from(palette)), { channels: 1 })).values).toEqual(Uint8Array.of(0, 255, 255, 0));
  });
});

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Uint8Array.from([...type].map((letter) => letter.charCodeAt(0)).concat([...data]));
  const bytes = new Uint8Array(body.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return bytes;
}

function pngOf(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 8;
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', new Uint8Array(0)),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe('bad pictures', () => {
  it('refuses a picture of 50,000 × 50,000 by its header', async () => {
    const bomb = memoryFile('bomb.png', pngOf(50_000, 50_000, deflateSync(new Uint8Array(10_000))));
    const before = process.memoryUsage().rss;
    for (const action of [() => header(bomb), () => decode(bomb, {})]) {
      expect(await refusal(action)).toMatch(
        /^file-limit: bomb.png: pictures of at most 67108864 pixels are read, its header claims 50000×50000/,
      );
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28);
  });

  it('refuses a cut picture, text, an empty file and an SVG', async () => {
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i * 31) % 251);
    for (const format of ['png', 'jpeg', 'webp', 'tiff'] as const) {
      const bytes = Uint8Array.from(
        await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
          .toFormat(format)
          .toBuffer(),
      );
      expect(await refusal(() => decode(memoryFile(`cut.${format}`, bytes.slice(0, bytes.length / 2)), {}))).toMatch(/^bad-file: cut/);
    }
    expect(await refusal(() => decode(memoryFile('a.png', new TextEncoder().encode('no picture')), {}))).toMatch(/^bad-file: a.png/);
    expect(await refusal(() => header(memoryFile('a.png', new Uint8Array(0))))).toMatch(/the file is empty/);
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>');
    expect(await refusal(() => header(memoryFile('a.png', svg)))).toMatch(
      /^unsupported-file: a.png: PNG, JPEG, WebP, GIF or TIFF was expected, came svg/,
    );
  });
});
