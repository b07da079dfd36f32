import { z } from 'zod';
import { EngineError } from '../engine/graph/errors.ts';
import { isSafePath } from '../engine/importers/source-folder.ts';

/** A file that a window is about to send. */
export interface UploadFile {
  /** Relative, with `/`: its name, or its place in the folder that was chosen. */
  readonly path: string;
  readonly size: number;
}

const MOST_FILES = 200_000;
const MOST_PATH_BYTES = 2000;
/** What common file systems allow. */
const MOST_NAME_BYTES = 255;
const MOST_FOLDERS_DEEP = 64;

const uploadFiles = z.array(z.strictObject({ path: z.string(), size: z.number() }));

/** Throws `bad-upload` for paths that lead elsewhere or can't be made, for paths that are in each other's way, and for sizes that are none. */
export function checkUploadFiles(files: readonly UploadFile[]): void {
  if (!uploadFiles.safeParse(files).success) throw new EngineError('bad-upload', 'An upload is a list of files, each with path and size.');
  if (files.length === 0) throw new EngineError('bad-upload', 'Nothing was chosen. Choose a file, or a folder that holds files.');
  if (files.length > MOST_FILES)
    throw new EngineError('bad-upload', `At most ${MOST_FILES} files are taken at once, came ${files.length}. Pack them into a zip file.`);
  for (const { path, size } of files) {
    if (!isStorable(path))
      throw new EngineError('bad-upload', `The path ${JSON.stringify(path.slice(0, 200))} can't be stored. Rename it.`);
    if (!Number.isSafeInteger(size) || size < 0)
      throw new EngineError('bad-upload', `${path} is said to have ${size} bytes; a whole number from 0 was expected.`);
  }
  checkApart(files);
}

function isStorable(path: string): boolean {
  const parts = path.split('/');
  return (
    isSafePath(path) &&
    path.isWellFormed() &&
    parts.length <= MOST_FOLDERS_DEEP &&
    Buffer.byteLength(path) <= MOST_PATH_BYTES &&
    parts.every((part) => part !== '' && Buffer.byteLength(part) <= MOST_NAME_BYTES && isNameHere(part))
  );
}

/** Windows knows names of devices and characters that mean something else. */
function isNameHere(name: string): boolean {
  if (process.platform !== 'win32') return true;
  return !/[<>:"|?*]|[. ]$/.test(name) && ![...name].some((letter) => letter < ' ') && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
}

/** No path twice, none that is a file here and a folder there. */
function checkApart(files: readonly UploadFile[]): void {
  const paths = new Set(files.map(({ path }) => path));
  if (paths.size !== files.length) throw new EngineError('bad-upload', 'A path comes twice in this upload. Choose each file once.');
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (paths.has(folder)) throw new EngineError('bad-upload', `${folder} is a file and a folder in this upload. Choose one of them.`);
    }
  }
}
