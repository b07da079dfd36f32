import { formatShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { type LayerFix, type LayerProblem, portKindOf } from './definition.ts';
import type { Rank } from './window.ts';

/** `N×32×14×14, image` */
export function describeType(type: TensorType): string {
  return `${formatShape(type.shape)}, ${portKindOf(type)}`;
}

const toVector: readonly LayerFix[] = [
  { label: 'Insert Flatten', insert: 'Flatten' },
  { label: 'Insert GlobalAveragePool', insert: 'GlobalAveragePool' },
];

const toRows: readonly LayerFix[] = [{ label: 'Insert Embedding', insert: 'Embedding' }];

/** What makes floats of the numbers of tokens or categories. */
export function floatsFrom({ dtype }: TensorType): readonly LayerFix[] | undefined {
  return dtype === 'int64' || dtype === 'int32' ? toRows : undefined;
}

/** What a window that slides along 1, 2 or 3 axes needs. */
const channelled: Readonly<Record<Rank, { readonly words: string; readonly shape: string }>> = {
  1: { words: 'a sequence with channels and steps', shape: 'N×C×T, sequence' },
  2: { words: 'an image with channels, height and width', shape: 'N×C×H×W, image' },
  3: { words: 'a volume with channels, depth, height and width', shape: 'N×C×D×H×W, volume' },
};

/** A problem unless the input is a batch of floats with channels and `rank` axes after them. */
export function expectChannels(type: TensorType, layer: string, rank: Rank): LayerProblem | undefined {
  if (type.shape.length === rank + 2 && type.dtype === 'float32') return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects ${channelled[rank].words}.`,
    expected: channelled[rank].shape,
    actual: describeType(type),
    ...channelFixes(type, rank),
  };
}

/** One channel of what came, where its axes are just those of a place; of a row as long as a square, that. */
function channelFixes({ dtype, shape }: TensorType, rank: Rank): Pick<LayerProblem, 'fixes'> {
  const sizes = shape.slice(1);
  if (dtype !== 'float32' || !sizes.every((size) => typeof size === 'number')) return {};
  const side = Math.sqrt(sizes[0] ?? 0);
  const square = rank === 2 && sizes.length === 1 && side > 1 && Number.isInteger(side) ? [side, side] : undefined;
  const places = sizes.length === rank ? sizes : square;
  if (places === undefined) return {};
  return { fixes: [{ label: `Insert Reshape to ${[1, ...places].join('×')}`, insert: 'Reshape', parameters: { shape: [1, ...places] } }] };
}

/** A problem unless the input is a batch of floats with channels and 1 to 3 axes of places after them. */
export function expectPlaces(type: TensorType, layer: string): LayerProblem | undefined {
  if (type.shape.length >= 3 && type.shape.length <= 5 && type.dtype === 'float32') return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects channels with places: a sequence, an image or a volume.`,
    expected: 'N×C×T, N×C×H×W or N×C×D×H×W',
    actual: describeType(type),
    ...placeFixes(type),
  };
}

/** The numbers of a vector as the places of one channel. */
function placeFixes({ dtype, shape: [, size, ...rest] }: TensorType): Pick<LayerProblem, 'fixes'> {
  if (dtype !== 'float32' || typeof size !== 'number' || rest.length > 0) return {};
  return { fixes: [{ label: `Insert Reshape to 1×${size}`, insert: 'Reshape', parameters: { shape: [1, size] } }] };
}

/** A problem unless the input is a batch of images N×C×H×W of floats. */
export const expectImage = (type: TensorType, layer: string): LayerProblem | undefined => expectChannels(type, layer, 2);

/** A problem unless the input is a batch of vectors or of sequences of vectors. */
export function expectFeatures(type: TensorType, layer: string): LayerProblem | undefined {
  if ((type.shape.length === 2 || type.shape.length === 3) && type.dtype === 'float32') return undefined;
  const fixes = floatsFrom(type) ?? (type.shape.length >= 4 ? toVector : undefined);
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: `${layer} expects a vector of features for each sample.`,
    expected: 'N×F, features',
    actual: describeType(type),
    ...(fixes !== undefined && { fixes }),
  };
}

/** A problem unless the input holds floats. */
export function expectFloats(type: TensorType, layer: string): LayerProblem | undefined {
  if (type.dtype === 'float32') return undefined;
  const fixes = floatsFrom(type);
  return {
    code: 'type-mismatch',
    port: 'in',
    message: `${layer} expects floating-point numbers.`,
    expected: 'float32',
    actual: `${type.dtype} ${describeType(type)}`,
    ...(fixes !== undefined && { fixes }),
  };
}

/** Sizes of an input's axes after the batch, as numbers. */
export function sampleShape(type: TensorType): readonly number[] {
  return type.shape.slice(1).map(Number);
}
