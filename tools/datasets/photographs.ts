import { join } from 'node:path';
import sharp from 'sharp';
import { photographs } from '../../engine/data/photographs.ts';
import type { Conversion } from './conversion.ts';
import { stdlibDatasets } from './packages.ts';

const EDGE = 128;
/** Shades of a colour that are told apart are this far from each other. */
const STEP = 6;

export const photographsConversion: Conversion = {
  info: photographs,
  sources: [stdlibDatasets],
  async read([folder]) {
    const names = (stdlibDatasets.only ?? []).filter((name) => name.startsWith('img-'));
    const pixels = await Promise.all(names.map((name) => pixelsOf(join(folder, name, 'data', 'image.jpg'))));
    const halves = (left: number) => pixels.map((image) => ({ input: half(image, left) }));
    return { train: halves(0), test: halves(EDGE) };
  },
};

/** The middle of the photograph, twice as wide as high. */
function pixelsOf(path: string): Promise<Buffer> {
  return sharp(path)
    .resize(2 * EDGE, EDGE, { fit: 'cover' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Channels first. */
function half(pixels: Buffer, left: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: 3 * EDGE ** 2 }, (_, i) => {
    const [channel, row, column] = [Math.floor(i / EDGE ** 2), Math.floor(i / EDGE) % EDGE, left + (i % EDGE)];
    const value = pixels[(row * 2 * EDGE + column) * 3 + channel];
    return Math.min(255, Math.round(value / STEP) * STEP);
  });
}
