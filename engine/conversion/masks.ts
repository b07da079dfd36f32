import type { DatasetField } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import type { ImageSample, RawImages } from '../importers/definition.ts';
import { fileError } from '../importers/failure.ts';
import type { ImageDecoder, ImageHeader } from '../importers/images.ts';
import { byName, namedClasses } from './class-names.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { colourNames, LEFT_OUT, leftOutOf, type MaskColours, MOST_MASK_CLASSES, maskColours } from './mask-colours.ts';
import { spread } from './limited.ts';
import { PictureFaults } from './picture-faults.ts';
import { channelsFirst, imageField, type PictureFormat, PictureLosses, pictureFormat, TOGETHER, validationNote } from './pictures.ts';
import { rowSplit } from './row-split.ts';
import { ownSplit } from './table-parts.ts';

/**
 * Pictures with masks as a dataset: each grey value or colour of the masks is a class, 255 beside small numbers means that nobody said
 * what is there. Reads all masks once to see which classes there are. Throws `bad-target` for one class or more than 255 of them.
 */
export async function planMasks(raw: RawImages, decoder: ImageDecoder, options: ConversionOptions): Promise<ConversionPlan> {
  if (options.task !== undefined && options.task !== 'segmentation')
    throw new EngineError('bad-task', `Pictures with masks are for segmentation, not for ${options.task}.`);
  const format = await pictureFormat(raw, decoder, options);
  const reader = new MaskReader(raw, decoder, format);
  const found = await reader.colours();
  const leftOut = leftOutOf(found);
  const colourName = colourNames(found);
  const given = [...found].filter((colour) => colour !== leftOut);
  const names = given.map(colourName).sort(byName);
  const { classes, numbers } = namedClasses(names, `The masks of ${raw.title}`, options.classNames, names);
  const places = new Map(given.map((colour) => [colour, numbers.get(colourName(colour)) ?? LEFT_OUT]));
  const declared = raw.samples.some(({ split }) => split === 'test') && raw.samples.some(({ split }) => split !== 'test');
  const facts = { declared, rows: raw.samples.length };
  const { key } = rowSplit(options.split, facts);
  const { width, height, channels, notes } = format;
  const target: DatasetField = {
    name: 'mask',
    label: 'Mask',
    role: 'target',
    semantics: 'mask',
    dtype: 'int64',
    shape: [height, width],
    classes,
    ...(leftOut !== undefined && { ignored: LEFT_OUT }),
  };
  return {
    storage: { image: 'uint8', mask: 'uint8' },
    total: raw.samples.length,
    async *samples() {
      const split = rowSplit(options.split, facts);
      const faults = new PictureFaults();
      for (let start = 0; start < raw.samples.length; start += TOGETHER) {
        const chosen = raw.samples.slice(start, start + TOGETHER);
        const image = new Uint8Array(chosen.length * channels * height * width);
        const mask = new Uint8Array(chosen.length * height * width);
        const read = async (i: number) => {
          const sample = chosen[i];
          image.set(await reader.image(sample), i * channels * height * width);
          const colours = await reader.mask(sample);
          for (let at = 0; at < colours.length; at += 1) mask[i * colours.length + at] = places.get(colours[at]) ?? LEFT_OUT;
        };
        const paths = chosen.map(({ path }) => path);
        if ((await faults.all(paths, read)) === undefined) continue;
        const isTest = split.testRows({ size: chosen.length, inputs: [image], declared: chosen.map((one) => ownSplit(one.split)) });
        yield { size: chosen.length, fields: new Map([['image', image] as const, ['mask', mask] as const]), isTest } satisfies SampleBlock;
      }
      faults.check();
    },
    describe: (splits) =>
      described(options, raw.title, {
        task: 'segmentation',
        fields: [imageField([channels, height, width]), target],
        splits,
        splitKey: key,
        preview: 'masks',
      }),
    notes: () => [
      ...raw.notes,
      ...notes,
      ...reader.losses.notes(),
      ...(leftOut === undefined ? [] : [`${colourName(leftOut)} in the masks is no class: such pixels are left out of the loss.`]),
      ...validationNote(raw),
    ],
  };
}

/** Masks that a preview looks at. */
const LOOKED_AT = 512;

class MaskReader {
  private readonly raw: RawImages;
  private readonly decoder: ImageDecoder;
  private readonly format: PictureFormat;
  readonly losses = new PictureLosses();

  constructor(raw: RawImages, decoder: ImageDecoder, format: PictureFormat) {
    this.raw = raw;
    this.decoder = decoder;
    this.format = format;
  }

  /** All colours of all masks; for a preview, of some from all over the folder. */
  async colours(): Promise<MaskColours> {
    const found = new Set<number>();
    const { title, all } = this.raw;
    const samples = all === undefined ? this.raw.samples : spread(all, LOOKED_AT);
    const faults = new PictureFaults();
    for (let start = 0; start < samples.length; start += TOGETHER) {
      const chosen = samples.slice(start, start + TOGETHER);
      const masks = await faults.all(
        chosen.map(({ path }) => path),
        (i) => this.mask(chosen[i]),
      );
      for (const mask of masks ?? []) for (const colour of mask) found.add(colour);
      if (found.size > MOST_MASK_CLASSES + 1)
        throw new EngineError(
          'bad-target',
          `The masks of ${title} have more than ${MOST_MASK_CLASSES} values or colours, one for each class was expected. ` +
            `Were they saved as JPEG, which blurs them? "${samples[start].mask ?? ''}" is the last that was read. Save masks as PNG.`,
        );
    }
    faults.check();
    return found;
  }

  async image({ path }: ImageSample): Promise<Uint8Array<ArrayBuffer>> {
    const { width, height, channels } = this.format;
    const picture = await this.decoder.decode(await this.raw.open(path), { width, height, channels, depth: 8 });
    this.losses.add(picture);
    return channelsFirst(picture.values, channels);
  }

  /** Colours of the pixels of a picture's mask. Throws `bad-file` where mask and picture are of unlike proportions. */
  async mask({ path, mask }: ImageSample): Promise<Uint32Array> {
    if (mask === undefined) throw fileError('bad-file', path, {}, 'a mask was expected for each picture, this one has none.');
    const { width, height } = this.format;
    const file = await this.raw.open(mask);
    const header = await this.decoder.header(file);
    checkProportions(mask, header, path, await this.decoder.header(await this.raw.open(path)));
    const grey = header.channels <= 2;
    const depth = grey ? header.depth : 8;
    return maskColours(await this.decoder.decode(file, { width, height, resampling: 'nearest', channels: grey ? 1 : 3, depth }), depth);
  }
}

function checkProportions(mask: string, a: ImageHeader, picture: string, b: ImageHeader): void {
  if (Math.abs(a.width * b.height - b.width * a.height) <= Math.max(a.width, a.height, b.width, b.height)) return;
  throw fileError(
    'bad-file',
    mask,
    {},
    `a mask of ${b.width}×${b.height} pixels was expected, as "${picture}" has, it has ${a.width}×${a.height}. Is it another picture's?`,
  );
}
