import { EngineError } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import type { ImageSample, RawImages } from '../importers/definition.ts';
import type { ImageDecoder } from '../importers/images.ts';
import { orderedClasses } from './class-names.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { HASH_SPLIT, SOURCE_SPLIT, testRows } from './row-split.ts';

/** Pictures whose headers are looked at to choose size and colours. */
const PROBED = 64;
/** Edge of pictures of unlike sizes unless a person says otherwise. */
const USUAL_SIZE = 64;
/** Pictures that are decoded side by side. */
const TOGETHER = 8;

/** Pictures of folders as a dataset: bytes of one size, channels first, fed from 0 to 1; the folder is the class. */
export async function planImages(raw: RawImages, decoder: ImageDecoder, options: ConversionOptions): Promise<ConversionPlan> {
  if (raw.samples.some(({ mask }) => mask !== undefined))
    throw new EngineError('unsupported-data', `${raw.title} holds masks; pictures in a folder for each class are imported.`);
  const classes = orderedClasses(raw.classes, raw.title);
  const numbers = new Map(classes.map((name, i) => [name, i]));
  const { width, height, channels, note } = await formatOf(raw, decoder, options.size);
  const shape = [channels, height, width];
  const isSplit = raw.samples.some(({ split }) => split === 'test') && raw.samples.some(({ split }) => split !== 'test');

  const read = async ({ path, label = -1 }: ImageSample) => {
    const { values } = await decoder.decode(await raw.open(path), { width, height, channels, depth: 8 });
    return { values: channelsFirst(values, channels), label: numbers.get(raw.classes[label]) ?? -1 };
  };
  return {
    storage: { image: 'uint8', target: 'int32' },
    total: raw.samples.length,
    async *samples() {
      for (let start = 0; start < raw.samples.length; start += TOGETHER) {
        const chosen = raw.samples.slice(start, start + TOGETHER);
        const pictures = await Promise.all(chosen.map(read));
        const size = channels * height * width;
        const image = new Uint8Array(pictures.length * size);
        pictures.forEach(({ values }, i) => image.set(values, i * size));
        const isTest = isSplit ? chosen.map(({ split }) => split === 'test') : testRows(image, chosen.length);
        const target = Int32Array.from(pictures, ({ label }) => label);
        const fields = new Map<string, TensorArray>([
          ['image', image],
          ['target', target],
        ]);
        yield { size: chosen.length, fields, isTest } satisfies SampleBlock;
      }
    },
    describe: (splits) =>
      described(options, raw.title, {
        task: 'classification',
        fields: [
          {
            name: 'image',
            label: 'Image',
            role: 'input',
            semantics: 'image',
            dtype: 'float32',
            shape,
            preprocessing: { scale: 1 / 255, offset: 0 },
          },
          { name: 'target', label: 'Class', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes },
        ],
        splits,
        splitKey: isSplit ? SOURCE_SPLIT : HASH_SPLIT,
        preview: 'images',
      }),
    notes: () => [
      ...raw.notes,
      ...(note === undefined ? [] : [note]),
      ...(raw.samples.some(({ split }) => split === 'validation')
        ? ['Validation samples are among the training samples: each run draws its own from them.']
        : []),
    ],
  };
}

interface Format {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly note?: string;
}

/** The pictures' own size where they share one of at most 256 × 256, else 64 × 64; grey where all that are looked at are. */
async function formatOf({ samples, open }: RawImages, decoder: ImageDecoder, size: number | undefined): Promise<Format> {
  const step = Math.max(1, Math.floor(samples.length / PROBED));
  const probed = samples.filter((_, i) => i % step === 0).slice(0, PROBED);
  const headers = await Promise.all(probed.map(async ({ path }) => decoder.header(await open(path))));
  const channels = headers.every((header) => header.channels <= 2) ? 1 : 3;
  if (size !== undefined) return { width: size, height: size, channels };
  const [{ width, height }] = headers;
  const alike = headers.every((header) => header.width === width && header.height === height);
  if (alike && width <= 256 && height <= 256) return { width, height, channels };
  const came = alike ? `${width}×${height} pixels large` : 'of unlike sizes';
  return {
    width: USUAL_SIZE,
    height: USUAL_SIZE,
    channels,
    note: `Pictures are ${came}; they are resized to ${USUAL_SIZE}×${USUAL_SIZE}. Choose another size with --size.`,
  };
}

function channelsFirst(values: ArrayLike<number>, channels: number): Uint8Array {
  const plane = values.length / channels;
  const planes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) planes[(i % channels) * plane + Math.floor(i / channels)] = values[i];
  return planes;
}
