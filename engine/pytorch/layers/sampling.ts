import type { AxisPads } from '../../layers/window.ts';
import type { TorchLayer } from '../definition.ts';
import { literal, sizes } from '../python.ts';
import { padded } from './windows.ts';

const linear = ['linear', 'bilinear', 'trilinear'];

const upSampling: TorchLayer = ({ inputs: [x], list, choice, flag }) => {
  const factor = list('factor');
  if (factor.every((times) => times === 1)) return x.code;
  if (choice('mode') === 'nearest') return `F.interpolate(${x.code}, scale_factor=${sizes(factor)})`;
  const corners = flag('alignCorners') ? ', align_corners=True' : '';
  return `F.interpolate(${x.code}, scale_factor=${sizes(factor)}, mode=${literal(linear[factor.length - 1])}${corners})`;
};

/** Margins listed before and after each axis. */
const sidesOf = (margins: readonly number[]): readonly AxisPads[] =>
  Array.from({ length: margins.length / 2 }, (_, axis): AxisPads => [margins[2 * axis], margins[2 * axis + 1]]);

const zeroPadding: TorchLayer = ({ inputs: [x], list }) => padded(x.code, sidesOf(list('padding')));

const cropping: TorchLayer = ({ inputs: [x], list }) => {
  const sides = sidesOf(list('cropping'));
  if (sides.every(([begin, end]) => begin === 0 && end === 0)) return x.code;
  const cuts = sides.map(([begin, end]) => `${begin === 0 ? '' : begin}:${end === 0 ? '' : -end}`);
  return `${x.code}[:, :, ${cuts.join(', ')}]`;
};

const shuffled =
  (name: string): TorchLayer =>
  ({ inputs: [x], int }) =>
    `F.${name}(${x.code}, ${int('factor')})`;

export const samplingLayers: Readonly<Record<string, TorchLayer>> = {
  UpSampling1D: upSampling,
  UpSampling2D: upSampling,
  UpSampling3D: upSampling,
  ZeroPadding1D: zeroPadding,
  ZeroPadding2D: zeroPadding,
  ZeroPadding3D: zeroPadding,
  Cropping1D: cropping,
  Cropping2D: cropping,
  Cropping3D: cropping,
  PixelShuffle: shuffled('pixel_shuffle'),
  PixelUnshuffle: shuffled('pixel_unshuffle'),
};
