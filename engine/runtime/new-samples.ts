import { namesColumns, newRows, type NewSamples, newTensors } from '../conversion/new-samples.ts';
import { isSeries, newWindows } from '../conversion/new-windows.ts';
import { channelsFirst } from '../conversion/pictures.ts';
import type { DatasetField } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { type ByteFile, extensionOf } from '../importers/byte-file.ts';
import { imageExtensions } from '../importers/images.ts';
import type { RawData } from '../importers/definition.ts';
import type { FittedField } from '../preprocessing/fitted.ts';
import { OpenedSources, type SourceRequest } from './import-source.ts';
import { imageDecoder } from './importers/images.ts';

/** New samples of the inputs that a network reads, and what they are called where they come from files of their own. */
export interface SamplesOfFiles extends NewSamples {
  readonly names?: readonly string[];
}

/**
 * Reads a file or folder as new samples of the given inputs, by the same conversion as their dataset: a table by its columns' names,
 * pictures, arrays, lines of text. `storedTypes` tells how the dataset keeps its fields. `undefined` for a file that is nothing of the
 * kind, as plain numbers are. Throws `bad-input`, and what readers throw.
 */
export async function readNewSamples(
  request: SourceRequest,
  fields: readonly DatasetField[],
  storedTypes: ReadonlyMap<string, FittedField['stored']> = new Map(),
): Promise<SamplesOfFiles | undefined> {
  const opened = new OpenedSources();
  try {
    const [field] = fields;
    const pictures = fields.length === 1 && field.semantics === 'image' ? await opened.files(request.paths, isPicture) : [];
    if (pictures.length > 0) return await newPictures(pictures, field, storedTypes.get(field.name));
    const isText = fields.some(({ semantics }) => semantics === 'text');
    const plain = isText && request.paths.every((path) => /\.(txt|text|md)(\.gz)?$/i.test(path)) ? { reader: 'text' } : {};
    const data = await opened.read({ ...plain, ...request });
    return await samplesOf(data, fields, request);
  } finally {
    await opened.close();
  }
}

async function samplesOf(
  data: readonly RawData[],
  fields: readonly DatasetField[],
  { reader }: SourceRequest,
): Promise<NewSamples | undefined> {
  const [first, ...others] = data;
  if (others.length > 0) throw new EngineError('bad-input', 'One file or folder with new samples was expected.');
  if (first.form === 'tensors' && fields.length === 1) return newTensors(first, fields[0]);
  if (first.form === 'table' && fields.length === 1 && isSeries(fields[0]) && namesColumns(first, fields))
    return newWindows(first, fields[0]);
  if (first.form === 'table') return reader !== undefined || namesColumns(first, fields) ? newRows(first, fields) : undefined;
  throw new EngineError(
    'bad-input',
    `${first.title} holds nothing that the network reads: ${fields.map(({ label }) => `“${label}”`).join(', ')} was expected.`,
  );
}

function isPicture(path: string): boolean {
  return imageExtensions.some((known) => known === extensionOf(path));
}

/** Black and white become what the dataset feeds as 0 and 1: it may keep pictures as numbers from 0 to 16. */
async function newPictures(
  files: readonly ByteFile[],
  field: DatasetField,
  storedType: FittedField['stored'] = 'uint8',
): Promise<SamplesOfFiles> {
  const { name, label, shape } = field;
  const [channels, height, width] = shape;
  if (channels !== 1 && channels !== 3)
    throw new EngineError('bad-input', `${label} has ${channels} channels; pictures have 1 or 3. Give arrays instead.`);
  const size = channels * height * width;
  const isBytes = storedType === 'uint8';
  const { scale, offset } = field.preprocessing ?? { scale: isBytes ? 1 / 255 : 1, offset: 0 };
  const values = isBytes ? new Uint8Array(files.length * size) : new Float32Array(files.length * size);
  for (const [i, file] of files.entries()) {
    const pixels = channelsFirst((await imageDecoder.decode(file, { width, height, channels, depth: 8 })).values, channels);
    pixels.forEach((pixel, at) => {
      const stored = (pixel / 255 - offset) / scale;
      values[i * size + at] = isBytes ? Math.min(Math.max(Math.round(stored), 0), 255) : stored;
    });
  }
  return { samples: files.length, inputs: { [name]: values }, names: files.map((file) => file.name), notes: [] };
}
