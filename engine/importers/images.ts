import type { ByteFile } from './byte-file.ts';
import { fileError } from './failure.ts';
import { MAX_PIXELS, MAX_WHOLE_FILE } from './limits.ts';

/** Endings of pictures that are read. */
export const imageExtensions = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'tif', 'tiff'] as const;

/** What a picture says of itself. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff';
  /** As it is shown: turned as its EXIF orientation says. */
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  readonly depth: 8 | 16;
  /** Pictures in the file; of an animation or a TIFF of several pages the first one is read. */
  readonly pages: number;
}

/** A decoded picture: height × width × channels, row-major, values of 8 or 16 bits in full range. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly values: Uint8Array | Uint16Array;
  /** The picture in the file. */
  readonly from: ImageHeader;
}

/** How pictures become arrays of one kind. */
export interface DecodeSettings {
  /** Size to bring it to, without keeping its proportions; its own where absent. */
  readonly width?: number;
  readonly height?: number;
  /** `nearest` keeps the class numbers of masks; `smooth` is for pictures. */
  readonly resampling?: 'smooth' | 'nearest';
  /** Channels of the result; alpha that is not asked for is blended with black. Its own where absent. */
  readonly channels?: 1 | 2 | 3 | 4;
  /** Bits of a value; 16-bit pictures are scaled down for 8. */
  readonly depth?: 8 | 16;
}

/** Reads pictures; Node's is in `engine/runtime/importers`. */
export interface ImageDecoder {
  /** Throws `bad-file`, `unsupported-file`, or `file-limit` for a picture of too many pixels; decodes nothing. */
  readonly header: (file: ByteFile) => Promise<ImageHeader>;
  readonly decode: (file: ByteFile, settings: DecodeSettings) => Promise<DecodedImage>;
}

/** Refuses a picture by its header alone. */
export function checkPixels(file: string, width: number, height: number): void {
  if (width > 0 && height > 0 && width * height <= MAX_PIXELS) return;
  throw fileError(
    'file-limit',
    file,
    {},
    `pictures of at most ${MAX_PIXELS} pixels are read, its header claims ${width}×${height}. Make it smaller, or get it again if that isn’t true.`,
  );
}

/** The bytes of a picture, refused before they are read where they are too many. */
export async function imageBytes(file: ByteFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size === 0) throw fileError('bad-file', file.name, {}, 'a picture was expected, the file is empty.');
  if (file.size > MAX_WHOLE_FILE)
    throw fileError('file-limit', file.name, {}, 'pictures of at most 256 MiB are read, this file is larger.');
  return file.read(0, file.size);
}
