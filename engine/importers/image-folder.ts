import { extensionOf } from './byte-file.ts';
import type { FolderReader, ImageSample, RawImages, SplitName } from './definition.ts';
import { fileError } from './failure.ts';
import { imageExtensions } from './images.ts';
import type { SourceFolder } from './source-folder.ts';

const splitNames: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/** Pictures whose folder is their class. */
export const ImageFolder: FolderReader = {
  id: 'image-folder',
  title: 'Folders of pictures',
  description: 'A folder for each class with its pictures in it, with or without folders train, validation and test around them.',
  takes: 'folder',
  forms: ['images'],
  sniff: (folder) => {
    const images = imagePaths(folder);
    if (images.length === 0) return 0;
    const labelled = images.filter((path) => placeOf(path).label !== undefined).length;
    return 0.9 * (labelled / images.length) * Math.sqrt(images.length / folder.entries.length);
  },
  open: async (folder) => openImageFolder(folder),
};

/** Paths of the pictures of a folder. */
export function imagePaths({ entries }: SourceFolder): readonly string[] {
  const known: ReadonlySet<string> = new Set(imageExtensions);
  return entries.map(({ path }) => path).filter((path) => known.has(extensionOf(path)));
}

interface PicturePlace {
  readonly split?: SplitName;
  readonly label?: string;
}

/** Split and class that the folders of a path name: `train/cat/1.png`, `cat/1.png`; one folder around all is passed over. */
function placeOf(path: string): PicturePlace {
  const folders = path.split('/').slice(0, -1);
  const at = folders.findIndex((folder) => splitOfFolder(folder) !== undefined);
  if (at < 0) return folders.length === 0 ? {} : { label: folders[folders.length - 1] };
  const label = folders.slice(at + 1).at(-1);
  return { split: splitOfFolder(folders[at]), ...(label !== undefined && { label }) };
}

export function splitOfFolder(folder: string): SplitName | undefined {
  const key = folder.toLowerCase();
  return Object.hasOwn(splitNames, key) ? splitNames[key] : undefined;
}

function openImageFolder(folder: SourceFolder): RawImages {
  const paths = imagePaths(folder);
  const places = paths.map(placeOf);
  const loose = paths.filter((_, i) => places[i].label === undefined);
  if (paths.length === 0 || loose.length > 0) throw looseImages(folder.name, paths.length, loose);
  const classes = [...new Set(places.flatMap(({ label }) => (label === undefined ? [] : [label])))].sort(byText);
  const numbers = new Map(classes.map((name, i) => [name, i]));
  const samples = paths.map((path, i): ImageSample => {
    const { label, split } = places[i];
    return { path, label: numbers.get(label ?? ''), ...(split && { split }) };
  });
  const others = folder.entries.length - paths.length;
  const notes = [
    ...(others > 0 ? [others === 1 ? '1 file is no picture and is left out.' : `${others} files are no pictures and are left out.`] : []),
    ...(classes.length === 1 ? [`All pictures are in one folder, "${classes[0]}": there is one class only.`] : []),
  ];
  return { form: 'images', title: folder.name, classes, samples, notes, open: folder.open };
}

function looseImages(folder: string, count: number, loose: readonly string[]): Error {
  const came =
    count === 0
      ? 'there are no pictures in it'
      : `"${loose[0]}"${loose.length > 1 ? ` and ${loose.length - 1} more` : ''} lie outside of such folders`;
  return fileError(
    'bad-file',
    folder,
    {},
    `a folder for each class with its pictures was expected, ${came}. Sort the pictures into folders.`,
  );
}

/** Numbers in names count: class 2 comes before class 10. */
export function byText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a.trim() !== '' && b.trim() !== '' && Number.isFinite(x) && Number.isFinite(y) && x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}
