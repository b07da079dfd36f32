import { invariant } from '../graph/errors.ts';
import { sampleStream, type RandomStream } from '../random/stream.ts';
import { type CutOut, cutOut } from './cut-out.ts';
import type { DatasetInfo, MemoryDataset, MemorySplit } from './dataset.ts';
import { emoji } from './emoji.ts';
import type { GeneratedDataset } from './generated.ts';
import { PHOTOGRAPHS, photographs } from './photographs.ts';

const SEED = 1;
const EDGE = 64;
const PLANE = EDGE ** 2;
const PHOTOGRAPH_EDGE = 128;
const EMOJI_EDGE = 32;
/** Edges of emoji in pixels of the picture. */
const SMALLEST = 20;
const LARGEST = 40;
/** Largest angle of an emoji, radians. */
const TURN = 0.3;
/** Emoji of which less than this part is left when the paper is taken away are not used: white on white. */
const LEAST_COVERAGE = 0.2;

const [, group] = emoji.fields;
/** Classes of the mask but the background: groups of emoji. */
const shown = ['nature', 'food', 'travel'];

const info: DatasetInfo = {
  id: 'emoji-photographs',
  title: 'Emoji on photographs',
  description:
    'One to three emoji on a tinted piece of an old photograph, 64×64 colour: which pixels show nature (animals and plants), food or travel? To go by the colour of each pixel alone finds the background (intersection over union 0.87) and little of the classes (0.16, 0.17 and 0.24).',
  task: 'segmentation',
  fields: [
    {
      name: 'image',
      label: 'Image',
      role: 'input',
      semantics: 'image',
      dtype: 'float32',
      shape: [3, EDGE, EDGE],
      preprocessing: { scale: 1 / 255, offset: 0 },
    },
    {
      name: 'mask',
      label: 'Mask',
      role: 'target',
      semantics: 'mask',
      dtype: 'int64',
      shape: [EDGE, EDGE],
      classes: ['background', ...shown],
    },
  ],
  splits: { train: 2000, test: 500 },
  splitKey: 'emoji of the training and of the test part of Emoji-32, left and right halves of the photographs',
  noise: `places, sizes (${SMALLEST} to ${LARGEST} pixels), turns (up to ±${TURN} radians) and the photographs’ tints drawn at random`,
  license: `${emoji.license}; photographs ${photographs.license}`,
  attribution: `${emoji.attribution}; ${photographs.attribution}; put together by Netloom`,
  preview: 'masks',
};

/** Composed when it is loaded. */
export const emojiPhotographs: GeneratedDataset = {
  info,
  from: [emoji.id, photographs.id],
  generate([drawings, backgrounds]: readonly MemoryDataset[]) {
    const split = (name: 'train' | 'test') => splitOf(drawings[name], backgrounds[name], name);
    return { info, train: split('train'), test: split('test') };
  },
};

function splitOf(drawings: MemorySplit, backgrounds: MemorySplit, name: 'train' | 'test'): MemorySplit {
  const size = info.splits[name];
  const random = sampleStream(SEED, info.id, name);
  const stickers = stickersOf(drawings);
  const photos = bytesIn(backgrounds, 'image');
  const images = new Uint8Array(size * 3 * PLANE);
  const masks = new Uint8Array(size * PLANE);
  for (let sample = 0; sample < size; sample += 1) {
    const image = images.subarray(sample * 3 * PLANE, (sample + 1) * 3 * PLANE);
    const mask = masks.subarray(sample * PLANE, (sample + 1) * PLANE);
    drawBackground(photos, random, image);
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const label = random.below(shown.length);
      drawSticker(stickers[label][random.below(stickers[label].length)], placeOf(random), { image, mask, label: label + 1 });
    }
  }
  return {
    size,
    fields: new Map([
      ['image', images],
      ['mask', masks],
    ]),
  };
}

/** The emoji of each class that is shown. */
function stickersOf(drawings: MemorySplit): CutOut[][] {
  const [images, groups] = [bytesIn(drawings, 'image'), bytesIn(drawings, group.name)];
  const values = 3 * EMOJI_EDGE ** 2;
  const samples = Array.from(groups, (_, sample) => sample);
  return shown.map((name) => {
    const label = group.classes?.indexOf(name);
    const ofGroup = samples.filter((sample) => groups[sample] === label);
    const chosen = ofGroup.map((sample) => images.subarray(sample * values, (sample + 1) * values));
    return cutOut(chosen, EMOJI_EDGE).filter(({ coverage }) => coverage.reduce((a, b) => a + b) >= LEAST_COVERAGE * EMOJI_EDGE ** 2);
  });
}

function bytesIn({ fields }: MemorySplit, name: string): Uint8Array {
  const values = fields.get(name);
  invariant(values instanceof Uint8Array, `${name} is stored as bytes`);
  return values;
}

/** A piece of a photograph, perhaps mirrored, each channel made stronger or weaker and lighter or darker. */
function drawBackground(photos: Uint8Array, random: RandomStream, image: Uint8Array): void {
  const photo = random.below(PHOTOGRAPHS);
  const [top, left] = [random.below(PHOTOGRAPH_EDGE - EDGE + 1), random.below(PHOTOGRAPH_EDGE - EDGE + 1)];
  const isMirrored = random.below(2) === 1;
  for (let channel = 0; channel < 3; channel += 1) {
    const [gain, light] = [0.5 + 0.7 * random.uniform(), 80 * (random.uniform() - 0.5)];
    const shades = Uint8Array.from({ length: 256 }, (_, value) => Math.max(0, Math.min(255, Math.round(gain * value + light))));
    for (let row = 0; row < EDGE; row += 1) {
      const from = ((photo * 3 + channel) * PHOTOGRAPH_EDGE + top + row) * PHOTOGRAPH_EDGE + left;
      const to = channel * PLANE + row * EDGE;
      for (let i = 0; i < EDGE; i += 1) image[to + i] = shades[photos[isMirrored ? from + EDGE - 1 - i : from + i]];
    }
  }
}

interface Place {
  /** Middle of the emoji in pixels. */
  readonly x: number;
  readonly y: number;
  readonly edge: number;
  readonly angle: number;
}

/** Wholly inside the picture but for turned corners. */
function placeOf(random: RandomStream): Place {
  const edge = SMALLEST + (LARGEST - SMALLEST) * random.uniform();
  const within = () => edge / 2 + (EDGE - edge) * random.uniform();
  return { x: within(), y: within(), edge, angle: TURN * (2 * random.uniform() - 1) };
}

/** What is drawn on, and the class of what is drawn. */
interface Canvas {
  readonly image: Uint8Array;
  readonly mask: Uint8Array;
  readonly label: number;
}

/** Each pixel looks up the point of the emoji that it shows; where that covers more than half, it is the emoji's. */
function drawSticker(sticker: CutOut, { x, y, edge, angle }: Place, { image, mask, label }: Canvas): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((value) => (value * sticker.edge) / edge);
  const middle = sticker.edge / 2 - 0.5;
  const shows: Shown = { coverage: 0, colour: new Float64Array(3) };
  const reach = (edge / 2) * (Math.cos(angle) + Math.abs(Math.sin(angle))) + 1;
  const [top, bottom] = [Math.max(0, Math.floor(y - reach)), Math.min(EDGE, Math.ceil(y + reach))];
  const [left, end] = [Math.max(0, Math.floor(x - reach)), Math.min(EDGE, Math.ceil(x + reach))];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < end; column += 1) {
      const right = column + 0.5 - x;
      const down = row + 0.5 - y;
      lookUp(sticker, cos * right + sin * down + middle, cos * down - sin * right + middle, shows);
      if (shows.coverage === 0) continue;
      const pixel = row * EDGE + column;
      for (let channel = 0; channel < 3; channel += 1) {
        const below = image[channel * PLANE + pixel];
        image[channel * PLANE + pixel] = Math.round(below * (1 - shows.coverage) + shows.colour[channel]);
      }
      if (shows.coverage > 0.5) mask[pixel] = label;
    }
  }
}

/** What is seen at a point: how much of it is covered, and the colour times that. */
interface Shown {
  coverage: number;
  readonly colour: Float64Array;
}

/** Fills in coverage and colour at a point, between its four nearest pixels; a pixel's colour counts as much as it covers. */
function lookUp({ edge, colours, coverage }: CutOut, x: number, y: number, shows: Shown): void {
  const plane = edge ** 2;
  const left = Math.floor(x);
  const top = Math.floor(y);
  shows.coverage = 0;
  shows.colour.fill(0);
  for (let row = Math.max(0, top); row <= Math.min(edge - 1, top + 1); row += 1) {
    for (let column = Math.max(0, left); column <= Math.min(edge - 1, left + 1); column += 1) {
      const at = row * edge + column;
      const weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * coverage[at];
      shows.coverage += weight;
      for (let channel = 0; channel < 3; channel += 1) shows.colour[channel] += weight * colours[channel * plane + at];
    }
  }
}
