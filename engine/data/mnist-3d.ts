import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { sampleStream, type RandomStream } from '../random/stream.ts';
import type { MemoryDataset, DatasetInfo, MemorySplit } from './dataset.ts';
import { digitClasses } from './digits.ts';
import type { GeneratedDataset } from './generated.ts';
import { mnist } from './mnist.ts';

const SEED = 1;
const EDGE = 16;
const PIXELS = 28;
/** Pixels of the flat image in one voxel's edge. */
const PITCH = PIXELS / EDGE;
/** Half of the extruded digit's thickness, in voxels. */
const HALF_DEPTH = 1.5;
/** Largest angle about each axis, radians. */
const TURN = 0.6;

const info: DatasetInfo = {
  id: 'mnist-3d',
  title: 'MNIST in 3-D',
  description: 'Digits of MNIST cut out of a plate three voxels thick and turned about all three axes, in a grid of 16×16×16.',
  task: 'classification',
  fields: [
    {
      name: 'volume',
      label: 'Volume',
      role: 'input',
      semantics: 'voxels',
      dtype: 'float32',
      shape: [1, EDGE, EDGE, EDGE],
      preprocessing: { scale: 1 / 255, offset: 0 },
    },
    { name: 'digit', label: 'Digit', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: digitClasses },
  ],
  splits: { train: 4000, test: 1000 },
  splitKey: 'the same number of each digit, each in the split that it has in MNIST',
  noise: `turned by up to ±${TURN} radians about each axis`,
  license: mnist.license,
  attribution: `${mnist.attribution}; made three-dimensional by Netloom`,
  preview: 'voxels',
};

/** Composed of MNIST when it is loaded; baseline: the nearest neighbour is right for about three of four. */
export const mnist3d: GeneratedDataset = {
  info,
  from: [mnist.id],
  generate([source]: readonly MemoryDataset[]) {
    return { info, train: splitOf(source.train, 'train'), test: splitOf(source.test, 'test') };
  },
};

function splitOf(flat: MemorySplit, name: 'train' | 'test'): MemorySplit {
  const [images, digits] = [flat.fields.get('image'), flat.fields.get('digit')];
  invariant(images !== undefined && digits !== undefined, 'MNIST has images and digits');
  const chosen = balanced(digits, info.splits[name] / digitClasses.length);
  const random = sampleStream(SEED, info.id, name);
  const volumes = new Uint8Array(chosen.length * EDGE ** 3);
  chosen.forEach((sample, i) => {
    const image = images.subarray(sample * PIXELS ** 2, (sample + 1) * PIXELS ** 2);
    fillVolume(image, rotation(random), volumes.subarray(i * EDGE ** 3, (i + 1) * EDGE ** 3));
  });
  return {
    size: chosen.length,
    fields: new Map([
      ['volume', volumes],
      ['digit', Uint8Array.from(chosen, (sample) => Number(digits[sample]))],
    ]),
  };
}

/** The first `count` samples of each class, in their order. */
function balanced(labels: TensorArray, count: number): number[] {
  const taken = new Array<number>(digitClasses.length).fill(0);
  return Array.from(labels, Number).flatMap((label, sample) => {
    taken[label] += 1;
    return taken[label] <= count ? [sample] : [];
  });
}

type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Product of turns about x, y and z by angles drawn uniformly, row-major. */
function rotation(random: RandomStream): Matrix {
  const [a, b, c] = [0, 0, 0].map(() => TURN * (2 * random.uniform() - 1));
  const [sa, ca, sb, cb, sc, cc] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b), Math.sin(c), Math.cos(c)];
  return [
    cb * cc,
    sa * sb * cc - ca * sc,
    ca * sb * cc + sa * sc,
    cb * sc,
    sa * sb * sc + ca * cc,
    ca * sb * sc - sa * cc,
    -sb,
    sa * cb,
    ca * cb,
  ];
}

/** The plate turned by `r`: each voxel looks up the point of the flat image that it came from. */
function fillVolume(image: TensorArray, r: Matrix, volume: Uint8Array): void {
  const [xx, yx, zx, xy, yy, zy, xz, yz, zz] = r;
  const middle = (EDGE - 1) / 2;
  for (let voxel = 0; voxel < volume.length; voxel += 1) {
    const x = (voxel % EDGE) - middle;
    const y = (Math.floor(voxel / EDGE) % EDGE) - middle;
    const z = Math.floor(voxel / EDGE ** 2) - middle;
    const depth = Math.abs(zx * x + zy * y + zz * z);
    if (depth >= HALF_DEPTH + 0.5) continue;
    const ink = inkAt(image, PITCH * (xx * x + xy * y + xz * z), PITCH * (yx * x + yy * y + yz * z));
    volume[voxel] = Math.round(Math.min(1, HALF_DEPTH + 0.5 - depth) * ink);
  }
}

/** Brightness of the image at a point given in pixels from its middle, between its four nearest pixels; 0 outside. */
function inkAt(image: TensorArray, x: number, y: number): number {
  const left = Math.floor(x + (PIXELS - 1) / 2);
  const top = Math.floor(y + (PIXELS - 1) / 2);
  const u = x + (PIXELS - 1) / 2 - left;
  const v = y + (PIXELS - 1) / 2 - top;
  const upper = (1 - u) * pixelAt(image, left, top) + u * pixelAt(image, left + 1, top);
  const lower = (1 - u) * pixelAt(image, left, top + 1) + u * pixelAt(image, left + 1, top + 1);
  return (1 - v) * upper + v * lower;
}

function pixelAt(image: TensorArray, column: number, row: number): number {
  return column < 0 || row < 0 || column >= PIXELS || row >= PIXELS ? 0 : Number(image[row * PIXELS + column]);
}
