import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusal } from '../importers/testing/files.ts';
import { ImportPlace, storedOf } from './testing/import-place.ts';

let place: ImportPlace;

beforeEach(() => {
  place = new ImportPlace();
});

afterEach(() => place.remove());

const order = { split: { kind: 'order', test: 0.5 } } as const;

/** A picture of 16 × 8 whose left half is of one colour and whose right half of another one. */
function halves(left: readonly number[], right: readonly number[]): Sharp {
  const channels = left.length as 1 | 3 | 4;
  const values = Array.from({ length: 8 * 16 }, (_, at) => (at % 16 < 8 ? left : right)).flat();
  return sharp(Uint8Array.from(values), { raw: { width: 16, height: 8, channels } });
}

const red = [220, 30, 20];
const blue = [10, 40, 200];

/** Imports a picture as each of two classes; channels × height × width of the one that is for training. */
async function stored(name: string, picture: Uint8Array, options = {}) {
  for (const folder of ['a', 'b']) place.put(`图/${folder}/${name}`, picture);
  const { info } = await place.import([join(place.folder, '图')], { ...order, ...options });
  const dataset = await place.open();
  const { shape } = info.fields[0];
  const values = storedOf(dataset, dataset.train, 'image');
  const [, height, width] = shape;
  const at = (x: number, y: number) => values.filter((_, i) => i % (height * width) === y * width + x);
  return { shape, at };
}

function expectColour(came: readonly number[], expected: readonly number[], within: number): void {
  expect(came).toHaveLength(expected.length);
  came.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThanOrEqual(within));
}

describe('the pixels of an imported picture', () => {
  const plain: Readonly<Record<string, { readonly make: () => Sharp; readonly within: number }>> = {
    'a.png': { make: () => halves(red, blue).png(), within: 0 },
    'palette.png': { make: () => halves(red, blue).png({ palette: true }), within: 1 },
    'a.jpg': { make: () => halves(red, blue).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }), within: 3 },
    'a.webp': { make: () => halves(red, blue).webp({ lossless: true }), within: 0 },
    'a.gif': { make: () => halves(red, blue).gif(), within: 4 },
    'a.tiff': { make: () => halves(red, blue).tiff({ compression: 'lzw' }), within: 0 },
    'grey-alpha.png': { make: () => halves([90, 90, 90, 255], [200, 200, 200, 255]).toColourspace('b-w').png(), within: 1 },
  };

  it.each(Object.entries(plain))('%s are its own', async (name, { make, within }) => {
    const isGrey = name.startsWith('grey');
    const { shape, at } = await stored(name, await make().toBuffer());
    expect(shape).toEqual([isGrey ? 1 : 3, 8, 16]);
    expectColour(at(2, 4), isGrey ? [90] : red, within);
    expectColour(at(13, 4), isGrey ? [200] : blue, within);
  });

  it('of a CMYK JPEG are near its own', async () => {
    const [warm, cool] = [
      [180, 110, 90],
      [100, 120, 150],
    ];
    const { shape, at } = await stored('cmyk.jpeg', await halves(warm, cool).toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer());
    expect(shape).toEqual([3, 8, 16]);
    expectColour(at(2, 4), warm, 12);
    expectColour(at(13, 4), cool, 12);
  });

  it('turned by EXIF stand upright', async () => {
    const jpeg = await halves(red, blue).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).withMetadata({ orientation: 6 }).toBuffer();
    const { shape, at } = await stored('turned.jpg', jpeg);
    expect(shape).toEqual([3, 16, 8]);
    expectColour(at(4, 2), red, 3);
    expectColour(at(4, 13), blue, 3);
  });

  it('with alpha are blended with black', async () => {
    const { at } = await stored('alpha.png', await halves([200, 100, 50, 255], [200, 100, 50, 128]).png().toBuffer());
    expectColour(at(2, 4), [200, 100, 50], 0);
    expectColour(at(13, 4), [100, 50, 25], 2);
  });

  it.each(['png', 'tiff'] as const)('of 16 bits in a %s are scaled to 8', async (format) => {
    const values = Uint16Array.from({ length: 16 * 8 }, (_, at) => (at % 16 < 8 ? 0x4000 : 0xffff));
    const deep = sharp(values, { raw: { width: 16, height: 8, channels: 1 } }).toColourspace('grey16');
    const { shape, at } = await stored(`deep.${format}`, await deep.toFormat(format).toBuffer());
    expect(shape).toEqual([1, 8, 16]);
    expectColour(at(2, 4), [0x40], 1);
    expectColour(at(13, 4), [0xff], 0);
  });

  it('of colours are grey where a person says so, and of another size', async () => {
    const { shape, at } = await stored('a.png', await halves([0, 0, 0], [255, 255, 255]).png().toBuffer(), { channels: 1, size: 4 });
    expect(shape).toEqual([1, 4, 4]);
    expectColour([...at(0, 2), ...at(3, 2)], [0, 255], 8);
  });
});

it('masks of 16 bits keep their numbers as classes', async () => {
  const numbers = [0, 300, 1000, 40_000];
  const mask = sharp(
    Uint16Array.from({ length: 16 * 8 }, (_, at) => numbers[at % 4]),
    { raw: { width: 16, height: 8, channels: 1 } },
  );
  const picture = await halves(red, blue).png().toBuffer();
  const deep = await mask.toColourspace('grey16').png().toBuffer();
  for (let i = 0; i < 6; i += 1) {
    place.put(`街/images/${i}.png`, picture);
    place.put(`街/masks/${i}.png`, deep);
  }
  const { info } = await place.import([join(place.folder, '街')], { split: { kind: 'order', test: 0.3 } });
  expect(info.fields[1].classes).toEqual(['0', '300', '1000', '40000']);
  const dataset = await place.open();
  expect(storedOf(dataset, dataset.train, 'mask').slice(0, 5)).toEqual([0, 1, 2, 3, 0]);
});

describe('broken pictures among many', () => {
  async function animals(): Promise<Map<string, Uint8Array>> {
    const files = new Map<string, Uint8Array>();
    for (let i = 0; i < 40; i += 1) files.set(`${i % 2 ? '猫' : '狗'}/${i}.png`, await halves([i, 0, 0], blue).png().toBuffer());
    return files;
  }

  it('are all named, with how many are sound, and nothing is imported', async () => {
    const files = await animals();
    const cut = files.get('猫/21.png') ?? new Uint8Array(0);
    files.set('猫/21.png', cut.slice(0, cut.length - 40));
    files.set('狗/30.png', new TextEncoder().encode('no picture'));
    files.set('狗/0.png', new Uint8Array(0));
    for (const [path, bytes] of files) place.put(`动物/${path}`, bytes);
    const archive = place.put('动物.zip', zipSync(Object.fromEntries(files)));
    for (const path of [join(place.folder, '动物'), archive]) {
      const message = await refusal(() => place.import([path]));
      expect(message).toMatch(/^bad-file: (动物\.zip\/)?狗\/0\.png.*3 of 40 pictures can't be read, also .*; 37 can\. Mend or remove/);
      for (const name of ['猫/21.png', '狗/30.png', '狗/0.png']) expect(message).toContain(name);
      expect(place.left()).toEqual([]);
      const preview = await place.preview([path]);
      expect(preview).toMatchObject({ form: 'images', total: 40, problem: { code: 'bad-file' } });
    }
  });

  it('are named of masks, too', async () => {
    const picture = await halves(red, blue).png().toBuffer();
    const mask = await halves([0], [1]).toColourspace('b-w').png().toBuffer();
    for (let i = 0; i < 12; i += 1) {
      place.put(`m/images/${i}.png`, picture);
      place.put(`m/masks/${i}.png`, i === 7 ? mask.subarray(0, 60) : mask);
    }
    expect(await refusal(() => place.import([join(place.folder, 'm')]))).toMatch(
      /^bad-file: masks\/7\.png.* 1 of 12 pictures can't be read; 11 can/,
    );
    expect(place.left()).toEqual([]);
  });

  it('in an import that is stopped end it at once', async () => {
    const files = await animals();
    files.set('狗/0.png', new Uint8Array(0));
    for (const [path, bytes] of files) place.put(`动物/${path}`, bytes);
    let asked = 0;
    const aborted = () => {
      asked += 1;
      return asked > 45;
    };
    expect(await refusal(() => place.import([join(place.folder, '动物')], {}, { aborted }))).toMatch(/^import-stopped/);
    expect(place.left()).toEqual([]);
  });
});
