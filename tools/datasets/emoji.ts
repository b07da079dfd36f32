import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { z } from 'zod';
import { emoji } from '../../engine/data/emoji.ts';
import type { Conversion } from './conversion.ts';
import { splitByKey, type KeyedSample } from './samples.ts';

const EDGE = 32;

/** Unicode's groups in the order of the dataset's classes; flags are told apart by knowing them, not by seeing. */
const groups = [
  'Smileys & Emotion',
  'People & Body',
  'Animals & Nature',
  'Food & Drink',
  'Travel & Places',
  'Activities',
  'Objects',
  'Symbols',
];

const labelsFile = z.record(z.string(), z.object({ group: z.string() }));
const charactersFile = z.record(z.string(), z.string());
const iconsFile = z.object({
  width: z.number(),
  height: z.number(),
  icons: z.record(z.string(), z.object({ body: z.string(), width: z.number().optional(), height: z.number().optional() })),
});

export const emojiConversion: Conversion = {
  info: emoji,
  sources: [
    {
      client: 'npm',
      name: 'unicode-emoji-json',
      version: '0.9.0',
      sha256: 'ae7efacb55533385bf8767d613dbd36c71226669759d95919a6e9059f5e4c401',
    },
    {
      client: 'npm',
      name: '@iconify-json/twemoji',
      version: '1.2.5',
      sha256: '19046dff7d8707ce96212ec86468b36ac5f8e60409629dd13f809265c6d0ebb7',
    },
    {
      client: 'npm',
      name: '@iconify-json/noto',
      version: '1.2.9',
      sha256: '3e918d88fc945c0bb3d468dbace6f88caef67f01c9f0e7bcae0915a042e8f1ad',
    },
    {
      client: 'npm',
      name: '@iconify-json/fluent-emoji-flat',
      version: '1.2.6',
      sha256: '7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175',
    },
  ],
  async read([labels, ...styles]) {
    const known = labelsFile.parse(readJson(labels, 'data-by-emoji.json'));
    const wanted = Object.entries(known).flatMap(([key, { group }]) =>
      groups.includes(group) ? [{ key, target: groups.indexOf(group) }] : [],
    );
    const samples: KeyedSample[] = [];
    for (const style of styles) {
      const characters = charactersFile.parse(readJson(style, 'chars.json'));
      const icons = iconsFile.parse(readJson(style, 'icons.json'));
      for (const { key, target } of wanted) {
        const icon = icons.icons[characters[codePoints(key)] ?? ''];
        if (icon !== undefined) samples.push({ key, target, input: await drawn({ ...icons, ...icon }) });
      }
    }
    return splitByKey(samples, 0.2);
  },
};

/** As the packages name characters: code points in hexadecimal, without the mark that asks for a picture. */
function codePoints(text: string): string {
  return Array.from(text, (character) => (character.codePointAt(0) ?? 0).toString(16))
    .filter((code) => code !== 'fe0f')
    .join('-');
}

/** On white, channels first. */
async function drawn({ width, height, body }: { readonly width: number; readonly height: number; readonly body: string }) {
  const head = `xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${EDGE}" height="${EDGE}"`;
  const svg = `<svg ${head} viewBox="0 0 ${width} ${height}">${body}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== EDGE || info.height !== EDGE || info.channels !== 3)
    throw new Error(`An emoji was drawn ${info.width}×${info.height}.`);
  const plane = EDGE ** 2;
  return Uint8Array.from({ length: 3 * plane }, (_, i) => data[(i % plane) * 3 + Math.floor(i / plane)]);
}

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}
