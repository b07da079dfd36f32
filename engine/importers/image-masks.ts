import { baseName } from './byte-file.ts';
import type { FolderReader, ImageSample, RawImages, SplitName } from './definition.ts';
import { fileError } from './failure.ts';
import { imagePaths, splitOfFolder } from './image-folder.ts';
import type { SourceFolder } from './source-folder.ts';

const imageFolders: ReadonlySet<string> = new Set(['images', 'image', 'imgs', 'img', 'jpegimages', 'pictures', 'input', 'inputs']);
const maskFolders: ReadonlySet<string> = new Set([
  'masks',
  'mask',
  'labels',
  'label',
  'annotations',
  'segmentationclass',
  'target',
  'targets',
]);
const maskSuffix = /[-_. ]?(mask|seg|segmentation|label|gt)$/i;

/** Pictures with a mask each, whose pixels are the target. */
export const ImageMasks: FolderReader = {
  id: 'image-masks',
  title: 'Pictures with masks',
  description:
    'Folders "images" and "masks" with files of equal names, or "name.png" beside "name_mask.png"; folders train, validation and test may lie around or inside.',
  takes: 'folder',
  forms: ['images'],
  sniff: (folder) => {
    const { images, masks } = sorted(folder);
    if (masks.size === 0 || images.length === 0) return 0;
    return 0.95 * Math.min(1, images.filter(({ key }) => masks.has(key)).length / Math.max(images.length, masks.size));
  },
  open: async (folder) => openMasks(folder),
};

interface Picture {
  readonly path: string;
  /** What a picture and its mask have in common. */
  readonly key: string;
  readonly split: SplitName | undefined;
  readonly isMask: boolean;
}

function sorted(folder: SourceFolder): { images: readonly Picture[]; masks: ReadonlyMap<string, Picture>; twice: Picture | undefined } {
  const pictures = imagePaths(folder).map(pictureOf);
  const masks = new Map<string, Picture>();
  let twice: Picture | undefined;
  for (const picture of pictures) {
    if (!picture.isMask) continue;
    if (masks.has(picture.key)) twice ??= picture;
    masks.set(picture.key, picture);
  }
  return { images: pictures.filter(({ isMask }) => !isMask), masks, twice };
}

function pictureOf(path: string): Picture {
  const folders = path.split('/').slice(0, -1);
  const isRole = (folder: string): boolean => imageFolders.has(folder.toLowerCase()) || maskFolders.has(folder.toLowerCase());
  const role = folders.findLastIndex(isRole);
  const stem = baseName(path).replace(/\.[^.]+$/, '');
  const inMasks = role >= 0 && maskFolders.has(folders[role].toLowerCase());
  const isMask = inMasks || (role < 0 && maskSuffix.test(stem));
  const around = folders.filter((_, i) => i !== role).map((folder) => splitOfFolder(folder) ?? folder);
  const split = folders.map(splitOfFolder).find((name) => name !== undefined);
  return { path, key: [...around, isMask ? stem.replace(maskSuffix, '') : stem].join('/'), split, isMask };
}

function openMasks(folder: SourceFolder): RawImages {
  const { images, masks, twice } = sorted(folder);
  if (twice !== undefined)
    throw fileError('bad-file', folder.name, {}, `two masks belong to one picture, "${twice.path}" is the second. Remove one.`);
  const bare = images.filter(({ key }) => !masks.has(key));
  const keys = new Set(images.map(({ key }) => key));
  const alone = [...masks.values()].filter(({ key }) => !keys.has(key));
  if (images.length === 0 || bare.length > 0 || alone.length > 0) throw unpaired(folder.name, bare, alone);
  const samples = images.map(({ path, key, split }): ImageSample => {
    const mask = masks.get(key)?.path;
    return { path, ...(mask !== undefined && { mask }), ...(split && { split }) };
  });
  return { form: 'images', title: folder.name, classes: [], samples, notes: [], open: folder.open };
}

function unpaired(folder: string, bare: readonly Picture[], alone: readonly Picture[]): Error {
  const [first] = [...bare, ...alone];
  if (first === undefined) return fileError('bad-file', folder, {}, 'pictures and masks were expected, there are none.');
  const what =
    bare.length > 0
      ? `"${first.path}" has no mask (${bare.length} such)`
      : `the mask "${first.path}" has no picture (${alone.length} such)`;
  return fileError(
    'bad-file',
    folder,
    {},
    `a mask of the same name was expected for each picture, ${what}. Add what is missing or remove the rest.`,
  );
}
