import type { TensorArray } from '../graph/types.ts';
import type { ImageSample, RawImages } from '../importers/definition.ts';
import type { ImageDecoder } from '../importers/images.ts';
import { namedClasses } from './class-names.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { planMasks } from './masks.ts';
import { PictureFaults } from './picture-faults.ts';
import { channelsFirst, imageField, PictureLosses, pictureFormat, TOGETHER, validationNote } from './pictures.ts';
import { rowSplit } from './row-split.ts';
import { ownSplit } from './table-parts.ts';

/** Pictures of folders as a dataset: bytes of one size, channels first, fed from 0 to 1; the folder is the class, or a mask the target. */
export async function planImages(raw: RawImages, decoder: ImageDecoder, options: ConversionOptions): Promise<ConversionPlan> {
  if (raw.samples.some(({ mask }) => mask !== undefined)) return planMasks(raw, decoder, options);
  const { classes, numbers } = namedClasses(raw.classes, raw.title, options.classNames);
  const { width, height, channels, notes } = await pictureFormat(raw, decoder, options);
  const labelOf = ({ label = -1 }: ImageSample): number => numbers.get(raw.classes[label]) ?? -1;
  const facts = {
    declared: raw.samples.some(({ split }) => split === 'test') && raw.samples.some(({ split }) => split !== 'test'),
    rows: raw.samples.length,
    perClass: classes.map((_, i) => raw.samples.filter((sample) => labelOf(sample) === i).length),
  };
  const { key } = rowSplit(options.split, facts);
  let losses = new PictureLosses();
  const read = async ({ path }: ImageSample) => {
    const picture = await decoder.decode(await raw.open(path), { width, height, channels, depth: 8 });
    losses.add(picture);
    return channelsFirst(picture.values, channels);
  };
  return {
    storage: { image: 'uint8', target: 'int32' },
    total: raw.samples.length,
    async *samples() {
      const split = rowSplit(options.split, facts);
      losses = new PictureLosses();
      const faults = new PictureFaults();
      for (let start = 0; start < raw.samples.length; start += TOGETHER) {
        const chosen = raw.samples.slice(start, start + TOGETHER);
        const pictures = await faults.all(
          chosen.map(({ path }) => path),
          (i) => read(chosen[i]),
        );
        if (pictures === undefined) continue;
        const image = new Uint8Array(pictures.length * channels * height * width);
        pictures.forEach((values, i) => image.set(values, i * values.length));
        const target = Int32Array.from(chosen, labelOf);
        const declared = chosen.map((sample) => ownSplit(sample.split));
        const isTest = split.testRows({ size: chosen.length, inputs: [image], classes: target, declared });
        const fields = new Map<string, TensorArray>([
          ['image', image],
          ['target', target],
        ]);
        yield { size: chosen.length, fields, isTest } satisfies SampleBlock;
      }
      faults.check();
    },
    describe: (splits) =>
      described(options, raw.title, {
        task: 'classification',
        fields: [
          imageField([channels, height, width]),
          { name: 'target', label: 'Class', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes },
        ],
        splits,
        splitKey: key,
        preview: 'images',
      }),
    notes: () => [...raw.notes, ...notes, ...losses.notes(), ...validationNote(raw)],
  };
}
