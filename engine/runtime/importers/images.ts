import sharp, { type Sharp } from 'sharp';
import type { ByteFile } from '../../importers/byte-file.ts';
import { asFileError, fileError } from '../../importers/failure.ts';
import {
  checkPixels,
  type DecodedImage,
  type DecodeSettings,
  type ImageDecoder,
  imageBytes,
  type ImageHeader,
} from '../../importers/images.ts';
import { MAX_PIXELS } from '../../importers/limits.ts';

const formats: Readonly<Record<string, ImageHeader['format']>> = { png: 'png', jpeg: 'jpeg', webp: 'webp', gif: 'gif', tiff: 'tiff' };

/** Reads PNG, JPEG, WebP, GIF and TIFF with libvips. One picture at a time: several pictures are read side by side instead. */
export const imageDecoder: ImageDecoder = {
  header: async (file) => headerOf(file, await imageBytes(file)),
  decode: async (file, settings) => {
    const bytes = await imageBytes(file);
    return decode(file, bytes, await headerOf(file, bytes), settings);
  },
};

function input(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', pages: 1 });
}

async function headerOf(file: ByteFile, bytes: Uint8Array): Promise<ImageHeader> {
  // The header's own size is wanted here, to refuse it by name; nothing is decoded.
  const metadata = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw asFileError(error, file.name, 'reading the header of the picture');
    });
  const format = formats[metadata.format];
  if (format === undefined)
    throw fileError('unsupported-file', file.name, {}, `PNG, JPEG, WebP, GIF or TIFF was expected, came ${metadata.format}.`);
  const { width, height } = metadata.autoOrient;
  checkPixels(file.name, width, metadata.pageHeight ?? height);
  const channels = metadata.channels === 1 || metadata.channels === 2 ? metadata.channels : metadata.hasAlpha ? 4 : 3;
  const depth = metadata.depth === 'ushort' || metadata.depth === 'short' ? 16 : 8;
  return { format, width, height: metadata.pageHeight ?? height, channels, depth, pages: metadata.pages ?? 1 };
}

async function decode(file: ByteFile, bytes: Uint8Array, header: ImageHeader, settings: DecodeSettings): Promise<DecodedImage> {
  const channels = settings.channels ?? header.channels;
  const depth = settings.depth ?? header.depth;
  let image = input(bytes).autoOrient();
  if (settings.width !== undefined || settings.height !== undefined) {
    const kernel = settings.resampling === 'nearest' ? 'nearest' : 'cubic';
    image = image.resize(settings.width ?? null, settings.height ?? null, { fit: 'fill', kernel });
  }
  image = channels === 2 || channels === 4 ? image.ensureAlpha() : image.flatten({ background: '#000' });
  const grey = channels <= 2;
  image = image.toColourspace(depth === 16 ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb');
  const { data, info } = await image
    .raw({ depth: depth === 16 ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw asFileError(error, file.name, 'decoding the picture');
    });
  const own = Uint8Array.from(data);
  const values = depth === 16 ? new Uint16Array(own.buffer) : own;
  if (values.length !== info.width * info.height * channels)
    throw fileError(
      'unsupported-file',
      file.name,
      {},
      `${channels} values a pixel were expected, came ${values.length / (info.width * info.height)}. Save it as PNG.`,
    );
  return { width: info.width, height: info.height, channels, values, from: header };
}
