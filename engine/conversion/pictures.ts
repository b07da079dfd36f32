import type { DatasetField } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { RawImages } from '../importers/definition.ts';
import type { DecodedImage, ImageDecoder, ImageHeader } from '../importers/images.ts';
import type { ConversionOptions } from './definition.ts';
import { spread } from './limited.ts';

/** Pictures whose headers are looked at to choose size and colours. */
const PROBED = 256;
/** Edge of pictures of unlike sizes unless a person says otherwise. */
const USUAL_SIZE = 64;
const LARGEST_OWN = 256;
const LARGEST = 1024;

/** Pictures that are decoded side by side. */
export const TOGETHER = 8;

/** Size and colours of all pictures of a dataset. */
export interface PictureFormat {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly notes: readonly string[];
}

/** The pictures' own size where they share one of at most 256 × 256, else 64 × 64; grey where all that are looked at are. */
export async function pictureFormat(
  { samples, all = samples, open }: RawImages,
  decoder: ImageDecoder,
  { size, channels: asked }: Pick<ConversionOptions, 'size' | 'channels'>,
): Promise<PictureFormat> {
  if (size !== undefined && !(Number.isInteger(size) && size >= 1 && size <= LARGEST))
    throw new EngineError('bad-size', `An edge of 1 to ${LARGEST} pixels was expected, came ${size}.`);
  const probed = spread(all, PROBED);
  const headers = await soundHeaders(
    probed.map(
      ({ path }) =>
        async () =>
          decoder.header(await open(path)),
    ),
  );
  const channels = asked ?? (headers.every((header) => header.channels <= 2) ? 1 : 3);
  if (size !== undefined) return { width: size, height: size, channels, notes: [] };
  const [{ width, height }] = headers;
  const alike = headers.every((header) => header.width === width && header.height === height);
  if (alike && width <= LARGEST_OWN && height <= LARGEST_OWN) return { width, height, channels, notes: [] };
  const came = alike ? `${width}×${height} pixels large` : 'of unlike sizes';
  const note = `Pictures are ${came}; they are resized to ${USUAL_SIZE}×${USUAL_SIZE}. Another size may be chosen.`;
  return { width: USUAL_SIZE, height: USUAL_SIZE, channels, notes: [note] };
}

/** Headers of the pictures that have one; broken ones among them are told of when all are read. */
async function soundHeaders(read: readonly (() => Promise<ImageHeader>)[]): Promise<readonly ImageHeader[]> {
  const results = await Promise.allSettled(read.map((one) => one()));
  const headers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const broken = results.find(({ status }) => status === 'rejected');
  if (headers.length === 0 && broken?.status === 'rejected') throw broken.reason;
  return headers;
}

/** What pictures lost on their way to one size and to their colours. */
export class PictureLosses {
  private stretched = 0;
  private transparent = 0;

  add({ width, height, channels, from }: DecodedImage): void {
    if (Math.abs(from.width * height - from.height * width) > Math.max(from.width, from.height)) this.stretched += 1;
    if (from.channels % 2 === 0 && channels % 2 === 1) this.transparent += 1;
  }

  notes(): readonly string[] {
    const of = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;
    return [
      ...(this.stretched > 0
        ? [`${of(this.stretched)} of other proportions: stretched to fit. Crop them before the import where that matters.`]
        : []),
      ...(this.transparent > 0 ? [`${of(this.transparent)} with transparency: laid on black.`] : []),
    ];
  }
}

/** Bytes of pictures, channels first, fed from 0 to 1. */
export function imageField(shape: readonly number[]): DatasetField {
  const preprocessing = { scale: 1 / 255, offset: 0 };
  return { name: 'image', label: 'Image', role: 'input', semantics: 'image', dtype: 'float32', shape, preprocessing };
}

export function validationNote({ samples }: Pick<RawImages, 'samples'>): readonly string[] {
  const isThere = samples.some(({ split }) => split === 'validation');
  return isThere ? ['Validation samples are among the training samples: each run draws its own from them.'] : [];
}

export function channelsFirst(values: ArrayLike<number>, channels: number): Uint8Array<ArrayBuffer> {
  const plane = values.length / channels;
  const planes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) planes[(i % channels) * plane + Math.floor(i / channels)] = values[i];
  return planes;
}
